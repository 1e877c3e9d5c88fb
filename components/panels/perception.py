"""The parts of the perception page."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components import notices, verdicts
from components.data_table import Column
from components.figures.wave_dots import wave_dots
from components.panel import Numbers, Words, chart, panel
from data.model.measure import Measure
from data.model.verdict import CLEAR, Refusal, Verdict
from data.words import formatting as f

QUARTER_MONTHS = 3
DIRECTIONS = {True: "up is worse", False: "up is better"}
KINDS = {True: "assumed", False: "published"}


@dataclass(frozen=True)
class Context:
    """What every part needs: the words of the difference between waves, and the design effect assumed."""

    measure: Measure
    design_effect: float
    search: str

    @property
    def intervals(self) -> str:
        """How the intervals were made."""
        return (
            f"95% intervals (Wilson), widened by a design effect of {f.number(self.design_effect, 1)} that is assumed"
        )


def finding(waves: pd.DataFrame, area_name: str) -> str:
    """The surest of the clear changes, for the heading."""
    if waves.empty:
        return f"No survey is loaded for {area_name}"
    clear = waves[waves["verdict"].isin(CLEAR)]
    if clear.empty:
        return "No answer shows a clear rise or fall"
    moved = clear.loc[clear["p_value"].idxmin()]
    return f"“{moved['question']}” {_moved(moved)}"


def _moved(row: Any) -> str:
    verb = "fell" if row["verdict"] == Verdict.CLEAR_FALL else "rose"
    return f"{verb} from {row['before_pct']:.0f}% to {row['now_pct']:.0f}%"


def nothing(area_name: str) -> html.Div:
    """Where there is no survey of this area: what to load."""
    return notices.notice(
        f"There are no survey estimates for {area_name} in this build. Add a perception_survey.csv with the columns of "
        "data/reference/perception_survey.csv to the source files, and build again."
    )


def lead(waves: pd.DataFrame) -> list[str]:
    """The clear changes, the surest first, beside what the document says; then how many of the others are which."""
    clear = waves[waves["verdict"].isin(CLEAR)].sort_values("p_value")
    counts = {kind: int((waves["verdict"] == kind).sum()) for kind in Verdict if kind not in CLEAR}
    kinds = [f"{kind.lower()} ({count})" for kind, count in counts.items() if count]
    texts = [_change_sentence(row) for row in clear.to_dict("records")]
    return [
        *texts,
        *([f"{'The others' if texts else 'The answers'}: {', '.join(kinds)}."] if kinds else []),
        *(f"Cannot compare: {reason}." for reason in waves["refusal"].unique() if reason != Refusal.NONE),
    ]


def _change_sentence(row: dict[Any, Any]) -> str:
    worse = (row["verdict"] == Verdict.CLEAR_RISE) == row["is_up_bad"] if pd.notna(row["is_up_bad"]) else None
    valued = {True: ", for the worse", False: ", for the better", None: ""}[worse]
    interval = verdicts.interval(row, 0, "").strip("()")
    note = f" Published: {row['note']}." if pd.notna(row["note"]) else ""
    return (
        f"“{row['question']}” {_moved(row)} ({f.signed(row['difference_points'], 0)} percentage points, {interval}): "
        f"{row['verdict'].lower()}{valued}.{note}"
    )


def asked(base: pd.Series, is_assumed: pd.Series) -> str:
    """How many were asked, and whether that was published or is assumed."""
    known = base.notna()
    assumed, published = (
        f.joined([f.number(value) for value in sorted(set(base[known & mask]))]) for mask in (is_assumed, ~is_assumed)
    )
    texts = [f"{published} people were asked."] if published else []
    if assumed:
        texts.append(f"The number of people asked was not published: {assumed} in each wave are assumed.")
    return " ".join(texts if known.all() else [*texts, "Where no number is known, no interval is given."])


def wave_panels(context: Context, waves: pd.DataFrame) -> list[html.Section]:
    """A panel for each survey of an area: its questions are judged together, and its waves end together."""
    surveys = waves.groupby(["group", "now_end"], sort=False)
    return [_wave_panel(context, part, f"-{place}" if place else "") for place, (_, part) in enumerate(surveys)]


def _wave_panel(context: Context, waves: pd.DataFrame, suffix: str) -> html.Section:
    """The two latest yearly waves: a chart, and the table as published with the differences named rightly.

    suffix: what sets its chart and its file apart from those of other surveys.
    """
    first, names = waves.iloc[0], ("before", "now")
    kinds = {f"{wave}_kind": _kind(waves[f"{wave}_base"], waves[f"{wave}_base_is_assumed"]) for wave in names}
    shown = waves.assign(
        direction=[DIRECTIONS.get(is_up_bad, "neither") for is_up_bad in waves["is_up_bad"].astype(object)], **kinds
    )
    published = pd.concat([waves[f"{wave}_pct"] for wave in names]).notna().to_numpy()
    bases = asked(
        pd.concat([waves[f"{wave}_base"] for wave in names])[published],
        pd.concat([waves[f"{wave}_base_is_assumed"] for wave in names])[published].astype(bool),
    )
    caption = (
        f"Share of residents asked in {first['area_name']} who gave the answer in each yearly wave, with "
        f"{context.intervals}, and the difference in {context.measure.unit} with its verdict. Published figures; the "
        f"intervals are ours. {bases}"
    )
    source = f"{first['document']}, paragraph {first['paragraph']}"
    words = Words("How residents' answers moved", caption, source, [_scope(waves), *lead(waves)])
    numbers = Numbers(shown, _wave_columns(first), f"perception-{first['now_end']:%Y-%m}{suffix}")
    note = html.P([f"{verdicts.judged_with(first)} ", verdicts.judged_link(context.search)], className="quiet")
    return panel(words, numbers, chart(f"perception-waves{suffix}", wave_dots(shown), words.finding), notes=[note])


def _scope(estimates: pd.DataFrame) -> str:
    """The area and the survey that a file is about."""
    areas, documents = (f.joined(list(estimates[name].unique())) for name in ("area_name", "document"))
    return f"Area: {areas}. Survey: as published in {documents}."


def _kind(base: pd.Series, is_assumed: pd.Series) -> pd.Series:
    """Whether a number asked is published or assumed; nothing where there is none."""
    return is_assumed.map(KINDS).where(base.notna())


def _wave_columns(first: pd.Series) -> list[Column]:
    years = {wave: f"Year to {f.month(first[f'{wave}_end'])}" for wave in ("before", "now")}
    estimates = [Column(f"{wave}_pct", f"{year}, %", "number") for wave, year in years.items()]
    difference = [
        Column("difference_points", "Difference, percentage points", "change"),
        Column("lower_ci_points", "Lowest difference possible, 95%", "change"),
        Column("upper_ci_points", "Highest difference possible, 95%", "change"),
        Column("verdict", "Verdict", "verdict"),
        Column("note", "Published: what the document says"),
        Column("direction", "Direction"),
    ]
    details = [
        column
        for wave, year in years.items()
        for column in (
            Column(f"{wave}_lower_pct", f"{year}, lower 95%", "number"),
            Column(f"{wave}_upper_pct", f"{year}, upper 95%", "number"),
            Column(f"{wave}_base", f"{year}, asked", "number"),
            Column(f"{wave}_kind", f"{year}, number asked is", "short"),
        )
    ]
    return [Column("question", "Question"), Column("response", "Answer counted"), *estimates, *difference, *details]


def quarter_panel(context: Context, quarters: pd.DataFrame) -> html.Section | None:
    """Figures of other waves that the report mentions in passing: a table, never joined to the yearly ones."""
    if quarters.empty:
        return None
    wave = [
        f"{'quarter' if months == QUARTER_MONTHS else f'{months} months'} to {f.month(end)}"
        for months, end in zip(quarters["wave_months"], quarters["wave_end"], strict=True)
    ]
    shown = quarters.assign(
        wave=wave,
        place="paragraph " + quarters["paragraph"].astype(str),
        kind=_kind(quarters["unweighted_base"], quarters["base_is_assumed"]),
    )
    areas = f.joined(list(quarters["area_name"].unique()))
    columns = [
        Column("question", "Question"),
        Column("wave", "Wave"),
        Column("estimate_pct", "Estimate, %", "number"),
        Column("lower_ci_pct", "Lower, 95%", "number"),
        Column("upper_ci_pct", "Upper, 95%", "number"),
        Column("unweighted_base", "Asked", "number"),
        Column("kind", "Number asked is", "short"),
        Column("place", "In the report"),
        Column("note", "Published: what the document says"),
    ]
    words = Words(
        "Other waves in the same report",
        f"Single quarters in {areas}, with {context.intervals}: smaller samples than a year's, so "
        f"not compared with it. {asked(quarters['unweighted_base'], quarters['base_is_assumed'])}",
        str(quarters["document"].iloc[0]),
        [_scope(quarters)],
    )
    return panel(words, Numbers(shown, columns, "perception-quarters"))
