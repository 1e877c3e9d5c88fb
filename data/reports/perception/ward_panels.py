"""Each question by ward with its intervals, and how far wards lie apart when chance is taken off."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR
from data.queries.survey import marking
from data.reports.figures import IntervalDots
from data.reports.panel import JUDGED, Panel, about
from data.reports.perception.surveyed import sampled, suffix, words_of
from data.reports.table import POINTS, SHARES, Column, Table
from data.statistics.survey.perception import two_waves
from data.statistics.survey.proportions import DESIGN_EFFECT
from data.statistics.survey.spread import FEWEST_AREAS, FEWEST_ASKED, Spread, between_areas, range_by_chance
from data.words import formatting as f
from data.words.survey import points, say, wave
from data.words.verdicts import SIGNS, judged_with

OF = ["question_key", "mode", "subgroup_kind", "subgroup"]
TIME = "time of day"


@dataclass(frozen=True)
class Asked:
    """One question by ward; waves: as ``two_waves`` gives them, the highest on top; figures: those of the wave."""

    waves: pd.DataFrame
    figures: pd.DataFrame

    @property
    def title(self) -> str:
        """The question, and the time or the group that it is of."""
        first = self.waves.iloc[0]
        return titled(str(first["question"]), str(first["subgroup_kind"]), str(first["subgroup"]))

    @property
    def wave(self) -> str:
        """When people were asked."""
        first = self.waves.iloc[0]
        return wave(int(first["wave_months"]), first["now_end"])

    @cached_property
    def spread(self) -> Spread:
        """How far the wards truly lie apart."""
        effect = self.waves["now_effect"].astype(float).fillna(DESIGN_EFFECT)
        return between_areas(self.waves["now_pct"].astype(float), self.waves["now_base"].astype(float), effect)


def titled(question: str, kind: str, group: str) -> str:
    """A question with the time of day or the group that an answer is of."""
    if kind == "everyone":
        return question
    return f"{question}, {say('in_time', when=group) if kind == TIME else group}"


def asked_by_ward(figures: pd.DataFrame) -> list[Asked]:
    """Every question that is here by ward, those by day and night first."""
    wards = figures[figures["area_kind"].eq("ward")]
    waves = two_waves(wards, "survey_area")
    found = []
    for _, part in waves.groupby(OF, sort=False):
        own = part[part["now_end"] == part["now_end"].max()].sort_values("now_pct", ascending=False, ignore_index=True)
        of = wards.merge(own[[*OF, "area_code", "wave_months"]], on=[*OF, "area_code", "wave_months"])
        found.append(Asked(own, of[of["wave_end"] == own["now_end"].iloc[0]].reset_index(drop=True)))
    return sorted(found, key=lambda one: one.waves["subgroup_kind"].iloc[0] != TIME)


def ward_panel(asked: Asked, place: int, *, is_drawn: bool = True) -> Panel:
    """The wards of one question, drawn or as a table; those that clearly changed on the year before are marked."""
    waves = asked.waves
    drawn = pd.DataFrame(
        {
            "area_name": waves["area_name"], "value": waves["now_pct"], "lower": waves["now_lower_pct"],
            "upper": waves["now_upper_pct"], "is_marked": waves["verdict"].isin(CLEAR),
            "label": [_moved(row) for row in records(waves)], "text": [_text(row) for row in records(waves)],
        }
    )  # fmt: skip
    words = words_of(
        asked.figures,
        say("ward_panel", question=asked.title),
        say("ward_caption", wave=asked.wave, intervals=sampled(asked.figures)["intervals"]),
        say("ward_short", wave=asked.wave, moved=say("ward_moved") if drawn["is_marked"].any() else ""),
    )
    columns = [
        Column("area_name", "Ward"),
        Column("now_pct", f.capital(asked.wave) + ", %", "number", 0, ("now_lower_pct", "now_upper_pct")),
        Column("now_base", "Asked", "number"),
        Column("before_pct", "The year before, %", "number"),
        Column("difference_points", "Change, points", "change", 0, POINTS, between=SHARES),
        Column("verdict", "Verdict", "verdict"),
        Column("area_code", "Code", "code"),
    ]
    table = Table(waves, columns)
    folds = [about(words, [(f"{judged_with(waves.iloc[0])} ", JUDGED)])]
    figure = IntervalDots(drawn, "%") if is_drawn else None
    name = f"perception-wards{suffix(place)}"
    return Panel(name, words, table, figure, folds=folds, marking=marking(waves))


def _moved(row: dict[Any, Any]) -> str:
    """A clear change on the year before with its sign."""
    if row["verdict"] not in CLEAR:
        return ""
    return f"{points(row)} {SIGNS[row['verdict']]}"


def _text(row: dict[Any, Any]) -> str:
    low, high = f.number(row["now_lower_pct"]), f.number(row["now_upper_pct"])
    return f"{row['area_name']}: {f.number(row['now_pct'])}% ({low} to {high})"


def spread_panel(wards: list[Asked]) -> Panel:
    """For each question the spread with its interval, beside the gap and what chance alone would make of it."""
    table = Table(pd.DataFrame([_spread_row(one) for one in wards]), SPREAD_COLUMNS)
    figures = pd.concat([one.figures for one in wards], ignore_index=True)
    caption = say("spread_caption", asked=FEWEST_ASKED, areas=FEWEST_AREAS)
    words = words_of(figures, say("spread"), caption, say("spread_short"))
    return Panel("perception-spread", words, table, folds=[about(words)], marking=marking(figures))


SPREAD_COLUMNS = [
    Column("question", "Question"),
    Column("areas", "Wards", "number"),
    Column("least", "Fewest asked", "number"),
    Column("gap", "Gap, points", "number"),
    Column("chance", "Gap by chance alone", "number"),
    Column("spread", "Spread, points"),
]


def _spread_row(asked: Asked) -> dict[str, Any]:
    found, shares = asked.spread, asked.waves["now_pct"].astype(float)
    bases = asked.waves["now_base"].astype(float)
    effect = float(asked.waves["now_effect"].astype(float).fillna(DESIGN_EFFECT).mean())
    chance = range_by_chance(shares.mean(), bases.mean(), found.areas, effect) if found.areas > 1 else None
    told = say(
        "spread_told",
        spread=f.number(found.spread_points),
        low=f.number(found.lower_ci_points),
        high=f.number(found.upper_ci_points),
    )
    return {
        "question": asked.title, "areas": found.areas, "least": found.least_base or None,
        "gap": f.difference(shares.max(), shares.min()), "chance": chance,
        "spread": told if found.can_tell else say("spread_untold"),
    }  # fmt: skip
