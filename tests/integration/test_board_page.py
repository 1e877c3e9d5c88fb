"""The board's page: on the demonstration, for the public and for partners, and where files are missing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.words.board import heading
from tests.fixtures.served import ask
from tests.fixtures.small_raw import DISTRICT, build_small, changed, write, write_small_raw

UseStore = Callable[[Path], None]
SENSITIVE = "OFFICIAL-SENSITIVE"


@pytest.fixture
def _demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


@pytest.mark.usefixtures("_demo")
def test_each_priority_has_what_speaks_to_it_or_says_that_nothing_does(dashboard: Dash) -> None:
    page = ask(dashboard, "board")
    assert page.heading == heading(worse=1, mixed=1, tested=4, count=9)
    assert "with both it is mixed" in page.text
    rows = page.table("The nine priorities of 2022/23")
    found = {(row["Priority"], row["What speaks to it"]): (row["Now (change)"], row["Verdict"]) for row in rows}
    assert len({row["Priority"] for row in rows}) == 9
    assert found["9. Tackling offending", "Vehicle crime"] == ("1,969 (+30%)", "▲ Clear rise")
    assert found["4. Counter extremism", "no figure in this dashboard"] == ("", "not measured here")
    assert found["5. Hate crime", "Hate Crime (HO def) · published"] == ("544 (+26%)", "as published, not tested")


@pytest.mark.usefixtures("_demo")
def test_an_answer_of_after_the_period_is_dated_and_makes_no_priority_worse(dashboard: Dash) -> None:
    asked = "“Feel crime and ASB have become more of a problem in your area in the last 12 months”"
    (now,) = [row for row in ask(dashboard, "board").table("The nine priorities") if row["What speaks to it"] == asked]
    assert now["Verdict"] == "▲ Clear rise"
    page = ask(dashboard, "board", "?from=2020-10&to=2021-09")
    assert page.heading == heading(worse=0, mixed=0, tested=3, count=5)
    (later,) = [row for row in page.table("The five priorities") if row["What speaks to it"].startswith(asked)]
    assert later["What speaks to it"] == f"{asked}, year to March 2022"


@pytest.mark.usefixtures("_demo")
def test_places_and_operations_follow_the_full_words_of_a_priority_as_a_sentence(dashboard: Dash) -> None:
    assert "including off road motorbike nuisance. Motorbike nuisance sites (" in ask(dashboard, "board").text


@pytest.mark.usefixtures("_demo")
def test_the_verdict_of_a_priority_is_that_of_the_summary(dashboard: Dash) -> None:
    board = ask(dashboard, "board").table("The nine priorities")
    offences = {row["Offence"]: row["Verdict"] for row in ask(dashboard, "summary").table("Performance by offence")}
    shared = {row["What speaks to it"]: row["Verdict"] for row in board if row["What speaks to it"] in offences}
    assert len(shared) == 5
    assert shared == {name: offences[name] for name in shared}


@pytest.mark.usefixtures("_demo")
def test_what_no_priority_covers_is_named(dashboard: Dash) -> None:
    rows = ask(dashboard, "board").table("No priority covers")
    found = {row["Concern"]: row["Verdict"] for row in rows}
    assert found["Shoplifting"] == "▲ Clear rise"
    assert found["“Essex Police understand the issues that affect your community”"] == "▼ Clear fall"
    assert found["E-scooters"] == "raised in a document"
    assert "Vehicle crime" not in found
    named = [name for name in found if "fraud" in name.lower() or "in general" in name]
    assert named == ["More worried about fraud", "More worried about crime in general"]
    assert not any("motorbike" in name.lower() for name in found)


@pytest.mark.usefixtures("_demo")
def test_indicators_by_exception_with_target_action_and_what_is_late(dashboard: Dash) -> None:
    rows = {row["Indicator"]: row for row in ask(dashboard, "board").table("Indicators that need the board's eye")}
    arson = rows["NI33 Arson incidents"]
    assert arson["Before → now"] == "88 → 154"
    assert arson["Verdict"] == "▲ Clear rise"
    assert (arson["Owner"], arson["Target, by its year"]) == ("ECFRS", "2021/22: 100; 154, missed")
    assert arson["Action"] == "Report on where fires were set (Fire service, by 28 February 2022)"
    youth = rows["NI111 First time entrants to the Youth Justice System aged 10-17"]
    assert (youth["Before → now"], youth["Verdict"]) == ("none since June 2021", "overdue")
    assert rows["Vehicle crime, for 3 indicators"]["Before → now"] == "1,513 → 1,969"
    assert re.fullmatch(r"2022/23: 1,000; .* likely, within reach", rows["Shoplifting"]["Target, by its year"])
    # The strategy names who owns most, and how often, but of some only the latter.
    assert rows["Reduce proportion of victims experiencing repeat incidents of DV"]["Owner"] == "not named"


@pytest.mark.usefixtures("_demo")
def test_all_indicators_stand_with_baseline_and_reason(dashboard: Dash) -> None:
    rows = ask(dashboard, "board").table("All 98 indicators")
    assert len(rows) == 98
    assert {row["Indicator"] for row in rows} >= {"No. of incidents reported to: Police", "Distraction Burglary"}
    knife = next(row for row in rows if row["Indicator"] == "NI28 serious knife crime rate")
    assert (knife["Baseline"], knife["How it is read"].partition(";")[0]) == ("76", "doubtful")


@pytest.mark.usefixtures("_demo")
def test_partners_figures_and_actions_are_for_partners(dashboard: Dash, partner: dict[str, str]) -> None:
    public, theirs = ask(dashboard, "board"), ask(dashboard, "board", headers=partner)
    assert "Plan against thefts from vehicles" not in public.text
    assert "Plan against thefts from vehicles" in theirs.text
    assert "· partner" not in public.text
    assert "Sexual offences · partner" in theirs.text
    assert SENSITIVE not in public.text
    assert SENSITIVE in theirs.text
    ours, both = (
        {row["Indicator"]: row["Verdict"] for row in page.table("All 98 indicators")} for page in (public, theirs)
    )
    given = {name for name, verdict in ours.items() if verdict != "no figure given"}
    assert {name: both[name] for name in given} == {name: ours[name] for name in given}


@pytest.mark.usefixtures("_demo")
def test_recorded_crime_stands_beside_the_family_by_quarter(dashboard: Dash) -> None:
    rows = ask(dashboard, "board").table("Recorded crime is above the family's mean")
    assert rows[0]["Quarter"] == "January to March 2022"
    assert rows[0]["Rank"] == "3rd of 14, 1st to 4th by chance"
    assert len({row["Quarter"] for row in rows}) == 8


@pytest.mark.usefixtures("_demo")
def test_an_earlier_period_is_seen_as_it_was(dashboard: Dash) -> None:
    page = ask(dashboard, "board", "?from=2020-04&to=2021-03")
    assert "as at 31 March 2021" in page.text
    assert "The five priorities of 2021/22" in page.text
    assert "Report on where fires were set" not in page.text


PRIORITIES = (
    "area_code,priority_id,year_from,year_to,priority,full_text,document\n"
    f"{DISTRICT},one,2024-01-01,2024-12-01,Burglary,Fewer burglaries,Plan\n"
)
INDICATORS = (
    "area_code,indicator_id,number,indicator,frequency,unit,aim,document,is_doubtful\n"
    f"{DISTRICT},a,1,Fires,Quarterly,count,down,Plan,false\n"
)
ACTUALS = (
    "area_code,indicator_id,period_from,period_to,actual,audience\n"
    f"{DISTRICT},a,2023-10,2023-12,5,public\n"
)  # fmt: skip
TEXTS = {"priorities": PRIORITIES, "indicators": INDICATORS, "actuals": ACTUALS}
# What the page says, and the tables that are empty where a file is not there.
SAID = {
    "All 1 indicators": (),
    "The one priority of 2024": ("dim_indicator", "fct_indicator_actual"),
    "Owners have given no figures:": ("dim_priority", "fct_indicator_actual"),
}


def test_without_its_files_the_page_says_who_can_add_them(
    small_store: Path, use_store: UseStore, dashboard: Dash
) -> None:
    use_store(small_store)
    assert "No priorities are given for" in ask(dashboard, "board").text
    assert "Whoever keeps the data can add them." in ask(dashboard, "board").text


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose build has every file of the board, to be copied."""
    folder = tmp_path_factory.mktemp("board")
    raw = write_small_raw(folder / "raw")
    for name, text in TEXTS.items():
        write(raw / f"{name}.csv", text)
    build_small(raw, folder / "store")
    return folder / "store"


@pytest.mark.parametrize("said", SAID)
def test_the_page_works_with_one_or_all_of_its_files(
    whole: Path, tmp_path: Path, use_store: UseStore, dashboard: Dash, said: str
) -> None:
    use_store(changed(whole, tmp_path / "store", "".join(f"DELETE FROM {table};" for table in SAID[said])))
    page = ask(dashboard, "board")
    assert said in page.text
    assert "against ." not in page.text
