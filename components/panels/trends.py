"""The parts of the trends page: what was found, the series with its limits, and the events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from components import verdicts
from components.data_table import Column
from components.figures.line_with_limits import line_with_limits
from components.lists import lead_list
from components.panel import Numbers, Words, chart, panel, source_line
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.model.verdict import Verdict
from data.words import findings
from data.words import formatting as f

CAUTION = "Months to look into, never verdicts: some are marked by chance alone."
KEY = "The dashed line is what is expected of each month, the band spans its limits, and ◆ is an unusual month."
LIMIT_WORDS = {"centre": "Expected", "lower_limit": "Lower limit", "upper_limit": "Upper limit"}
SHARED_MONTHS = "Rolling totals have no limits: each shares eleven of its months with the next."


@dataclass(frozen=True)
class Context:
    """What every part needs: the selection, its measure as shown, the months shown and the events within them.

    base: the months that an index rests on; said: what the page says of changes, which goes into every file.
    """

    selection: Selection
    measure: Measure
    status: BuildStatus
    shown: Period
    annotations: pd.DataFrame
    base: Period | None = None
    said: Sequence[str] = ()

    def words(self, finding: str, *caption: str) -> Words:
        """The words of a panel of the types that are added up; caption: its sentences, before that of the wards."""
        line = " ".join([*caption, f"{f.capital(self.selection.vintage.label)}."])
        source = source_line(self.status.source, self.status.is_demo)
        counted = replace(self.selection, crime_types=self.selection.counted_types)
        return Words(finding, line, source, self.said, findings.scope(counted))

    def series(self, what: str) -> str:
        """The measure of ``what``, by month: the first sentences of a caption."""
        period = self.selection.period
        before = f" The chart shows {f.period(self.shown)}; dotted before the period."
        return f"{self.measure.title}, {what}, {f.period(period)}.{before if self.shown.first < period.first else ''}"


def as_shown(measure: Measure, selection: Selection, base: Period | None, residents_of: str = "") -> Measure:
    """The measure in the form that is chosen: its title by what is counted, a rate with its residents, and its unit.

    residents_of: where the residents come from, unless they are those of the chosen wards.
    """
    title = measure.title.replace("offences", selection.noun)
    is_rate = measure.name == "rate_per_1000"
    unit = measure.unit.replace("offences", selection.noun)
    if is_rate:
        title = f"{title} ({residents_of or selection.population_source})"
    if selection.form == "index":
        named = f", mean month of {f.period(base)} = 100" if base else ""
        return replace(measure, title=f"Index of recorded {selection.noun}{named}", unit="(index)", decimals=0)
    if selection.form == "rolling":
        return replace(measure, title=f"{title}, total of the 12 months to each month", unit=f"{unit} in 12 months")
    # A month's rate is a twelfth of a year's: one decimal would hide it.
    return replace(measure, title=f"{title} a month", unit=unit, decimals=2 if is_rate else measure.decimals)


def cautions(context: Context, choices: Choices) -> list[str]:
    """The months that are missing, named."""
    missing = choices.missing(context.shown)
    gap = [f"No data for {f.runs(missing)}: shown as a gap, not as zero."] if missing else []
    is_rate = context.selection.measure == "rate_per_1000"
    without = ["No rate is given: no population is loaded for every chosen ward. Choose the count."]
    return gap + (without if is_rate and context.selection.population is None else [])


def finding(
    selection: Selection,
    whole: pd.Series,
    standing: pd.Series,
    comparison: Comparison | None,
    missing: Sequence[date],
) -> str:
    """How much was recorded in the period, and the verdict on it where the whole period is compared, for the heading.

    whole: the figure of the whole; standing: its place in the period; missing: months of the period without data.
    """
    if len(missing) == len(selection.period.months):
        return f"No data for {f.period(selection.period)}"
    return findings.recorded(selection, standing["offence_count"]) + findings.judged(whole, comparison)


def lead(
    selection: Selection, comparison: Comparison | None, whole: pd.Series, sentences: Sequence[str], search: str
) -> list[Any]:
    """The change of the whole in numbers, then what changed, and what it is judged with."""
    items = lead_list(sentences)
    is_alone = len(selection.wards) == len(selection.crime_types) == 1
    # Of one type in one ward the sentences speak already.
    if comparison is None or whole["verdict"] == Verdict.CANNOT_COMPARE or is_alone:
        return [items]
    moved = verdicts.change(whole)
    counts = f"{f.number(whole['total_0'])} in {f.the_year_to(comparison.now)} against {f.number(whole['total_1'])} in "
    change = f", {moved}" if moved else ""
    text = f" {counts}{f.the_year_to(comparison.before)}{change}: {whole['verdict'].lower()}."
    return [
        html.P([verdicts.sign(whole["verdict"]), text]),
        items,
        html.P([f"{verdicts.judged_with(whole)} ", verdicts.judged_link(search)], className="quiet"),
    ]


def total_panel(context: Context, limits: pd.DataFrame, signals: pd.DataFrame, notes: Sequence[str]) -> html.Section:
    """The chosen wards together inside their limits, with the list of the unusual months under the chart.

    signals: series, rule, months; notes: of the season, and why there is no limit, total or index somewhere.
    """
    selection = context.selection
    what = context.series(f"{selection.types_label} in {selection.wards_label}")
    words = context.words(_found(context, limits), what, *([KEY] if has_limits(limits) else []))
    figure = line_with_limits(limits, context.measure, selection.period, context.annotations)
    shown = chart("trends-total", figure, words.finding)
    return panel(words, _numbers(context, limits), shown, signal_list(signals, notes, selection.period.first))


def has_limits(limits: pd.DataFrame) -> bool:
    """Whether limits are drawn anywhere; limits: as ``trend`` gives them."""
    return bool(limits["centre"].notna().any())


def _found(context: Context, limits: pd.DataFrame) -> str:
    """Which months of the period were unusual, in one sentence that owns up to a season left in."""
    selection = context.selection
    recent = limits[limits["period_month"] >= pd.Timestamp(selection.period.first)]
    if not has_limits(recent):
        return f"{selection.types_label} in {selection.wards_label}, by month"
    return _unusual(recent[recent["signals"] != ""]) + season_left_in(recent)


def season_left_in(limits: pd.DataFrame) -> str:
    """What a heading adds where the season stays in any month with limits, since it may mark a month or hide one."""
    drawn = limits[limits["centre"].notna() & limits["value"].notna()]
    return "" if drawn["is_seasonal"].all() else " (season not taken out)"


def _unusual(marked: pd.DataFrame) -> str:
    """The unusual months by name where they are one or two on one side, else their number."""
    if marked.empty:
        return "No unusual month"
    # A run up or down crosses the mean: none of its months need be high or low in itself.
    sided = marked[marked["side"] != "run"]
    if sided.empty:
        return f"{len(marked)} months rose or fell without a break"
    sides = sorted(sided["side"].unique())
    side = " or ".join(sides)
    if len(sided) > 2 or len(sides) > 1:
        return f"{len(sided)} months were unusually {side}"
    months = [f.month(stamp.date()) for stamp in sided["period_month"]]
    return f"{f.joined(months)} {'was' if len(months) == 1 else 'were'} unusually {side}"


def signal_list(signals: pd.DataFrame, notes: Sequence[str], first: date, named: bool = False) -> html.Div:
    """Every unusual month with its rule, then the notes.

    first: the first month of the period, of which the heading speaks: those before it are named as such; named: each
    with its series.
    """
    items = []
    for row in signals.itertuples():
        of_period = [month for month in row.months if month >= first]
        before = [month for month in row.months if month < first]
        for months, when in ((of_period, ""), (before, "before the period, ")):
            if months:
                text = f"{f'{row.series}, ' if named else ''}{when}{f.runs(months)}: {row.rule}"
                items.append(html.Li([html.Span("◆ ", className="signal-sign"), f.capital(text)]))
    return html.Div(
        [
            *([html.Ul(items, className="signals")] if items else []),
            *(html.P(text, className="quiet") for text in notes),
        ]
    )


def season_notes(
    limits: pd.DataFrame, unseasoned: Sequence[Period], filled: Sequence[date], districts: int
) -> list[str]:
    """What the marks mean, where the season came from and where it is left in; nothing without limits.

    unseasoned: the stretches with limits in which it is left in; filled, districts: of ``Season``.
    """
    if not has_limits(limits):
        return []
    whose = f"{districts} districts together" if districts > 1 else "the area's own years"
    taken = f"The season is taken out: what is usual for each month is learnt from the other years of {whose}."
    drawn = limits.loc[limits["is_seasonal"] & limits["centre"].notna() & limits["value"].notna(), "period_month"]
    filled = [month for month in filled if pd.Timestamp(month) in set(drawn)]
    beside = f"No other year tells what is usual for {f.runs(filled)}: the months on either side stand in."
    left = f"The season is not taken out in {f.joined([f.period(p) for p in unseasoned])}, for want of other years: "
    left += "a month may be marked for its season alone."
    return [CAUTION, *([taken] if len(drawn) else []), *([beside] if filled else []), *([left] if unseasoned else [])]


def limit_notes(
    selection: Selection, without: Sequence[Period], few: Sequence[str], missing: Mapping[str, Sequence[date]]
) -> list[str]:
    """Why there are no limits, no total or no index somewhere.

    without: phases too short; few: series with too few offences; missing: months by series.
    """
    named = sorted({month for months in missing.values() for month in months})
    if selection.form == "rolling":
        total = f"No total is given where one of its 12 months is missing: {f.runs(named)}." if named else ""
        return [text for text in (SHARED_MONTHS, total) if text]
    short = [f"No limits for {f.joined([f.period(p) for p in without])}: fewer than 12 months between gaps and breaks."]
    rare = [f"No limits for {f.joined(few)}: fewer than 5 a month on average in a stretch between gaps and breaks."]
    index = [f"No index: no data for {f.runs(named)}."]
    return [*(short if without else []), *(rare if few else []), *(index if named else [])]


def _numbers(context: Context, limits: pd.DataFrame) -> Numbers:
    """A row a month: the value with its limits and signals, and the same month a year before."""
    decimals = context.measure.decimals
    frame = limits.assign(month=limits["period_month"].dt.strftime("%Y-%m"), year_before=limits["value"].shift(12))
    head = f.capital(limits["series"].iloc[0])
    named = {"value": head, "year_before": "Same month a year before"}
    if has_limits(limits):
        named |= LIMIT_WORDS
    columns = [Column("month", "Month"), *(Column(name, words, "number", decimals) for name, words in named.items())]
    signal = [Column("signals", "Unusual")] if "centre" in named else []
    return Numbers(frame, [*columns, *signal], f"trends-total-{context.selection.period.last:%Y-%m}")
