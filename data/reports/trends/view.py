"""What every part of the trends needs, and how a measure is called in the form that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.model.measure import Measure
from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.reports.panel import Words, source_line
from data.statistics.series.trend import Basis
from data.words import findings
from data.words import formatting as f


@dataclass(frozen=True)
class TrendsView:
    """A selection as its trends are drawn.

    measure: in the form that is chosen; basis: the months drawn, and what their series rest on; events: date_from,
    date_to, label, explanation, document, those within the months; said: what the page says of changes, which goes into
    every file.
    """

    selection: Selection
    measure: Measure
    status: BuildStatus
    basis: Basis
    events: pd.DataFrame
    said: Sequence[str] = ()

    def words(self, finding: str, *caption: str, short: str = "") -> Words:
        """The words of a panel of the types that are added up; caption: its sentences, before that of the wards."""
        line = " ".join([*caption, f"{f.capital(self.selection.vintage.label)}."])
        source = source_line(self.status.source, self.status.is_demo)
        counted = replace(self.selection, crime_types=self.selection.counted_types)
        return Words(finding, line, source, self.said, findings.scope(counted), short)

    @property
    def short(self) -> str:
        """The measure, and what the lines before the period are, where there are any."""
        is_before = self.basis.shown.first < self.selection.period.first
        return f"{self.measure.title}.{' Dotted: before the period.' if is_before else ''}"

    def series(self, what: str) -> str:
        """The measure of ``what``, by month: the first sentences of a caption."""
        period, drawn = self.selection.period, self.basis.shown
        before = f" The chart shows {f.period(drawn)}; dotted before the period."
        return f"{self.measure.title}, {what}, {f.period(period)}.{before if drawn.first < period.first else ''}"


def measure_in_form(measure: Measure, selection: Selection, base: Period | None, residents_of: str = "") -> Measure:
    """The measure in the form that is chosen: its title by what is counted, a rate with its residents, and its unit.

    base: the months of an index of 100; residents_of: where the residents come from, unless they are those of the
    chosen wards.
    """
    title = measure.title.replace("offences", selection.noun)
    is_rate = measure.name == "rate_per_1000"
    unit = measure.unit.replace("offences", selection.noun)
    if is_rate:
        title = f"{title} ({residents_of or selection.population_source})"
    if selection.form == "index":
        named = f"the average month of {f.period(base)}" if base else "an average month"
        return replace(measure, title=f"Recorded {selection.noun}, {named} = 100", unit="average = 100", decimals=0)
    if selection.form == "rolling":
        return replace(measure, title=f"{title}, total of the 12 months to each month", unit=f"{unit} in 12 months")
    # A month's rate is a twelfth of a year's: one decimal would hide it.
    return replace(measure, title=f"{title} a month", unit=unit, decimals=2 if is_rate else measure.decimals)
