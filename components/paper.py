"""A briefing on paper: contents, a page a section, the sources at the end."""

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from components.attributes import dashed
from components.briefing import say
from components.figures.drawn import picture_address
from data.outputs.slides.boxes import Box, Placed, Slide, TableAt, TextAt
from data.outputs.slides.frames import SCOPE, SOURCE, SUBTITLE
from data.outputs.slides.svg import svg
from data.reports.briefing.briefing import Briefing


def paper(briefing: Briefing, slides: Sequence[Slide]) -> list[Any]:
    """The whole document under its headings; slides: as they are laid out."""
    cover, *rest = slides
    pages = [(f"paper-{place}", slide) for place, slide in enumerate(rest, start=1)]
    sources = list(dict.fromkeys(told.panel.words.source for told in briefing.told if told.panel.words.source))
    return [
        html.P(briefing.marking, className="paper-marking"),
        html.Section(
            [
                html.H2(briefing.title),
                *(html.P(text) for place in (SUBTITLE, SOURCE) for text in _texts(cover, place)),
                html.H3(say("paper_contents")),
                html.Ol([html.Li(html.A(slide.title, href=f"#{anchor}")) for anchor, slide in pages]),
            ]
        ),
        *(_page(anchor, slide) for anchor, slide in pages),
        html.Section([html.H2(say("paper_sources")), html.Ul([html.Li(source) for source in sources])]),
    ]


def _texts(slide: Slide, place: str) -> list[str]:
    return [text for box in slide.boxes if isinstance(box, TextAt) and box.place == place for text in box.text.texts]


def _page(anchor: str, slide: Slide) -> html.Section:
    """A section: finding, verdict, picture, tables and source."""
    body = [box for box in slide.boxes if not (isinstance(box, TextAt) and box.place)]
    tables = [box for box in body if _is_table(box)]
    drawn = [box for box in body if not _is_table(box) and not _is_words(box, body)]
    words = [text for box in body if _is_words(box, body) and isinstance(box, TextAt) for text in box.text.texts]
    return html.Section(
        [
            html.H2(slide.title),
            *(html.P(text) for place in (SUBTITLE, SCOPE) for text in _texts(slide, place)),
            *([html.Img(src=picture_address(svg(drawn, _around(drawn))), alt=drawn[-1].alt)] if drawn else []),
            *(html.P(text) for text in words),
            *(_table(box) for box in tables if isinstance(box, TableAt)),
            *(html.P(text, className="quiet") for text in _texts(slide, SOURCE)),
        ],
        id=anchor,
    )


def _is_table(box: Placed) -> bool:
    """Whether it is a table of its own, and no names beside a chart."""
    return isinstance(box, TableAt) and box.rows[0][0].is_ruled


def _is_words(box: Placed, body: Sequence[Placed]) -> bool:
    """Whether it is text alone on its slide, and no key of a picture."""
    return isinstance(box, TextAt) and len(body) == 1


def _around(boxes: Sequence[Placed]) -> Box:
    left, top = min(one.box.x for one in boxes), min(one.box.y for one in boxes)
    right, foot = max(one.box.x + one.box.w for one in boxes), max(one.box.y + one.box.h for one in boxes)
    return Box(left, top, right - left, foot - top)


def _table(box: TableAt) -> html.Div:
    """A table as the browser builds it (assets/tables.js): as elements of Dash the cells of a pack cost it seconds."""
    head, *rows = [[" ".join(cell.lines) for cell in row] for row in box.rows]
    kinds = ["number" if cell.is_right else "" for cell in box.rows[0]]
    columns = [(text, kind, 0) for text, kind in zip(head, kinds, strict=True)]
    data = {"caption": box.alt, "columns": columns, "rows": rows, "orders": {}, "marked": [], "apart": []}
    return html.Div(className="built-table", **dashed(data_table=json.dumps(data)))
