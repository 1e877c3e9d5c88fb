"""What stands on a page until it is answered: boxes of the size of what comes, so that nothing jumps."""

from collections.abc import Sequence

from dash import html

from components.attributes import dashed


def skeleton(first: Sequence[int], others: Sequence[int] = ()) -> html.Div:
    """Boxes of these heights (px) one under the other, the first beside those of ``others`` where there are any."""
    body = html.Div([_box(height) for height in (*first, *others)], className="beside" if others else "")
    return html.Div([head(), body], **dashed(aria_hidden="true"))


def head(*, is_short: bool = False) -> html.Div:
    """Where status, heading and reading will stand; is_short: where the heading is short and nothing follows it."""
    lines = [_box(height, "skeleton skeleton-line") for height in ((20, 24) if is_short else (20, 68, 24))]
    name = "skeleton-head short" if is_short else "skeleton-head"
    return html.Div(lines, className=name, **dashed(aria_hidden="true"))


def boxes(*heights: int, layout: str = "") -> html.Div:
    """Where panels of these heights (px) will stand."""
    return html.Div([_box(height) for height in heights], className=layout, **dashed(aria_hidden="true"))


def _box(height: int, name: str = "skeleton") -> html.Div:
    return html.Div(style={"height": f"{height}px"}, className=name)
