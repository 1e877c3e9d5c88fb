"""How groups of residents answer, each kind of group in a table of its own."""

import pandas as pd

from data.queries.survey import marking
from data.reports.panel import JUDGED, Fold, Panel
from data.reports.perception.surveyed import sampled, words_of
from data.reports.table import POINTS, SHARES, Column, Table
from data.statistics.survey.perception import two_waves
from data.words import formatting as f
from data.words.prose import phrases
from data.words.survey import say, wave
from data.words.verdicts import judged_with


def group_panels(figures: pd.DataFrame) -> list[Panel]:
    """A panel for each kind of group and each end of waves, the latest alone."""
    groups = figures[figures["is_own"] & figures["subgroup_kind"].ne("everyone")]
    waves = two_waves(groups, "survey_group")
    kinds = waves.groupby("subgroup_kind", sort=False)
    return [_panel(str(kind), part, groups) for kind, part in kinds]


def _panel(kind: str, waves: pd.DataFrame, figures: pd.DataFrame) -> Panel:
    last = waves["now_end"].max()
    waves = waves[waves["now_end"] == last].reset_index(drop=True)
    own = figures[figures["subgroup_kind"].eq(kind) & pd.to_datetime(figures["wave_end"]).eq(last)]
    name, asked_in = phrases("perception")["kinds"][kind], wave(int(waves["wave_months"].iloc[0]), last)
    caption = say("groups_caption", wave=asked_in, intervals=sampled(own)["intervals"])
    words = words_of(own, say("groups", kind=name), caption, say("groups_short", wave=f.capital(asked_in)))
    columns = [
        Column("question", "Question"),
        Column("subgroup", "Group"),
        Column("now_pct", "Said so, %", "number", 0, ("now_lower_pct", "now_upper_pct")),
        Column("before_pct", "The year before, %", "number"),
        Column("difference_points", "Change, points", "change", 0, POINTS, between=SHARES),
        Column("verdict", "Verdict", "verdict"),
        Column("now_base", "Asked", "number"),
    ]
    sure = Fold("How sure is this?", [words.full, (f"{judged_with(waves.iloc[0])} ", JUDGED)])
    key = kind.replace(" ", "-")
    table = Table(waves, columns)
    return Panel(f"perception-groups-{key}", words, table, folds=[sure], marking=marking(waves))
