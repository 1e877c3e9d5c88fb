import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.settings import ROOT
from tests.calibration.__main__ import calibrate
from tests.calibration.measures import OF_YEARS, Method, shares_called
from tests.calibration.null_pairs import comparisons
from tests.calibration.rivals import e_test, negative_binomial, within_periods
from tests.calibration.series_file import series_of
from tests.calibration.table import rewritten

METHODS_TEXT = ROOT / "docs" / "methods.md"


@pytest.fixture(scope="module")
def london() -> Path:
    folder = Path(os.environ.get("DASHBOARD_TEST_SERIES", ROOT.parent / "shared" / "series")).resolve()
    path = folder / "london_boroughs_2010_2016.csv"
    if not path.is_file():
        pytest.skip(f"no series in {folder}: set DASHBOARD_TEST_SERIES to a folder that holds {path.name}")
    return path


def simulated(years: int) -> pd.DataFrame:
    """Independent counts of 300 boroughs: Poisson, 40 a month."""
    months = [str(month) for month in pd.period_range("2015-01", periods=12 * years, freq="M")]
    counts = np.random.default_rng(2).poisson(40, (300, len(months)))
    frame = pd.DataFrame(counts, columns=months)
    return frame.assign(borough=[f"b{place}" for place in range(300)], crime_type="Drugs")


def test_every_method_keeps_its_size_on_independent_counts_of_two_years() -> None:
    real = comparisons(series_of(simulated(2)), 12)
    methods: dict[str, Method] = {"within": within_periods, "e": e_test, "nb": negative_binomial}
    shares = shares_called(real, methods, OF_YEARS, 10)
    assert 0.02 < shares["within"][0] < 0.05
    assert [shares[name][0] for name in ("e", "nb")] == pytest.approx([0.05, 0.05], abs=0.01)
    for name, found in shares.items():
        assert found[2] > 0.65, name
        assert np.isnan(found[3]), name


def test_the_table_of_years_in_the_documentation_is_the_one_of_the_command(london: Path) -> None:
    text = METHODS_TEXT.read_text(encoding="utf-8")
    assert rewritten(text, calibrate(london, 12, 20), 12) == text


def test_the_table_of_four_months_in_the_documentation_is_the_one_of_the_command(real_store: Path) -> None:
    (build,) = (real_store / "builds").glob("*.duckdb")
    text = METHODS_TEXT.read_text(encoding="utf-8")
    assert rewritten(text, calibrate(build, 4, 20), 4) == text


def test_a_document_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="calibration of 12 months"):
        rewritten("# Methods", "| a |", 12)


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    simulated(1).to_csv(path, index=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.calibration", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "short.csv has no 12 months with the same months a year before"
