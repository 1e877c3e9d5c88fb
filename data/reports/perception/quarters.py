"""Wards or districts by what is felt and what is recorded, and how far the two go together."""

from dataclasses import dataclass

import pandas as pd

from data.model.choices import Choices
from data.model.records import records
from data.queries import cubes
from data.queries.survey import marking
from data.reports.figures import Quarters
from data.reports.panel import Line, Panel, Words, about
from data.reports.perception.side_by_side import compared, period_of, types_of
from data.reports.perception.surveyed import words_of
from data.reports.table import Column, Table
from data.statistics.survey.perception import felt_changes, two_waves
from data.statistics.survey.together import FEWEST_POINTS, QUARTERS, correlation
from data.statistics.survey.together import quarters as in_quarters
from data.words import formatting as f
from data.words.survey import reads, say, wave

FEWEST_DRAWN = 3
KINDS = {"ward": "wards", "district": "districts"}
ONE_QUESTION = ["question_key", "mode", "area_kind", "subgroup_kind", "subgroup", "wave_months", "now_end"]


@dataclass(frozen=True)
class Placed:
    """The areas of one question with both changes; waves: their rows of ``two_waves``."""

    waves: pd.DataFrame
    areas: pd.DataFrame

    @property
    def kind(self) -> str:
        """What the areas are called."""
        return KINDS[str(self.waves["area_kind"].iloc[0])]


def quarters_panel(figures: pd.DataFrame, offered: Choices) -> Panel:
    """The question for which most areas have both figures; what is missing where there is none."""
    placed = _most(figures, offered)
    if placed is None:
        return Panel("perception-places", Words(say("quarters_title")), notes=[say("quarters_none")])
    first = placed.waves.iloc[0]
    own = figures[
        figures["question_key"].eq(first["question_key"]) & figures["area_code"].isin(placed.areas["area_code"])
    ]
    months = wave(int(first["wave_months"]), first["now_end"])
    asked = {"recorded": str(first["crime_types"]).lower(), "question": first["question"], "wave": months}
    words = words_of(
        own,
        say("quarters", places=f.capital(placed.kind)),
        say("quarters_caption", **asked),
        say("quarters_short", **asked),
    )
    is_drawn = len(placed.areas) >= FEWEST_DRAWN
    figure = Quarters(
        placed.areas, [reads(key) for key in QUARTERS.values()], say("quarters_across"), say("quarters_upwards")
    )
    few = [] if is_drawn else [say("quarters_few", count=len(placed.areas), places=placed.kind)]
    return Panel(
        "perception-places",
        words,
        Table(placed.areas, COLUMNS),
        figure if is_drawn else None,
        notes=few,
        lines=_together(placed),
        folds=[about(words)],
        marking=marking(placed.waves),
    )


COLUMNS = [
    Column("area_name", "Place"),
    Column("before_pct", "Felt the year before, %", "number"),
    Column("now_pct", "Felt, %", "number"),
    Column("felt_verdict", "Felt: verdict", "verdict"),
    Column("recorded_pct", "Recorded: change, %", "change", 1, ("recorded_low", "recorded_high")),
    Column("recorded_verdict", "Recorded: verdict", "verdict"),
    Column("quarter_words", "Quarter"),
    Column("open", "May lie in another", "short"),
    Column("area_code", "Code", "code"),
]


def _most(figures: pd.DataFrame, offered: Choices) -> Placed | None:
    """Of the questions about something recorded, of wards or of districts, that of the most areas with both changes.

    Of equals what everybody answered, not by day or by night alone, then the first.
    """
    wanted = figures["area_kind"].isin(KINDS) & figures["crime_types"].notna() & figures["is_up_bad"].notna()
    groups = two_waves(figures[wanted], "survey_area").groupby(ONE_QUESTION, sort=False)
    asked = [part.reset_index(drop=True) for _, part in groups]
    found, most = None, (0, True, 0)
    # Those asked in most areas first: as soon as none that is left can have more, these need not be placed.
    for place in sorted(range(len(asked)), key=lambda one: -len(asked[one])):
        if len(asked[place]) < most[0]:
            break
        placed = _placed(asked[place], offered)
        is_of_everyone = bool(placed.waves["subgroup_kind"].iloc[0] == "everyone")
        size = (len(placed.areas), is_of_everyone, -place)
        if size > most:
            found, most = placed, size
    return found


def _placed(waves: pd.DataFrame, offered: Choices) -> Placed:
    """The areas that have both changes, with their quarters."""
    first = records(waves.head(1))[0]
    period = period_of(first)
    types, months = types_of(str(first["crime_types"]), offered), compared(period, offered)
    vintage = offered.vintage_at(period.last)
    inside = waves["area_code"].isin([ward.code for ward in vintage.wards]) | waves["area_kind"].eq("district")
    waves = waves[inside].reset_index(drop=True)
    if not types or months is None or waves.empty:
        return Placed(waves, waves.iloc[:0])
    figures = cubes.figures(offered.source, vintage.vintage, months)
    known = {*figures.scope.wards.codes, *figures.scope.districts.codes}
    waves = waves[waves["area_code"].isin(known)].reset_index(drop=True)
    if waves.empty:
        return Placed(waves, waves)
    found = figures.lookup([((code,), types) for code in waves["area_code"]])
    both = waves[["area_code", "area_name", "before_pct", "now_pct"]].assign(
        felt_verdict=waves["verdict"],
        recorded_pct=found["change_pct"].to_numpy(float), recorded_low=found["lower_ci_pct"].to_numpy(float),
        recorded_high=found["upper_ci_pct"].to_numpy(float), recorded_verdict=found["verdict"].to_numpy(),
    )  # fmt: skip
    areas = in_quarters(both.join(felt_changes(waves)))
    areas = areas[areas["quarter"].ne("")].reset_index(drop=True)
    told = areas.assign(
        quarter_words=[reads(key) for key in areas["quarter"]], open=areas["is_open"].map({True: "yes", False: "no"})
    )
    return Placed(waves, told)


def _together(placed: Placed) -> list[Line]:
    """The correlation with its interval, and how little it proves."""
    areas, places = placed.areas, placed.kind
    found = correlation(areas["recorded_pct"], areas["felt_points"])
    if found.rank_correlation != found.rank_correlation:
        text = say("correlation_none", count=found.areas, places=places, fewest=FEWEST_POINTS)
        return [Line(say("correlation_lead"), text, "≈")]
    low, high = f.signed(found.lower_ci, 2), f.signed(found.upper_ci, 2)
    said = say(
        "correlation", count=found.areas, places=places, found=f.signed(found.rank_correlation, 2), low=low, high=high
    )
    little = "correlation_little" if found.lower_ci <= 0 <= found.upper_ci else "correlation_alone"
    return [Line(say("correlation_lead"), f"{said} {say(little, places=places)}", "≈")]
