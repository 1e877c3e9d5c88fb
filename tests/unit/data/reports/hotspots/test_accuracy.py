import pandas as pd

from data.reports.figures import AccuracyDots
from data.reports.hotspots.accuracy import UNTESTED, accuracy_panel
from data.reports.panel import Panel
from data.statistics.space.backtest import AREAS, METHODS, PAI_LINE, Backtest, Fold
from tests.fixtures.selections import map_request, period

FOLD = Fold(period("2024-01", "2024-06"), period("2024-07", "2024-09"))


def results(folds: int) -> pd.DataFrame:
    rows = [
        {"method": method, "area": area, "area_share": share, "fold_count": folds, "interval_from": "bootstrap",
         "pai": 12.0, "pai_lower_ci": 10.5, "pai_upper_ci": 13.5, "pei": 0.9, "pei_lower_ci": 0.8, "pei_upper_ci": 0.95}
        for method in METHODS for area in AREAS for share in (0.01, 0.02, 0.05)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def accuracy(winner: str | None, folds: int = 1) -> Panel:
    return accuracy_panel(map_request(), Backtest((FOLD,) * folds, results(folds), winner))


def test_no_ranking_is_named_under_four_trials() -> None:
    words = accuracy(None).words
    assert words.finding == "No ranking is named best"
    assert "1 of the four trials" in words.caption


def test_the_ranking_that_won_is_named_with_its_trials() -> None:
    assert accuracy("kernel_density", 4).words.finding.endswith("in 4 trials: Smoothed counts")
    assert accuracy("plain_counts", 4).words.finding.endswith(": Plain counts")
    assert "of the four trials" not in accuracy("plain_counts", 4).words.caption


def test_every_index_has_its_interval_over_both_areas() -> None:
    table = accuracy(None).table
    assert table is not None
    assert len(table.frame) == 18
    assert set(table.frame["area_name"]) == set(AREAS.values())
    first = {one.heading: one.show(one.values(table.frame)[0]) for one in table.columns}
    assert (first["Ranking"], first["Share of area, %"]) == ("Plain counts", "1")
    assert (first["Accuracy index"], first["95%, index"]) == ("12.0", "10.5 to 13.5")
    assert (first["Of the most possible, %"], first["95%, of the most"]) == ("90", "80 to 95")
    assert (first["Trials"], first["Interval"]) == ("1", "by drawing records again")


def test_an_index_that_was_not_tested_has_no_interval() -> None:
    absent = results(1).assign(pai_lower_ci=float("nan"))
    table = accuracy_panel(map_request(), Backtest((FOLD,), absent, None)).table
    assert table is not None
    assert set(table.frame["pai_ci"]) == {""}


def test_the_chart_is_of_cells_that_hold_a_point_with_the_line_at_ten() -> None:
    figure = accuracy(None).figure
    assert isinstance(figure, AccuracyDots)
    assert set(figure.results["area"]) == {"point_cells"}
    assert figure.line == PAI_LINE == 10


def test_too_few_months_are_no_test() -> None:
    panel = accuracy_panel(map_request(), Backtest((), results(1), None))
    assert (panel.words.finding, panel.words.line) == ("Not tested", UNTESTED)
    assert (panel.table, panel.figure) == (None, None)
