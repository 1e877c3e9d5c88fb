"""Panels and reports: what is said and shown, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.model.verdict import Verdict
from data.reports.figures import Figure
from data.reports.table import Table
from data.words import verdicts


class Link(NamedTuple):
    """Words that lead to another view: a page's path, of the selection that is shown unless another is given.

    Without path and selection it leads to a panel of text on the same page: ``anchor`` is its id. pick: what the map of
    the page has picked and the other view has not, or the other way round; the map then changes, and stays as it lies.
    is_file: whether ``path`` is that of a file, which has no selection.
    """

    words: str
    path: str = ""
    selection: Selection | None = None
    anchor: str = ""
    pick: str = ""
    is_file: bool = False


class Listed(NamedTuple):
    """Texts or links in a list, each after a sign where there is one."""

    texts: Sequence[str | Link]
    sign: str = ""


class Line(NamedTuple):
    """A sentence or two after the words that say it in short, with a sign before them."""

    lead: str
    text: str
    sign: str = ""


# A paragraph, one with links in it, or a list.
Note = str | Sequence[str | Link] | Listed

# Where the verdicts are explained.
JUDGED = Link("How is this judged?", "/methods", anchor=verdicts.EXPLAINED)


@dataclass(frozen=True)
class Words:
    """What is written on a panel and on everything saved from it.

    finding: the heading, ten words or fewer; caption: measure, area, period, comparison; source: with the mark of
    demonstration data where they are; said: sentences of the page that go into its files; scope: the wards and the
    crime types by name, for its files; short: the quiet line of the page, where caption and source stand in the files
    and under a fold alone.
    """

    finding: str
    caption: str = ""
    source: str = ""
    said: Sequence[str] = ()
    scope: str = ""
    short: str = ""

    @property
    def line(self) -> str:
        """The quiet line under the heading."""
        return self.short or self.full

    @property
    def full(self) -> str:
        """Caption and source."""
        return f"{self.caption} Source: {self.source}." if self.source else self.caption

    @property
    def spoken(self) -> str:
        """The name of a picture for those who do not see it: its finding, and what it shows."""
        return f"{self.finding}. {self.short or self.caption}".rstrip(". ") + "."


class Value(NamedTuple):
    """A figure in large type: how it is written, and what it is of."""

    shown: str
    unit: str = ""


class Fold(NamedTuple):
    """What is read on demand, under its title: intervals, caveats, sources, further numbers."""

    title: str
    notes: Sequence[Note] = ()
    table: Table | None = None


def about(words: Words, notes: Sequence[Note] = ()) -> Fold:
    """What the figures of a panel are of, and what has to be known of them, one press away."""
    return Fold("About these figures", [words.full, *notes])


@dataclass(frozen=True)
class Panel:
    """A chart, a map, a table or a card, as plain data; a part that it has not is None or empty.

    id: unlike any other's of the page; months: of its verdict, where its value is of others; lines: what it says, each
    in short and in full, above its notes; notes: what has to be known to read it; facts: terms and what is known of
    them; text: longer text, as Markdown, which links reach by the id; links: to where there is more of it; folds: what
    is read on demand; marking: how it is marked, where it holds what is for partners; blanks: what people have to write
    themselves, a marked place each in a document; shapes: of the rows of its table, as GeoJSON; period: its months,
    where it knows better than what is chosen.
    """

    id: str
    words: Words
    table: Table | None = None
    figure: Figure | None = None
    value: Value | None = None
    verdict: Verdict | None = None
    notes: Sequence[Note] = ()
    facts: Sequence[tuple[str, str]] = ()
    text: str = ""
    links: Sequence[Link] = ()
    folds: Sequence[Fold] = ()
    marking: str = ""
    lines: Sequence[Line] = ()
    blanks: Sequence[str] = ()
    shapes: Mapping[str, Any] | None = None
    period: Period | None = None
    months: str = ""

    @property
    def judged(self) -> str:
        """The verdict in words, with its months where they are not those of its value."""
        return ", ".join(text for text in (str(self.verdict or ""), self.months) if text)

    @property
    def kinds(self) -> list[str]:
        """The files that its numbers alone are given as, by their endings."""
        return [*(["csv"] if self.table is not None else []), *(["geojson"] if self.shapes is not None else [])]


class Section(NamedTuple):
    """Panels that stand together: one under the other, in ``columns``, or the first ``beside`` the next two.

    cautions stand above them; fold: the words under which all of it is folded.
    """

    panels: Sequence[Panel]
    layout: str = ""
    cautions: Sequence[str] = ()
    fold: str = ""

    def of_period(self, period: Period) -> "Section":
        """The same with the months of its panels, where none knows its own."""
        return self._replace(panels=[replace(panel, period=panel.period or period) for panel in self.panels])


@dataclass(frozen=True)
class Report:
    """What a page says for a selection: its finding as the heading, cautions, notes, then panels in sections.

    said: the notes before the panels; reading: what would change how the heading is read, in a sentence that may lead
    to another view; says_unplaced: whether its first line tells how many records have no place, of which a survey knows
    nothing.
    """

    heading: str
    status: BuildStatus
    sections: Sequence[Section] = ()
    said: Sequence[Note] = ()
    cautions: Sequence[str] = ()
    marking: str = ""
    reading: Sequence[str | Link] = ()
    says_unplaced: bool = True

    @property
    def panels(self) -> list[Panel]:
        """Every panel, in the order of the page."""
        return [panel for section in self.sections for panel in section.panels]


def source_line(source: str, is_demo: bool) -> str:
    """A source as every output names it."""
    return f"{source} (demonstration data)" if is_demo else source
