"""How good the map is: rankings of cells, tried on the months that followed."""

from datetime import date
from functools import lru_cache

import pandas as pd

from data.model.period import Period
from data.model.selection import Selection
from data.queries import cells, choices
from data.reports.figures import AccuracyDots
from data.reports.hotspots.asked import MapRequest
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.statistics.space.backtest import AREAS, METHODS, PAI_LINE, Backtest, backtest
from data.statistics.space.grid import Grid
from data.words import formatting as f

UNTESTED = "The map was not tested: that needs nine months without a gap, six to rank the spots and three to test."
UNNAMED = "No ranking is named best"
INTERVALS = {"folds": "over trials", "bootstrap": "by drawing records again"}
COLUMNS = [
    Column("method_name", "Ranking"),
    Column("area_name", "Area", "short"),
    Column("share", "Share of area, %", "number"),
    Column("pai", "Accuracy index", "number", 1),
    Column("pai_ci", "95%, index", "short"),
    Column("pei_pct", "Of the most possible, %", "number"),
    Column("pei_ci", "95%, of the most", "short"),
    Column("fold_count", "Trials", "number"),
    Column("interval", "Interval", "short"),
]


def panels(asked: MapRequest) -> list[Panel]:
    """The backtest of every loaded month."""
    return [accuracy_panel(asked, _tested_rankings(asked))]


def accuracy_panel(asked: MapRequest, trials: Backtest) -> Panel:
    """PAI and PEI of each way of ranking, with intervals, over both areas."""
    if not trials.folds:
        return Panel("hotspots-pai", Words("Not tested", UNTESTED))
    selection, results, count = asked.selection, trials.results, len(trials.folds)
    best = f"Best of {len(METHODS)} rankings in {count} trials: {METHODS[trials.winner]}" if trials.winner else UNNAMED
    why = "" if trials.winner else f"{count} of the four trials needed to name one. "
    caption = (
        f"{selection.types_label}, {asked.spots}. {why}Ranked on the months so far, tested on "
        f"the three that follow: {f.joined([f.period(fold.test) for fold in trials.folds])}. The prediction "
        "accuracy index says how many times more the best spots held than by chance. The chart is of spots that hold a "
        "point of the police, the fair test."
    )
    fair = results[results["area"] == next(iter(AREAS))]
    return Panel(
        "hotspots-pai",
        Words(best, caption, asked.source, scope=asked.scope),
        Table(_rows(results), COLUMNS),
        AccuracyDots(fair, METHODS, PAI_LINE),
    )


def _rows(results: pd.DataFrame) -> pd.DataFrame:
    """The results in words and per cent."""
    return results.assign(
        method_name=results["method"].map(METHODS),
        area_name=results["area"].map(AREAS),
        share=100 * results["area_share"],
        pai_ci=_intervals(results, "pai", 1, 1),
        pei_pct=100 * results["pei"],
        pei_ci=_intervals(results, "pei", 100, 0),
        interval=results["interval_from"].map(INTERVALS),
    )


def _intervals(results: pd.DataFrame, index: str, times: float, decimals: int) -> list[str]:
    pairs = zip(results[f"{index}_lower_ci"], results[f"{index}_upper_ci"], strict=True)
    return [
        "" if pd.isna(low) else f"{f.number(times * low, decimals)} to {f.number(times * high, decimals)}"
        for low, high in pairs
    ]


def _tested_rankings(asked: MapRequest) -> Backtest:
    """The trials of every loaded month: they do not depend on the period, and are kept."""
    selection = asked.selection
    types = (selection.counted_types, selection.all_crime_types, selection.not_crime)
    whole = Selection(Period(date.min, date.min), selection.vintage, (), *types, selection.area_name)
    return _tested(asked.choices.build_id, whole, selection.map.cell_size_m)


@lru_cache(maxsize=64)
def _tested(_build: str, selection: Selection, size: int) -> Backtest:
    offered = choices.filter_choices()
    known = cells.grid_cells(size, selection.vintage.vintage)
    monthly = cells.monthly_by_cell(selection, offered, sorted(offered.present), size)
    return backtest(monthly, Grid.of(known, size), known["holds_point"].to_numpy())
