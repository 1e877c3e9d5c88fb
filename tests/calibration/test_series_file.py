from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.calibration.series_file import ALL_CRIME, ASB, Series, read_series, series_of


def column(series: Series, area: str, crime_type: str) -> list[float]:
    (place,) = np.flatnonzero((series.areas == area) & (series.types == crime_type))
    return [float(count) for count in series.counts[:, place]]


def test_a_file_may_have_a_mark_gaps_thousands_other_columns_and_absent_months(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    text = 'Borough,Crime_Type,Code,2020-01-01,2020-03-01\nA,Burglary,E1,"1,204",7\nA,Drugs,E1,,3\n'
    path.write_text(text, encoding="utf-8-sig")
    series = read_series(path)
    assert column(series, "A", "Burglary") == pytest.approx([1204, np.nan, 7], nan_ok=True)
    assert column(series, "A", "Drugs") == pytest.approx([np.nan, np.nan, 3], nan_ok=True)
    assert series.days.ravel().tolist() == [31, 29, 31]


def test_all_crime_is_added_without_anti_social_behaviour_and_is_a_gap_where_a_type_is() -> None:
    frame = pd.DataFrame(
        [["A", "Burglary", 5, 6], ["A", "Drugs", 2, None], ["A", ASB, 90, 90], ["B", "Burglary", 1, 1]],
        columns=["borough", "crime_type", "2020-01", "2020-02"],
    )
    assert column(series_of(frame), "A", ALL_CRIME) == [7, 6]
    frame.loc[4] = ["B", "Drugs", 4, 4]
    assert column(series_of(frame), "A", ALL_CRIME) == pytest.approx([7, np.nan], nan_ok=True)
    assert column(series_of(frame), "B", ALL_CRIME) == [5, 5]


def test_a_total_that_is_there_is_kept() -> None:
    frame = pd.DataFrame([["A", ALL_CRIME, 9], ["A", "Drugs", 2]], columns=["borough", "crime_type", "2020-01"])
    assert column(series_of(frame), "A", ALL_CRIME) == [9]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="borough, crime_type and months"):
        series_of(pd.DataFrame({"borough": ["A"], "crime_type": ["Drugs"]}))
