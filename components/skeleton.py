"""What stands on a page until it is answered: boxes of the size of what comes, so that nothing jumps."""

from collections.abc import Sequence

from dash import html

from components.attributes import dashed


def skeleton(first: Sequence[int], others: Sequence[int] = ()) -> html.Div:
    """Boxes of these heights (px) one under the other, the first beside those of ``others`` where there are any."""
    head = [_box(height, "skeleton skeleton-line") for height in (20, 68, 24)]
    boxes = [_box(height) for height in (*first, *others)]
    return html.Div([*head, html.Div(boxes, className="beside" if others else "")], **dashed(aria_hidden="true"))


def _box(height: int, name: str = "skeleton") -> html.Div:
    return html.Div(style={"height": f"{height}px"}, className=name)
