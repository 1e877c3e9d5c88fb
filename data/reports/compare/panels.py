"""The parts of the page that compares districts."""

from dataclasses import replace
from typing import Any

import pandas as pd

from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.period import Period
from data.model.records import records
from data.model.verdict import Verdict
from data.reports.compare.context import Context, lead
from data.reports.figures import FunnelPlot, IntervalDots, MonthlyLine
from data.reports.panel import JUDGED, Listed, Panel, Words, about
from data.reports.table import Column, Table
from data.statistics.series.series import every_month
from data.words import findings, verdicts
from data.words import formatting as f

INTERVAL = ["change_pct", "lower_ci_pct", "upper_ci_pct"]
RATE_BOUNDS = ("lower_ci_per_1000", "upper_ci_per_1000")
RANKS = ["rank", "best_rank", "worst_rank"]


def rank_panel(context: Context) -> Panel:
    """Every district by rate with its interval, and its rank with what chance leaves open."""
    decimals, ranked = context.measure.decimals, context.ranked
    texts = [
        f"{name}: {f.number(rate, decimals)} {context.measure.unit}<br>{words}"
        for name, rate, words in zip(ranked["area_name"], ranked["rate_per_1000"], ranked["rank_words"], strict=True)
    ]
    drawn = ranked.rename(
        columns={"rate_per_1000": "value", "lower_ci_per_1000": "lower", "upper_ci_per_1000": "upper"}
    ).assign(is_marked=ranked["is_own"], label=[f.place(row) for row in records(ranked, RANKS)], text=texts)
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}), whole districts, "
        f"{f.period(context.selection.period)}: the rate, its 95% interval, and beside it the ranks that chance leaves "
        "open, all together nine times in ten. Where many people visit, residents are a poor measure; the table has "
        "the ranks by number too."
    )
    columns = [
        Column("area_name", "District"),
        *_rank_columns("", "per 1,000"),
        *_rank_columns("count_", "by number"),
        Column("offence_count", f.capital(context.selection.noun), "number", status="count_status"),
        Column("rate_per_1000", "Per 1,000", "number", decimals, RATE_BOUNDS, status="rate_status"),
        Column("population", "Residents", "number"),
        Column("area_code", "Code", "code"),
    ]
    short = f"{f.capital(context.selection.noun)} per 1,000 residents. Right: the ranks that chance leaves open."
    words = context.words(f"{len(ranked)} districts by rate, with ranks allowing for chance", caption, short)
    table = context.table(context.compared, columns)
    return Panel("compare-ranks", words, table, IntervalDots(drawn, "per 1,000 residents"), folds=[about(words)])


def _rank_columns(prefix: str, by: str) -> list[Column]:
    """A rank, and the best and the worst that chance leaves open."""
    names = {"rank": "", "best_rank": ", from", "worst_rank": ", to"}
    return [Column(f"{prefix}{name}", f"Rank {by}{end}", "number") for name, end in names.items()]


def change_panel(context: Context) -> Panel | None:
    """The change of every district with its interval and its verdict; nothing where none can be given."""
    comparison, compared = context.comparison, context.compared
    given = compared[compared["verdict"] != Verdict.CANNOT_COMPARE]
    if comparison is None or given.empty:
        return None
    ordered = compared.sort_values(["change_pct", "area_name"], ascending=[False, True])
    drawn = _drawn_changes(ordered.dropna(subset=INTERVAL))
    heading = findings.of_months(verdicts.clearly_changed(given["verdict"].tolist(), "districts"), comparison)
    figure = IntervalDots(drawn, "change, %", from_zero=False) if len(drawn) else None
    columns = [
        Column("area_name", "District"),
        Column("total_0", f.capital(f.year_to(comparison.now)), "number"),
        Column("total_1", f.capital(f.year_to(comparison.before)), "number"),
        Column("change_pct", "Change, %", "change", 1, ("lower_ci_pct", "upper_ci_pct")),
        Column("verdict", "Verdict", "verdict"),
        Column("area_code", "Code", "code"),
    ]
    notes = _change_notes(context, given)
    words = context.words(heading, _change_caption(context, comparison, given), _change_short(comparison, given))
    table = context.table(ordered, columns)
    words = replace(words, said=[*words.said, *notes])
    folds = [about(words, [(" ".join([*notes, ""]), JUDGED)])]
    few = verdicts.uneven(records(given, ["area_name", "verdict", "total_0", "total_1"]), "area_name")
    return Panel("compare-changes", words, table, figure, notes=few, folds=folds)


def _signs(given: pd.DataFrame) -> str:
    """The verdicts that are given, each after its sign."""
    return " · ".join(verdicts.words(one) for one in verdicts.SIGNS if one in set(given["verdict"]))


def _change_short(comparison: Comparison, given: pd.DataFrame) -> str:
    before = f.before_words(comparison.now, comparison.key)
    return f"On {before}. Dot: the change. Line: what chance leaves open. {_signs(given)}."


def _change_caption(context: Context, comparison: Comparison, given: pd.DataFrame) -> str:
    return (
        f"{context.selection.types_label}, whole districts, {f.period(comparison.now)}: change in per cent on "
        f"{findings.compared_with(comparison)}, with its 95% interval. {_signs(given)}."
    )


def _change_notes(context: Context, given: pd.DataFrame) -> list[str]:
    """What the verdicts are judged with, what the chart leaves out, and what cannot be compared."""
    rows = records(given, ["area_name", "is_own", "family", "comparisons", *INTERVAL])
    sides = {context.selection.area_name: True, "Other districts": False}
    first = {name: [row for row in rows if row["is_own"] == side][:1] for name, side in sides.items()}
    judged = {name: verdicts.judged_with(row) for name, found in first.items() for row in found}
    is_one = len(set(judged.values())) == 1
    said = [*judged.values()][:1] if is_one else [f"{name}: {t[0].lower()}{t[1:]}" for name, t in judged.items()]
    absent = [row["area_name"] for row in rows if pd.isna([row[name] for name in INTERVAL]).any()]
    is_some = 0 < len(absent) < len(rows)
    left_out = [f"In the table alone, as no percentage can be given: {f.named(absent)}."] if is_some else []
    refused: dict[str, list[str]] = {}
    for row in records(context.compared, ["area_name", "verdict", "refusal"]):
        if row["verdict"] == Verdict.CANNOT_COMPARE:
            refused.setdefault(row["refusal"], []).append(row["area_name"])
    reasons = [f"{f.named(names)}: cannot compare, {why}." for why, names in sorted(refused.items())]
    return [*said, *verdicts.bracket_notes(given), *left_out, *reasons]


def _drawn_changes(told: pd.DataFrame) -> pd.DataFrame:
    rows = records(told, ["area_name", "verdict", "daily_pct", *INTERVAL])
    labels = [f"{f.signed(row['change_pct'], 1, '%')} {verdicts.SIGNS[row['verdict']]}" for row in rows]
    texts = [f"{row['area_name']}: {verdicts.change(row)}<br>{row['verdict']}" for row in rows]
    drawn = told.rename(columns={"change_pct": "value", "lower_ci_pct": "lower", "upper_ci_pct": "upper"})
    return drawn.assign(is_marked=told["is_own"], label=labels, text=texts)


def funnel_panel(context: Context, areas: pd.DataFrame, limits: pd.DataFrame, overall: float) -> Panel:
    """The rates by the size of the districts, between the limits of a funnel; arguments as ``funnel``."""
    named = zip(areas["area_name"].tolist(), areas["position"].tolist(), strict=True)
    out = [name for name, position in named if "99.8%" in position]
    names = f.named(out) or "No district"
    heading = f"{names} {'stands' if len(out) < 2 else 'stand'} out from the other districts"
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}) by number of residents, "
        f"{f.period(context.selection.period)}. Of districts that differ only as districts do, 95% would lie between "
        "the dotted lines and 99.8% between the full ones. Those outside are diamonds with their names; one outside "
        f"the full lines stands out. None of it tells of a change. Filled: {context.selection.area_name}."
    )
    columns = [
        Column("area_name", "District"),
        Column("population", "Residents", "number"),
        Column("offence_count", f.capital(context.selection.noun), "number", status="count_status"),
        Column("rate_per_1000", "Per 1,000", "number", context.measure.decimals),
        Column("position", "Position"),
        Column("area_code", "Code", "code"),
    ]
    own = list(areas.loc[areas["is_own"], "area_code"])
    figure = FunnelPlot(areas, limits, overall, own)
    table = context.table(areas, columns)
    short = f"A dot a district, {context.selection.area_name} filled. ◆: outside the lines of what chance would do."
    words = context.words(heading, caption, short)
    return Panel("compare-funnel", words, table, figure, folds=[about(words)])


def rate_panel(context: Context, series: pd.DataFrame) -> Panel:
    """The monthly rate of the area beside the other districts together, and the most similar group where given."""
    heading = f"{context.selection.area_name} beside the other districts, by month"
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}) a month, "
        f"{f.period(context.selection.period)}; the months before are dotted."
    )
    short = f"{f.capital(context.selection.noun)} per 1,000 residents a month. Dotted: before the period."
    return _series_panel(context, series, context.measure, "rate", context.words(heading, caption, short))


def index_panel(context: Context, index: Any, base: Period) -> Panel | None:
    """The same with the mean month of ``base`` as 100; nothing where a month of it is missing, or it is the only one.

    index: as ``series.indexed`` gives it.
    """
    if index.missing or index.frame["period_month"].nunique() < 2:
        return None
    caption = (
        f"{context.selection.types_label}, each line's average month of {f.period(base)} as 100: shows whether they "
        "move together, not which is higher."
    )
    short = f"Each line's average month of {f.period(base)} is 100."
    unit = f"{f.period(base)} = 100"
    measure = replace(context.measure, name="index", title="Average = 100", unit=unit, decimals=0)
    words = context.words("Do they move together?", caption, short)
    return _series_panel(context, index.frame, measure, "index", words)


def _series_panel(context: Context, series: pd.DataFrame, measure: Measure, name: str, words: Words) -> Panel:
    wide = every_month(series)
    decimals = measure.decimals + (measure.name != "index")
    columns = [Column(group, group, "number", decimals) for group in wide]
    frame = wide.reset_index().assign(month=list(wide.index.strftime("%Y-%m")))
    table = Table(frame, [Column("month", "Month"), *columns])
    figure = MonthlyLine(series, replace(measure, decimals=decimals), context.selection.period)
    return Panel(f"compare-{name}", words, table, figure, folds=[about(words)])


def sure_panel(context: Context, overall: float) -> Panel:
    """The rate and the changes in sentences with their intervals; overall: the rate of all districts together."""
    return Panel(
        "compare-sure", Words("Rates and changes with their intervals"), notes=[Listed(lead(context, overall))]
    )


def similar_note(context: Context, similar: pd.DataFrame) -> Panel:
    """Which areas are the most similar group, which of them can be compared, and how to give one where none was.

    similar: similar_area_code, similar_area_name, cited_source, source_date.
    """
    area = context.selection.area_name
    if similar.empty:
        texts = [
            f"No most similar group has been given for {area}, so none is compared. Whoever keeps the data can add it."
        ]
    else:
        is_here = similar["similar_area_code"].isin(context.ranked["area_code"])
        first, absent = similar.iloc[0], list(similar.loc[~is_here, "similar_area_name"])
        texts = [
            f"{f.named(list(similar['similar_area_name']))}, by {first['cited_source']}, "
            f"{f.month(first['source_date'])}."
        ]
        if absent:
            texts.append(
                f"The police data here do not hold {f.named(absent)}: whoever keeps the data can add the files of "
                f"{'its force' if len(absent) == 1 else 'their forces'}."
            )
    return Panel("compare-similar", Words("Most similar group"), notes=texts)
