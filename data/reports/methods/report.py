"""How the figures are made and judged: one text for the app and for the repository."""

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import status
from data.reports.panel import Fold, Link, Listed, Panel, Report, Section, Words
from data.words.prose import chapters, phrases


def report(_selection: Selection, offered: Choices) -> Report:
    """What a councillor needs first, the contents, and the chapters of docs/methods.md with the area's own examples."""
    document = chapters("methods", offered.area_codes)
    contents = Listed([Link(chapter.title, anchor=chapter.anchor) for chapter in document])
    folds = [Fold(one["title"], [Listed(one["texts"])]) for one in phrases("methods").values()]
    first = [
        Panel("in-one-minute", Words("In one minute"), folds=folds),
        Panel("contents", Words("On this page"), notes=[contents]),
    ]
    made = [Panel(chapter.anchor, Words(chapter.title), text=chapter.text) for chapter in document]
    sections = [Section(first, "columns"), Section(made)]
    return Report("How the figures are made and judged", status.build_status(), sections)
