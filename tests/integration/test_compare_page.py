"""What the comparison of districts shows of the real and of the demonstration build."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from dash import Dash

from components import url_state
from data.model.schema import DISTRICT
from data.model.verdict import Refusal
from data.queries import choices
from data.reports.evidence import evidence
from tests.fixtures.served import Page, ask
from tests.fixtures.small_raw import NEIGHBOUR_LSOA, build_small, record, write, write_small_raw

UseStore = Callable[[Path], None]
# What follows the heading of a number in a file, and of the ends of its interval.
ENDS = ("", ", 95% lower", ", 95% upper")


@pytest.fixture
def real(real_store: Path, use_store: UseStore) -> None:
    use_store(real_store)


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


def file(page: Page, panel: str) -> pd.DataFrame:
    """The numbers of a file that a page offers, by the code of the district."""
    return pd.read_csv(StringIO(page.download(panel).body)).set_index("Code")


def rank(row: pd.Series, prefix: str = "") -> list[float]:
    return [row[f"{prefix}{name}"] for name in ("rank", "best_rank", "worst_rank")]


@pytest.mark.parametrize("search", ["", "?from=2025-01&to=2025-04", "?type=Robbery", "?type=Robbery&type=Drugs"])
def test_every_district_has_the_figures_of_every_page(dashboard: Dash, real: None, search: str) -> None:
    page, offered = ask(dashboard, "compare", search), choices.filter_choices()
    selection = url_state.read(search, offered).selection
    found = evidence(selection, offered)
    ranks, changes = file(page, "compare-ranks"), file(page, "compare-changes")
    placed = found.standing.table(DISTRICT, selection.counted_types).set_index("area_code")
    figures = found.figures.lookup([((code,), selection.counted_types) for code in ranks.index])
    assert set(ranks.index) == set(changes.index) == set(placed.index)
    assert len(ranks) == 14
    for code, figure in zip(ranks.index, figures.to_dict("records"), strict=True):
        shown, place = ranks.loc[code], placed.loc[code]
        assert [shown[f"Per 1,000{end}"] for end in ENDS] == pytest.approx(
            [place[name] for name in ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000")]
        )
        assert [shown[f"Rank per 1,000{end}"] for end in ("", ", from", ", to")] == rank(place)
        assert [shown[f"Rank by number{end}"] for end in ("", ", from", ", to")] == rank(place, "count_")
        change = changes.loc[code]
        assert [change[f"Change, %{end}"] for end in ENDS] == pytest.approx(
            [figure[name] for name in ("change_pct", "lower_ci_pct", "upper_ci_pct")], nan_ok=True
        )
        assert (change["Verdict"], *change.iloc[1:3]) == (figure["verdict"], figure["total_0"], figure["total_1"])


def test_a_year_and_its_part_that_can_be_compared_have_one_verdict_a_district(dashboard: Dash, real: None) -> None:
    year, part = (ask(dashboard, "compare", search) for search in ("", "?from=2025-01&to=2025-04"))
    assert file(year, "compare-changes").equals(file(part, "compare-changes"))


def test_the_area_has_its_rank_with_the_ranks_that_chance_leaves_open(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    assert page.heading.startswith("All crime: Thurrock is 4th of 14")
    assert "from 3rd to 6th" in page.heading
    rows = {row["District"]: row for row in page.table("14 districts by rate")}
    assert list(rows)[:4] == ["Southend-on-Sea", "Harlow", "Basildon", "Thurrock"]
    own = rows["Thurrock"]
    assert (own["Offences"], own["Residents"]) == ("15,524", "175,996")
    assert own["Per 1,000"] == "88.2 (86.6\xa0to\xa089.8)"
    assert [own[f"Rank per 1,000{end}"] for end in ("", ", from", ", to")] == ["4", "3", "6"]
    assert [own[f"Rank by number{end}"] for end in ("", ", from", ", to")] == ["4", "3", "4"]


def test_of_a_year_with_a_gap_before_it_the_months_that_can_be_are_compared(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    changes = page.table("Of 14 districts none clearly changed, January to April 2025")
    row = next(row for row in changes if row["District"] == "Thurrock")
    assert (row["January to April 2025"], row["January to April 2024"]) == ("4,984", "5,017")
    assert "month of January to April 2024 as 100" in page.text
    values = {str(x)[:7]: y for t in page.figure("compare-rate")["data"] for x, y in zip(t["x"], t["y"], strict=True)}
    assert [values[f"2024-{month:02}"] for month in range(5, 13)] == [None] * 8


def test_four_months_are_compared_with_verdicts_of_fourteen_districts(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2025-01&to=2025-04")
    rows = page.table("Of 14 districts none clearly changed")
    assert len(rows) == 14
    assert {row["Verdict"] for row in rows} == {"▽ Possible fall, not certain", "● No clear change"}
    own = next(row for row in rows if row["District"] == "Thurrock")
    assert own["Change, %"].startswith("−0.7 (")
    assert "all 13 other districts." in page.text


def test_what_is_compared_with_is_the_choice_of_the_filter_bar(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2025-07&to=2025-12&compared=just_before")
    assert "on the 6 months just before" in page.text
    assert "season is not taken out of this" in page.text
    assert "month of January to June 2025 as 100" in page.text
    assert "2025-07-to-2025-12" in page.download("compare-changes").name


def test_every_file_names_districts_and_types(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?ward=E05002229&type=Robbery&type=Drugs")
    assert len(page.downloads) == 5
    for one in page.downloads:
        assert ["# Whole districts", "Drugs, Robbery."] in [note.split(". Crime types: ") for note in one.notes]


def test_wards_do_not_apply_and_crime_types_do(dashboard: Dash, real: None) -> None:
    whole = ask(dashboard, "compare")
    for search in ("?ward=E05002229", "?ward="):
        ward = ask(dashboard, "compare", search)
        assert (ward.heading, ward.notices) == (whole.heading, whole.notices)
        assert file(ward, "compare-changes").equals(file(whole, "compare-changes"))
    robbery = ask(dashboard, "compare", "?type=Robbery")
    assert robbery.heading.startswith("Robbery: Thurrock is ")
    own = next(row for row in robbery.table("14 districts by rate") if row["District"] == "Thurrock")
    assert own["Offences"] == "170"


def test_a_single_month_has_ranks_by_the_noise_of_all_months_and_no_change(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare", "?from=2018-01&to=2018-01")
    assert "from 1st to 10th" in page.heading
    assert "Cannot compare with the same month" in page.text
    assert ("csv", "compare-changes") not in page.offered
    page = ask(dashboard, "compare", "?from=2025-12&to=2025-12&compared=just_before")
    assert f"Cannot compare: {Refusal.ONE_MONTH}." in page.text
    assert "Thurrock went" not in page.text


def test_of_two_years_the_one_is_compared_that_has_one_two_years_before(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare", "?from=2020-04&to=2022-03")
    assert "compared: 16,846, from 16,300." in page.text
    changes = page.table("Of 14 districts none clearly changed, April 2021 to March 2022")
    assert [row["Year to March 2020"] for row in changes if row["District"] == "Thurrock"] == ["16,300"]
    assert "180.8 offences per 1,000 residents" in page.text


def test_months_in_a_gap_give_way_to_the_nearest_that_are_there(dashboard: Dash, real: None) -> None:
    page, shown = (
        ask(dashboard, "compare", f"?from={months}") for months in ("2024-05&to=2024-08", "2024-01&to=2024-04")
    )
    assert "No data for May to August 2024" in page.text
    assert page.heading == shown.heading


def test_without_a_group_and_a_table_the_page_says_how_to_give_them(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "compare")
    assert "No most similar group has been given" in page.text
    assert "Home Office recorded crime is not here" in page.text


def test_the_demonstration_has_verdicts_and_the_series_of_all_other_districts(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare")
    assert page.heading.startswith("All crime: Thurrock is 2nd of 14")
    assert "from 2nd to 4th" in page.heading
    names = {trace["name"] for trace in page.figure("compare-rate")["data"]}
    assert names == {"Thurrock", "Other 13 districts"}
    index = page.table("Do they move together?")
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
    assert "Eastmere and Farmere, by Report" in page.text
    assert "data here do not hold Farmere" in page.text
    names = {trace["name"] for trace in page.figure("compare-rate")["data"]}
    assert names == {"Westmere", "The other district", "Most similar group (1)"}


def test_the_file_of_the_home_office_names_its_partnerships_and_offence_groups(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "compare")
    file = page.download("compare-recorded")
    line = next(note for note in file.notes if note.startswith("# Partnerships: "))
    assert line.startswith("# Partnerships: Thurrock, Basildon, ")
    assert line.partition("Offence groups: ")[2].startswith("Criminal damage and arson, Drug")
    assert "All offence groups" not in line
