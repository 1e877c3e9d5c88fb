"""What the map colours, in words: the same for wards and for cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from dash import html

from components.attributes import dashed
from components.data_table import Column, pick_table
from components.figures import theme
from components.figures.hotspot_map import MapClass
from components.panel import Words
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.words import findings
from data.words import formatting as f


@dataclass(frozen=True)
class Shown:
    """What every part of the page is given: the selection, what there is to choose, and the build."""

    selection: Selection
    choices: Choices
    status: BuildStatus

    @property
    def comparison(self) -> Comparison | None:
        """What is compared with what, None where no month of the period has a comparison."""
        return self.choices.comparison(self.selection.period, self.selection.comparison_key)

    @property
    def scope(self) -> str:
        """The wards and crime types that the map and its files are about: every ward, whichever are outlined."""
        every = tuple(ward.code for ward in self.selection.vintage.wards)
        return findings.scope(replace(self.selection, wards=every, crime_types=self.selection.counted_types))

    @property
    def has_cells(self) -> bool:
        """Whether cells are shown: a partner's records are not drawn so finely."""
        return self.selection.map.layer == "cells" and self.selection.source == STREET_CRIME


@dataclass(frozen=True)
class Ranked:
    """The areas of a layer in their order, as the table beside the map shows them.

    frame: the column ``pick`` says what a row picks, longitude and latitude where it lies; marked: what is picked.
    """

    title: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    marked: Sequence[str] = ()

    def table(self) -> html.Div:
        """The table, its rows picked by mouse or keyboard."""
        return pick_table(self.frame, self.columns, self.title, self.marked)


@dataclass(frozen=True)
class MapLayer:
    """A layer as it is drawn: its finding, its words, its classes and its table.

    unit: what is coloured, in the plural; map_class: the class of each; legend_title: what the classes are classes of;
    note: what stands on the map itself; extra: what else is drawn, as (class of its swatch, colour, words).
    """

    finding: str
    words: Words
    unit: str
    legend_title: str
    classes: Sequence[MapClass]
    map_class: pd.Series
    ranked: Ranked
    notices: Sequence[str] = ()
    note: str = ""
    absent: str = "not available"
    extra: Sequence[tuple[str, str, str]] = field(default_factory=list)

    def marked(self, marking: str) -> "MapLayer":
        """The same with places on it that are for partners."""
        source = f"{self.words.source}. Places: {marking}" if marking else self.words.source
        return replace(self, words=replace(self.words, source=source))

    def heading(self) -> list[Any]:
        """The heading and the quiet line of the map's panel."""
        about = dashed(data_scope=self.words.scope)
        return [html.H2(self.words.finding), html.P(self.words.line, className="quiet", **about)]

    def legend(self, *more: tuple[str, str, str]) -> list[Any]:
        """The classes in words with how many of each there are, and what else is drawn."""
        counts = self.map_class.value_counts()
        entries = [
            _entry("swatch", shown.colour, f"{shown.words} ({f.number(counts.get(place, 0))})", shown.sign)
            for place, shown in enumerate(self.classes)
        ]
        absent = int(self.map_class.isna().sum())
        if absent and self.absent:
            entries.append(_entry("swatch", "none", f"{self.absent} ({f.number(absent)})"))
        entries += [_entry(f"swatch {name}", colour, words) for name, colour, words in (*self.extra, *more)]
        return [html.P(f"{self.legend_title} (number of {self.unit})"), html.Ul(entries)]


def _entry(name: str, colour: str, words: str, sign: str = "") -> html.Li:
    style = {"borderColor" if "outlined" in name else "background": colour}
    swatch = html.Span(sign or None, className=name, style=style | ({"color": theme.text_on(colour)} if sign else {}))
    return html.Li([swatch, words])


def class_words(breaks: Sequence[float], everywhere: str = "all wards alike") -> list[str]:
    """The classes between breaks in words: under 50, 50 to 75, …, 150 and over."""
    if not breaks:
        return [everywhere]
    shown = [f.number(edge, 0 if float(edge).is_integer() else 1) for edge in breaks]
    between = [f"{low} to {high}" for low, high in pairwise(shown)]
    return [f"under {shown[0]}", *between, f"{shown[-1]} and over"]


def sequential(breaks: Sequence[float], everywhere: str = "all wards alike") -> list[MapClass]:
    """Classes from pale to dark, numbered from the lowest, so that they can be told without colour."""
    return pale_to_dark(class_words(breaks, everywhere))


def pale_to_dark(words: Sequence[str]) -> list[MapClass]:
    """Classes of these words, the lowest first, each with its number."""
    # Fewer classes take the darker end, so that the highest always looks highest.
    colours = theme.SEQUENTIAL[len(theme.SEQUENTIAL) - len(words) :]
    return [
        MapClass(text, colour, str(place))
        for place, (text, colour) in enumerate(zip(words, colours, strict=True), start=1)
    ]


def count_columns(comparison: Comparison | None, count: Column) -> list[Column]:
    """The counts of both periods that are compared, with the months where they are a part; else ``count`` alone.

    count: of the chosen period, by its own column.
    """
    if comparison is None:
        return [count]
    if comparison.is_part:
        headings = [f"{count.heading}, {f.period(comparison.now)}", f.capital(f.period(comparison.before))]
    else:
        headings = [count.heading, f.capital(f.before_words(comparison.now, comparison.key))]
    return [Column(name, heading, "number") for name, heading in zip(("total_0", "total_1"), headings, strict=True)]


def compared_counts(row: pd.Series, comparison: Comparison, noun: str) -> str:
    """Both counts in words: 60 offences, from 20 in the year before; with the months where they are a part."""
    counts = f"{f.number(row['total_0'])} {noun}", f"from {f.number(row['total_1'])}"
    if comparison.is_part:
        return f"{f.capital(f.period(comparison.now))}: {counts[0]}, {counts[1]} in {f.period(comparison.before)}"
    return f"{counts[0]}, {counts[1]} in {f.before_words(comparison.now, comparison.key)}"


def other_types_notice(selection: Selection) -> list[str]:
    """That anti-social behaviour is left out, where it was ticked beside crimes."""
    is_explicit = selection.crime_types != selection.all_crime_types
    is_mixed = len(selection.counted_types) < len(selection.crime_types)
    asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
    return [asb] if is_explicit and is_mixed else []
