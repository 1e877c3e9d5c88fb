"""What the comparison of districts shows of the real and of the demonstration build."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from tests.fixtures.served import ask
from tests.fixtures.small_raw import NEIGHBOUR_LSOA, build_small, record, write, write_small_raw

UseStore = Callable[[Path], None]


@pytest.fixture
def real(real_store: Path, use_store: UseStore) -> None:
    use_store(real_store)


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


def test_the_area_has_its_rank_with_the_ranks_that_chance_leaves_open(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    assert page.heading == "By rate of all crime, Thurrock is 4th of 14, plausibly 1st to 6th"
    assert "Thurrock had 88.2 offences per 1,000 residents (95% interval 85.0 to 91.5)" in page.text
    rows = {row["District"]: row for row in page.table("14 districts by rate")}
    assert list(rows)[:4] == ["Southend-on-Sea", "Harlow", "Basildon", "Thurrock"]
    own = rows["Thurrock"]
    assert (own["Offences"], own["Residents"]) == ("15,524", "175,996")
    assert (own["Plausible from"], own["Plausible to"]) == ("1", "6")


def test_a_change_over_the_gap_is_refused_and_nothing_is_drawn_of_it(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    assert "No change is given on the year before" in page.text
    assert "Missing: May to December 2024." in page.text
    with pytest.raises(StopIteration):
        page.figure("compare-changes")
    values = {str(x)[:7]: y for t in page.figure("compare-rate")["data"] for x, y in zip(t["x"], t["y"], strict=True)}
    assert [values[f"2024-{month:02}"] for month in range(5, 13)] == [None] * 8


def test_four_months_are_compared_with_verdicts_of_fourteen_districts(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2025-01&to=2025-04")
    rows = page.table("None of 14 districts changed")
    assert len(rows) == 14
    assert all(row["Verdict"][:2] in ("▲ ", "▼ ", "≈ ", "? ") for row in rows)
    own = next(row for row in rows if row["District"] == "Thurrock")
    assert own["Change, %"] == "−0.7"
    assert "The verdicts allow for 14 comparisons (Holm's method)." in page.text
    assert "Compare with care: 1.3% of the force's records have no location" in page.text


def test_wards_do_not_apply_and_crime_types_do(dashboard: Dash, real: None) -> None:
    whole, ward = ask(dashboard, "compare"), ask(dashboard, "compare", "?ward=E05002229")
    assert "the choice of wards does not apply here" in whole.text
    assert ward.heading == whole.heading
    assert ask(dashboard, "compare", "?ward=").heading == whole.heading
    robbery = ask(dashboard, "compare", "?type=Robbery")
    assert robbery.heading.startswith("By rate of robbery, Thurrock is ")
    own = next(row for row in robbery.table("14 districts by rate") if row["District"] == "Thurrock")
    assert own["Offences"] == "170"
    assert ask(dashboard, "compare", "?type=").notices == [
        "Nothing is chosen: tick at least one crime type in the filters."
    ]


def test_a_single_month_ranks_without_intervals(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2018-01&to=2018-01")
    assert "plausibly" not in page.heading
    assert "One month does not tell how much months vary" in page.text


def test_two_years_are_compared_with_the_two_before(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare", "?from=2020-04&to=2022-03")
    assert "No change is given" in page.text
    assert "April 2018 to March 2020" in page.text
    assert "plausibly" in page.heading


def test_months_in_a_gap_compare_nothing(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2024-05&to=2024-08")
    assert page.heading == "Districts cannot be compared, May to August 2024"
    assert "No district is ranked: months or residents are missing." in page.text
    assert [file.name for file in page.downloads] == []


def test_without_a_group_and_a_table_the_page_says_how_to_give_them(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    assert "No most similar group has been given for Thurrock" in page.text
    assert "Home Office recorded crime is not loaded" in page.text


def test_the_demonstration_has_verdicts_and_the_series_of_all_other_districts(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare")
    assert page.heading == "By rate of all crime, Thurrock is 2nd of 14, plausibly 2nd to 4th"
    assert "Thurrock went from 14,974 to 16,846 (+12.5%" in page.text
    names = {trace["name"] for trace in page.figure("compare-rate")["data"]}
    assert names == {"Thurrock", "Other 13 districts"}
    index = page.table("Do they move alike?")
    base = [row for row in index if row["Month"] < "2021-04"]
    assert len(base) == 12
    assert sum(float(row["Thurrock"]) for row in base) == pytest.approx(1200, abs=6)


def test_home_office_quarters_stand_apart(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare", "?type=Robbery")
    rows = page.table("Home Office: Thurrock beside other partnerships")
    year = [row for row in rows if row["Quarters"] == "April 2021 to March 2022"]
    robbery = next(row for row in year if row["Offence group"] == "Robbery")
    assert robbery["Thurrock, offences"] == "171"
    assert robbery["Thurrock, per 1,000"] == f"{171 / 175.996:.2f}"
    quarters = [row for row in rows if row["Offence group"] == "Robbery" and row not in year]
    assert len(quarters) == 8
    assert sum(int(row["Thurrock, offences"]) for row in quarters[:4]) == 171
    assert "not to be reconciled or added up" in page.text
    assert "Home Office recorded crime (demonstration data)" in page.text


SIMILAR = "area_code,similar_area_code,similar_area_name,csp_name,source,source_date\n"


def test_a_group_is_drawn_as_far_as_its_police_data_are_loaded(
    dashboard: Dash, tmp_path: Path, use_store: UseStore
) -> None:
    months = {
        f"2024-{month:02}": [
            *(record(100 * month + n, f"2024-{month:02}") for n in range(10 + month)),
            *(record(100 * month + 50 + n, f"2024-{month:02}", lsoa=NEIGHBOUR_LSOA, place=("", "")) for n in range(8)),
        ]
        for month in range(1, 5)
    }
    raw = write_small_raw(tmp_path / "raw", months)
    write(
        raw / "groups.csv",
        SIMILAR + "E07900001,E07900002,Eastmere,,Report of groups,2024-11-01\n"
        "E07900001,E07900009,Farmere,,Report of groups,2024-11-01\nE07900001,E07900001,Westmere,,Report,2024-11-01\n",
    )
    build_small(raw, tmp_path / "store")
    use_store(tmp_path / "store")
    page = ask(dashboard, "compare")
    assert "Eastmere and Farmere, by Report of groups, November 2024." in page.text
    assert "The police data loaded do not hold Farmere" in page.text
    names = {trace["name"] for trace in page.figure("compare-rate")["data"]}
    assert names == {"Westmere", "The other district", "Most similar group (1)"}
