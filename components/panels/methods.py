"""The parts of the page about methods: the document itself, chapter by chapter."""

from collections.abc import Sequence

from dash import dcc, html

from components.attributes import dashed
from components.prose import Chapter


def contents(chapters: Sequence[Chapter]) -> html.Nav:
    """A list of the chapters, each a link to its heading."""
    links = [html.Li(html.A(chapter.title, href=f"#{chapter.anchor}")) for chapter in chapters]
    named = dashed(aria_label="Chapters")
    return html.Nav([html.H2("On this page"), html.Ul(links)], className="panel contents", **named)


def chapter(shown: Chapter) -> html.Section:
    """A chapter under its heading, which takes the focus when it is jumped to."""
    heading = html.H2(shown.title, id=shown.anchor, tabIndex="-1")
    return html.Section([heading, dcc.Markdown(shown.text, className="prose")], className="panel chapter")
