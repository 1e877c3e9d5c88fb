"""What every part of the hotspot page needs: the wards in order, and the words for them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd
from dash import html

from components import findings
from components import formatting as f
from components.figures import theme
from components.figures.ward_map import MapClass
from components.panel import Words, source_line
from data.selection import BuildStatus, Choices, Measure, Selection

HEADINGS = {"rate_per_1000": "Per 1,000", "change_pct": "Change, %"}


@dataclass(frozen=True)
class Context:
    """What every part needs; frame: the wards in order, as ``data.analysis.wards.classified`` gives them."""

    selection: Selection
    choices: Choices
    status: BuildStatus
    measure: Measure
    frame: pd.DataFrame
    breaks: list[float]

    @property
    def outlined(self) -> list[str]:
        """The wards that are outlined: those chosen, where not all are."""
        return [] if self.selection.is_whole_area else list(self.selection.wards)

    @cached_property
    def classes(self) -> list[MapClass]:
        """The classes of the map, lowest first, in words."""
        colours: tuple[str, ...] = theme.DIVERGING if self.measure.name == "change_pct" else theme.SEQUENTIAL
        # Fewer classes take the darker end, so that the highest always looks highest.
        colours = colours[len(colours) - len(self.breaks) - 1 :]
        return [
            MapClass(words, colour)
            for words, colour in zip(class_words(self.breaks, self.measure), colours, strict=True)
        ]

    @property
    def chosen(self) -> pd.DataFrame:
        """The rows of the chosen wards, none where all are."""
        # With every ward ticked none is the answer to "which one".
        return self.frame[self.frame["area_code"].isin(self.outlined)]

    @property
    def finding(self) -> str:
        """The heading of the page: the place of one chosen ward, else the wards that hold most."""
        what = self.selection.types_label.lower()
        total = self.frame["total_0"].sum(skipna=False)
        if pd.isna(total):
            return f"No data for {f.period(self.selection.period)}, so nothing is mapped"
        if total == 0:
            return f"No {what} was recorded in {f.period(self.selection.period)}"
        if len(self.chosen) == 1 and pd.notna(self.chosen["rank"].iloc[0]):
            row = self.chosen.iloc[0]
            place = f"{f.ordinal(int(row['rank']))} of {len(self.frame)} wards"
            return f"{row['area_name']}: {self.show(row['value'])}, {place}"
        return f"{findings.top_wards(self.frame, total)} of {what}"

    @property
    def refusals(self) -> list[str]:
        """Why the map has no values, where it has none."""
        period, before = self.selection.period, self.selection.period.back(1)
        missing = self.choices.missing(period)
        if self.measure.name == "change_pct":
            refused = findings.refusal(period, missing, before, self.choices.missing(before))
        else:
            refused = findings.incomplete(period, missing)
        is_explicit = self.selection.crime_types != self.selection.all_crime_types
        is_mixed = len(self.selection.counted_types) < len(self.selection.crime_types)
        asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
        return [text for text in (refused, asb if is_explicit and is_mixed else None) if text]

    @property
    def title(self) -> str:
        """The measure, by what is counted."""
        return self.measure.title.replace("offences", self.selection.noun)

    @property
    def words(self) -> Words:
        """The words of the map panel."""
        what = f"{self.selection.types_label}, {f.period(self.selection.period)}, {self.selection.vintage.label}"
        # Whatever the colours show, the table and the file beside them hold the rate.
        caption = f"{what}. {self.measure.caveat} Residents: {self.selection.population_source}."
        return Words(f"{self.title}, by ward", caption, source_line(self.status.source, self.status.is_demo))

    def heading(self) -> list[Any]:
        """The heading and the quiet line of the map panel."""
        return [html.H2(self.words.finding), html.P(self.words.line, className="quiet")]

    @property
    def heading_of_measure(self) -> str:
        """The measure in a word or two, for a legend or a column."""
        return f.capital(self.selection.noun) if self.measure.name == "offence_count" else HEADINGS[self.measure.name]

    def show(self, value: float) -> str:
        """A value of the measure with its unit."""
        if self.measure.name == "change_pct":
            return f.signed(value, self.measure.decimals, "%")
        return f"{f.number(value, self.measure.decimals)} {self.measure.unit.replace('offences', self.selection.noun)}"


def class_words(breaks: list[float], measure: Measure) -> list[str]:
    """The classes between breaks in words: under 50, 50 to 75, …, 150 and over."""
    if not breaks:
        return ["all wards alike"]
    change = measure.name == "change_pct"
    shown = [
        f.signed(edge, 0, "%") if change else f.number(edge, 0 if float(edge).is_integer() else 1) for edge in breaks
    ]
    between = [f"{low} to {high}" for low, high in pairwise(shown)]
    return [f"under {shown[0]}", *between, f"{shown[-1]} and over"]
