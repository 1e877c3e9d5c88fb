"""The parts of the perception page."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components import formatting as f
from components import notices, verdicts
from components.data_table import Column
from components.figures.wave_dots import wave_dots
from components.panel import Numbers, Words, chart, panel
from data.schema import Verdict
from data.selection import BuildStatus, Measure

QUARTER_MONTHS = 3
DIRECTIONS = {True: "up is worse", False: "up is better"}
KINDS = {True: "assumed", False: "published"}
REAL = (Verdict.HIGHER, Verdict.LOWER)


@dataclass(frozen=True)
class Context:
    """What every part needs: the build, the words of the difference between waves, and the design effect assumed."""

    status: BuildStatus
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
    """The surest of the changes that are more than chance, for the heading."""
    if waves.empty:
        return f"No survey is loaded for {area_name}"
    real = waves[waves["verdict"].isin(REAL)]
    if real.empty:
        return f"None of {len(waves)} answers changed by more than chance would explain"
    moved = real.loc[real["p_value"].idxmin()]
    return f"“{moved['question']}” {_moved(moved)}"


def _moved(row: Any) -> str:
    direction = "fell" if row["difference_points"] < 0 else "rose"
    return f"{direction} from {row['before_pct']:.0f}% to {row['now_pct']:.0f}%"


def nothing(area_name: str) -> html.Div:
    """Where there is no survey of this area: what to load."""
    return notices.notice(
        f"There are no survey estimates for {area_name} in this build. Add a perception_survey.csv with the columns of "
        "data/reference/perception_survey.csv to the source files, and build again."
    )


def lead(waves: pd.DataFrame) -> list[str]:
    """The changes that are more than chance, the surest first, beside what the document says; then the others."""
    real = waves[waves["verdict"].isin(REAL)].sort_values("p_value")
    texts = [_change_sentence(row) for row in real.to_dict("records")]
    counts = waves.loc[~waves["verdict"].isin(REAL), "verdict"].value_counts()
    kinds = [f"{count} {'is' if count == 1 else 'are'} {verdict}" for verdict, count in counts.items()]
    return [*texts, *([f"Of the {'others' if texts else 'answers'}, {f.joined(kinds)}."] if kinds else [])]


def _change_sentence(row: dict[Any, Any]) -> str:
    worse = (row["verdict"] == Verdict.HIGHER) == row["is_up_bad"] if pd.notna(row["is_up_bad"]) else None
    valued = {True: ", for the worse", False: ", for the better", None: ""}[worse]
    interval = verdicts.interval(row["lower_ci_points"], row["upper_ci_points"], 0, "").strip("()")
    note = f" {row['note']}." if pd.notna(row["note"]) else ""
    return (
        f"“{row['question']}” {_moved(row)} ({f.signed(row['difference_points'], 0)} percentage points, 95% interval "
        f"{interval}): {row['verdict']}{valued}.{note}"
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


def wave_panel(context: Context, waves: pd.DataFrame) -> html.Section:
    """The two latest yearly waves: a chart, and the table as published with the differences named rightly."""
    first, names = waves.iloc[0], ("before", "now")
    kinds = {f"{wave}_kind": waves[f"{wave}_base_is_assumed"].map(KINDS) for wave in names}
    shown = waves.assign(
        direction=[DIRECTIONS.get(is_up_bad, "neither") for is_up_bad in waves["is_up_bad"].astype(object)],
        verdict_words=[verdicts.words(verdict) for verdict in waves["verdict"]],
        **kinds,
    )
    bases = asked(
        pd.concat([waves[f"{wave}_base"] for wave in names]),
        pd.concat([waves[f"{wave}_base_is_assumed"] for wave in names]),
    )
    caption = (
        f"Share of residents asked in {context.status.area_name} who gave the answer in each yearly wave, with "
        f"{context.intervals}, and the difference in {context.measure.unit} with its verdict. Published figures; the "
        f"intervals are ours. {bases}"
    )
    words = Words(
        "How residents' answers moved", caption, f"{first['document']}, paragraph {first['paragraph']}", lead(waves)
    )
    numbers = Numbers(shown, _wave_columns(first), f"perception-{first['now_end']:%Y-%m}")
    allowed = verdicts.allowed_for(int(first["comparisons"]), "holm")
    note = html.P([f"{allowed} ", verdicts.judged_link(context.search)], className="quiet")
    return panel(words, numbers, chart("perception-waves", wave_dots(shown), words.finding), notes=[note])


def _wave_columns(first: pd.Series) -> list[Column]:
    years = {wave: f"Year to {f.month(first[f'{wave}_end'])}" for wave in ("before", "now")}
    estimates = [Column(f"{wave}_pct", f"{year}, %", "number") for wave, year in years.items()]
    difference = [
        Column("difference_points", "Difference, percentage points", "change"),
        Column("lower_ci_points", "Difference, lower 95%", "change"),
        Column("upper_ci_points", "Difference, upper 95%", "change"),
        Column("verdict_words", "Verdict"),
        Column("note", "What the document says"),
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
        kind=quarters["base_is_assumed"].map(KINDS),
    )
    columns = [
        Column("question", "Question"),
        Column("wave", "Wave"),
        Column("estimate_pct", "Estimate, %", "number"),
        Column("lower_ci_pct", "Lower, 95%", "number"),
        Column("upper_ci_pct", "Upper, 95%", "number"),
        Column("unweighted_base", "Asked", "number"),
        Column("kind", "Number asked is", "short"),
        Column("place", "In the report"),
        Column("note", "What the document says"),
    ]
    words = Words(
        "Other waves in the same report",
        f"Single quarters in {context.status.area_name}, with {context.intervals}: smaller samples than a year's, so "
        f"not compared with it. {asked(quarters['unweighted_base'], quarters['base_is_assumed'])}",
        str(quarters["document"].iloc[0]),
    )
    return panel(words, Numbers(shown, columns, "perception-quarters"))
