import pandas as pd

from data.model.comparison import Comparison, comparison
from data.reports.hotspots.counts import compared_counts, count_columns
from data.reports.table import Column
from tests.fixtures.selections import months, period

COUNT = Column("offence_count", "Offences", "number")
COUNTS = pd.Series({"total_0": 1060.0, "total_1": 20.0})


def compared(first_loaded: str) -> Comparison:
    made = comparison(period("2024-01", "2024-12"), "1", months(first_loaded, "2024-12"))
    assert made is not None
    return made


def test_both_counts_are_columns_and_the_year_is_named() -> None:
    columns = count_columns(compared("2023-01"), COUNT)
    assert [(one.name, one.heading) for one in columns] == [("total_0", "Offences"), ("total_1", "The year before")]
    assert compared_counts(COUNTS, compared("2023-01"), "offences") == "1,060 offences, from 20 in the year before"


def test_months_are_named_where_a_part_is_compared() -> None:
    columns = count_columns(compared("2023-07"), COUNT)
    assert [one.heading for one in columns] == ["Offences, July to December 2024", "July to December 2023"]
    words = compared_counts(COUNTS, compared("2023-07"), "offences")
    assert words.split(", ") == ["July to December 2024: 1,060 offences", "from 20 in July to December 2023"]


def test_without_a_comparison_the_period_is_counted_alone() -> None:
    assert count_columns(None, COUNT) == [COUNT]
