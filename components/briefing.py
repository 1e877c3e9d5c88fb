"""The page of a briefing: what goes in, its slides as they will be, and the same on paper."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import dashed
from components.download import made_link, route
from components.figures.drawn import picture_address
from components.filter_bar import control, select
from components.notices import notice
from components.skeleton import boxes
from data.model.briefing_view import MOST_SIGNS, OFFICIAL, SENSITIVE
from data.model.packs import SECTION_NAMES
from data.model.selection import CONTROLS, Selection
from data.outputs.slides.boxes import Slide
from data.outputs.slides.svg import slide_svg
from data.reports.briefing.briefing import Briefing
from data.words.prose import phrases, speaker

say = speaker("briefing")

WHOLE = "briefing"
# Of the sections until they are there, px.
SECTIONS_HEIGHT = 400


def frame(values: Mapping[str, Any]) -> html.Div:
    """The controls, as the address sets them, and places for what the callback fills; values: by their keys."""
    whom = [
        html.Div(id="briefing-files"),
        html.H2(say("for_whom")),
        html.Div(select(CONTROLS["pack"], values.get("pack"))),
        *(_text(key, say(f"{key}_label"), values.get(key, "")) for key in ("title", "meeting")),
        html.Div(select(CONTROLS["marking"], values.get("marking"))),
        html.Div(id="briefing-forced", role="status"),
        html.H2(say("what_goes_in")),
        html.Div(boxes(SECTIONS_HEIGHT), id="briefing-sections"),
        # What is ticked, in its order: assets/briefing.js writes it.
        dbc.Input(type="hidden", id=control("sections"), value=values.get("sections", "")),
    ]
    made = [
        html.H2(say("as_it_will_be")),
        html.P(say("press"), className="quiet"),
        html.Div(_waiting(), id="briefing-slides"),
    ]
    return html.Div(
        [
            html.Div([html.Section(whom, className="panel briefing-what"), html.Section(made, className="panel")],
                     className="briefing"),
            html.Div(id="briefing-paper", className="paper"),
        ]
    )  # fmt: skip


def _waiting() -> html.Div:
    """Boxes of the size of slides, until they are made."""
    return html.Div(
        [html.Div(className="skeleton") for _ in range(6)], className="slides", **dashed(aria_hidden="true")
    )


def _text(key: str, title: str, value: str) -> html.Div:
    """A line of text that the address carries."""
    box = dbc.Input(id=control(key), value=value, debounce=True, maxLength=MOST_SIGNS, autocomplete="off")
    return html.Div([html.Label(title, htmlFor=f'{{"key":"{key}","type":"control"}}'), box])


def section_list(selection: Selection, made: Mapping[str, int]) -> html.Ul:
    """The sections to tick and to move, those that go in first; made: how many slides each has."""
    chosen = selection.briefing.chosen
    others = [name for name in SECTION_NAMES if name not in chosen]
    titles = phrases("briefing")["sections"]
    rows = [_section(name, titles[name], made.get(name)) for name in chosen]
    more = html.Details(
        [html.Summary(say("more_sections")), html.Ul([_section(name, titles[name], None) for name in others])]
    )
    return html.Ul([*rows, *([html.Li(more)] if others else [])], className="sections")


def _section(name: str, title: str, count: int | None) -> html.Li:
    is_in = count is not None
    words = (
        ""
        if count is None
        else say("nothing")
        if not count
        else say("one_slide")
        if count == 1
        else say("slide_count", count=count)
    )
    moves = [
        html.Button(sign, type="button", disabled=not is_in, **dashed(data_move=step, aria_label=say(key, title=title)))
        for step, sign, key in (("-1", "↑", "up"), ("1", "↓", "down"))
    ]
    tick = dbc.Checkbox(id=f"briefing-tick-{name}", label=title, value=is_in)
    return html.Li([tick, html.Span(words, className="quiet"), *moves], **dashed(data_section=name))


def files(search: str) -> list[Any]:
    """The files, how to print, and how to have it made without a browser."""
    kinds = (("pptx", say("powerpoint"), "tool primary"), ("xlsx", say("excel"), "tool"), ("docx", say("word"), "tool"))
    links = [made_link(words, say("briefing"), route(kind, WHOLE, search), name) for kind, words, name in kinds]
    paper = html.Button(say("paper"), type="button", className="tool", **dashed(data_print="1"))
    return [
        html.Div([*links, paper, html.Span(role="status", className="save-said")], className="briefing-files"),
        html.P(say("editable"), className="quiet"),
        html.P(say("by_timer"), className="quiet"),
    ]


def forced(briefing: Briefing) -> list[Any]:
    """That the marking is another than was chosen, where it is."""
    is_forced = briefing.marking == SENSITIVE and briefing.selection.briefing.marking == OFFICIAL.lower()
    return [notice(say("forced"))] if is_forced else []


def preview(slides: Sequence[Slide]) -> html.Div:
    """Every slide as a picture, small until it is pressed."""
    return html.Div(
        [
            html.Button(
                html.Img(src=picture_address(slide_svg(slide)), alt=say("slide_of", place=place, title=slide.title)),
                type="button",
                className="slide",
                **dashed(data_slide=str(place), aria_expanded="false"),
            )
            for place, slide in enumerate(slides, start=1)
        ],
        className="slides",
    )
