import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.model.comparison import Comparison
from data.model.period import Period, month_range
from data.model.schema import AREA, WARD
from data.settings import ROOT
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from tests.calibration.__main__ import calibrate, calibrate_families
from tests.calibration.measures import OF_YEARS, Method, shares_called
from tests.calibration.null_pairs import comparisons
from tests.calibration.product import YEARS, dashboard, scope_of
from tests.calibration.rivals import e_test, negative_binomial, within_periods
from tests.calibration.series_file import ALL_CRIME, series_of
from tests.calibration.table import rewritten
from tests.calibration.worlds import OWN, world

METHODS_TEXT = ROOT / "docs" / "methods.md"


def simulated(years: int) -> pd.DataFrame:
    """Independent counts of 300 boroughs: Poisson, 40 a month."""
    months = [str(month) for month in pd.period_range("2015-01", periods=12 * years, freq="M")]
    counts = np.random.default_rng(2).poisson(40, (300, len(months)))
    frame = pd.DataFrame(counts, columns=months)
    return frame.assign(borough=[f"b{place}" for place in range(300)], crime_type="Drugs")


def test_every_method_keeps_its_size_on_independent_counts_of_two_years() -> None:
    real = comparisons(series_of(simulated(2)), 12)
    methods: dict[str, Method] = {
        "dashboard": dashboard, "within": within_periods, "e": e_test, "nb": negative_binomial
    }  # fmt: skip
    shares = shares_called(real, methods, OF_YEARS, 10)
    assert 0.02 < shares["within"][0] < 0.05
    assert 0.01 < shares["dashboard"][0] < 0.03
    assert [shares[name][0] for name in ("e", "nb")] == pytest.approx([0.05, 0.05], abs=0.01)
    for name, found in shares.items():
        assert found[2] > 0.55, name
        assert np.isnan(found[3]), name


def test_the_table_of_years_in_the_documentation_is_the_one_of_the_command(london_series: Path) -> None:
    text = METHODS_TEXT.read_text(encoding="utf-8")
    assert rewritten(text, calibrate(london_series, 12, 20), "12 months") == text


def test_the_table_of_four_months_in_the_documentation_is_the_one_of_the_command(real_store: Path) -> None:
    (build,) = (real_store / "builds").glob("*.duckdb")
    text = METHODS_TEXT.read_text(encoding="utf-8")
    assert rewritten(text, calibrate(build, 4, 20), "4 months") == text


def test_the_table_of_families_in_the_documentation_is_the_one_of_the_command() -> None:
    text = METHODS_TEXT.read_text(encoding="utf-8")
    assert rewritten(text, calibrate_families(), "families") == text


def documented(what: str) -> dict[str, list[float]]:
    """The rows of a table of the documentation by their first cell, per cent; NaN where there is no such figure."""
    text = METHODS_TEXT.read_text(encoding="utf-8")
    table = text.split(f"<!-- calibration of {what} -->")[1].split("<!-- end")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    return {name: [float(cell[:-2]) if cell.endswith("%") else np.nan for cell in cells] for name, *cells in rows[2:]}


def test_false_calls_and_finds_of_a_year_are_as_promised() -> None:
    singly, by_quarters, twenty, five = documented("12 months")["this dashboard"]
    assert (singly <= 5, by_quarters <= 7.5, twenty >= 60, five >= 40) == (True, True, True, True)


def test_false_calls_and_finds_of_four_months_are_as_promised() -> None:
    size, all_crime, *_ = documented("4 months")["this dashboard"]
    assert size <= 5
    assert all_crime >= 85


def test_no_family_is_false_more_often_than_promised() -> None:
    families = documented("families")
    assert len(families) == 9
    for name, (any_false, false_share, _) in families.items():
        assert any_false <= 5, name
        assert false_share <= 5, name


def test_the_product_finds_what_is_calibrated() -> None:
    one = world(3, 0.4)
    figures = Figures(scope_of(one), YEARS).named
    named = figures[figures["level"] != WARD]
    p_values = dict(
        zip(zip(named["code"].replace(AREA, OWN), named["measure"], strict=True), named["p_value"], strict=True)
    )
    level = one.districts.figures
    keys = zip(level.areas.tolist(), level.types.tolist(), strict=True)
    assert dict(zip(keys, dashboard(level).tolist(), strict=True)) == pytest.approx(p_values, rel=1e-9)


def test_the_product_finds_the_same_in_london(london_series: Path) -> None:
    series = series_of(pd.read_csv(london_series))
    two_years = replace(series, counts=series.counts[:24], days=series.days[:24])
    (one,) = comparisons(two_years, 12)
    months = month_range(date(2010, 4, 1), date(2012, 3, 1))
    kept = series.types != ALL_CRIME
    codes, types = (tuple(dict.fromkeys(names[kept].tolist())) for names in (series.areas, series.types))
    counts = np.zeros((24, len(codes), len(types)))
    for place in np.flatnonzero(kept):
        counts[:, codes.index(series.areas[place]), types.index(series.types[place])] = series.counts[:24, place]
    nobody = Cube(months, (), types, counts[:, :0])
    scope = Scope(Cube(months, codes, types, counts), nobody, codes[:1], codes, ())
    now, before = Period(months[12], months[-1]), Period(months[0], months[11])
    named = Figures(scope, Comparison(now, before, now, "1")).named
    theirs = dict(
        zip(zip(named["code"].replace(AREA, codes[0]), named["measure"], strict=True), named["p_value"], strict=True)
    )
    keys = list(zip(one.areas.tolist(), one.types.tolist(), strict=True))
    assert len(keys) == 32 * 14
    assert dashboard(one).tolist() == pytest.approx([theirs[key] for key in keys], rel=1e-6)


def test_a_document_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="calibration of 12 months"):
        rewritten("# Methods", "| a |", "12 months")


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    simulated(1).to_csv(path, index=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.calibration", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "short.csv has no 12 months with the same months a year before"
