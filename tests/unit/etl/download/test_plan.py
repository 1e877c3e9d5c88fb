import pytest

from etl.download.plan import Archive, month_span, plan_archives, shift
from etl.errors import DownloadError

# As the site lists them: one a month, each of 36 months; the first holds every month since December 2010.
ARCHIVES = [Archive(name, shift(name, -35), name) for name in month_span("2017-05", "2026-09")]
ARCHIVES.append(Archive("2017-04", "2010-12", "2017-04"))


def planned(first: str, last: str | None = None, archives: list[Archive] = ARCHIVES) -> list[str]:
    return [archive.name for archive in plan_archives(archives, first, last)]


def test_months_are_counted_across_years() -> None:
    assert (shift("2024-01", -1), shift("2023-12", 1), shift("2026-09", -35)) == ("2023-12", "2024-01", "2023-10")
    assert month_span("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2023-10", None, ["2026-09"]),
        ("2026-09", None, ["2026-09"]),
        ("2024-01", "2024-03", ["2026-09"]),
        ("2023-04", None, ["2026-03", "2026-09"]),
        ("2023-04", "2023-05", ["2026-03"]),
        ("2012-06", "2013-01", ["2017-04"]),
        ("2017-01", None, ["2019-12", "2021-12", "2023-12", "2025-12", "2026-09"]),
    ],
)
def test_the_fewest_archives_are_taken_and_the_newest_that_serve(
    first: str, last: str | None, names: list[str]
) -> None:
    assert planned(first, last) == names


@pytest.mark.parametrize("first", month_span("2010-12", "2026-09")[::5])
def test_every_month_is_covered_by_a_snapshot_a_year_newer_where_there_is_one(first: str) -> None:
    plan = plan_archives(ARCHIVES, first)
    for month in month_span(first, "2026-09"):
        best = max(archive.last for archive in plan if archive.first <= month <= archive.last)
        possible = max(archive.last for archive in ARCHIVES if archive.first <= month <= archive.last)
        assert best >= min(shift(month, 12), possible)


def test_a_new_archive_replaces_only_the_newest_of_the_plan() -> None:
    later = [*ARCHIVES, Archive("2026-10", "2023-11", "2026-10")]
    assert planned("2023-04", archives=later) == ["2026-03", "2026-10"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-01", "2026-10", "the newest holds 2026-09"),
        ("2026-10", None, "the newest holds 2026-09"),
        ("2025-02", "2025-01", "ask for months up to that"),
        ("2010-11", None, "the oldest month is 2010-12"),
    ],
)
def test_months_that_no_archive_holds_are_refused(first: str, last: str | None, said: str) -> None:
    with pytest.raises(DownloadError, match=said):
        planned(first, last)


def test_a_hole_in_the_list_of_archives_is_bridged_or_named() -> None:
    few = [Archive("2020-01", "2017-02", "2020-01"), Archive("2024-01", "2021-02", "2024-01")]
    assert planned("2019-12", "2020-01", few) == ["2020-01"]
    with pytest.raises(DownloadError, match="no archive holds 2020-02"):
        planned("2019-12", "2021-05", few)
