"""The parts of the perception page."""

from dataclasses import dataclass

import pandas as pd
from dash import html

from components import formatting as f
from components import notices
from components.data_table import Column
from components.figures.wave_dots import wave_dots
from components.panel import Numbers, Words, chart, panel
from data.selection import BuildStatus, Measure

QUARTER_MONTHS = 3
DIRECTIONS = {True: "up is worse", False: "up is better"}


@dataclass(frozen=True)
class Context:
    """What every part needs: the build, and the words of the difference between waves."""

    status: BuildStatus
    measure: Measure


def finding(waves: pd.DataFrame, area_name: str) -> str:
    """The question whose answer moved most, for the heading."""
    if waves.empty:
        return f"No survey is loaded for {area_name}"
    moved = waves.loc[waves["difference_points"].abs().idxmax()]
    direction = "fell" if moved["difference_points"] < 0 else "rose"
    return f"“{moved['question']}” {direction} from {moved['before_pct']:.0f}% to {moved['now_pct']:.0f}%"


def nothing(area_name: str) -> html.Div:
    """Where there is no survey of this area: what to load."""
    return notices.notice(
        f"There are no survey estimates for {area_name} in this build. Add a perception_survey.csv with the columns of "
        "data/reference/perception_survey.csv to the source files, and build again."
    )


def wave_panel(context: Context, waves: pd.DataFrame) -> html.Section:
    """The two latest yearly waves: a chart, and the table as published with the differences named rightly."""
    first = waves.iloc[0]
    shown = waves.assign(
        direction=[DIRECTIONS.get(is_up_bad, "neither") for is_up_bad in waves["is_up_bad"].astype(object)],
    )
    columns = [
        Column("question", "Question"),
        Column("response", "Answer counted"),
        Column("before_pct", f"Year to {f.month(first['before_end'])}, %", "number"),
        Column("now_pct", f"Year to {f.month(first['now_end'])}, %", "number"),
        Column("difference_points", "Difference, percentage points", "change"),
        Column("direction", "Direction"),
        Column("note", "Note"),
    ]
    caption = (
        f"Share of residents asked in {context.status.area_name} who gave the answer, and the difference in "
        f"{context.measure.unit}. Published figures; no margin of error was published."
    )
    words = Words("How residents' answers moved", caption, f"{first['document']}, paragraph {first['paragraph']}")
    numbers = Numbers(shown, columns, f"perception-{first['now_end']:%Y-%m}")
    return panel(words, numbers, chart("perception-waves", wave_dots(shown), words.finding))


def quarter_panel(context: Context, quarters: pd.DataFrame) -> html.Section | None:
    """Figures of other waves that the report mentions in passing: a table, never joined to the yearly ones."""
    if quarters.empty:
        return None
    wave = [
        f"{'quarter' if months == QUARTER_MONTHS else f'{months} months'} to {f.month(end)}"
        for months, end in zip(quarters["wave_months"], quarters["wave_end"], strict=True)
    ]
    shown = quarters.assign(wave=wave, place="paragraph " + quarters["paragraph"].astype(str))
    columns = [
        Column("question", "Question"),
        Column("wave", "Wave"),
        Column("estimate_pct", "Estimate, %", "number"),
        Column("place", "In the report"),
        Column("note", "Note"),
    ]
    words = Words(
        "Other waves in the same report",
        f"Single quarters in {context.status.area_name}: smaller samples than a year's, so not compared with it.",
        str(quarters["document"].iloc[0]),
    )
    return panel(words, Numbers(shown, columns, "perception-quarters"))
