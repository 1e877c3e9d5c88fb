"""Who is harmed: what partners are shown of the protected tables, and what the public is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.words.harm import phrase
from tests.fixtures.served import ask
from tests.fixtures.small_raw import query

UseStore = Callable[[Path], None]


@pytest.fixture
def _demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


@pytest.mark.usefixtures("_demo")
def test_the_public_is_told_whom_the_page_is_for_and_nothing_else(dashboard: Dash) -> None:
    page = ask(dashboard, "board-harm")
    assert page.heading == "This page is for partners"
    assert "domestic" not in page.text.lower().replace(page.heading.lower(), "")
    assert page.downloads == []


@pytest.mark.usefixtures("_demo")
def test_a_partner_sees_every_measure_marked(dashboard: Dash, partner: dict[str, str]) -> None:
    page = ask(dashboard, "board-harm", headers=partner)
    assert page.heading == phrase("heading", share=17, period="the year to March 2022")
    for words in ("sexual offences", "aged 10 to 24", "repeat victims", "hate crime", "with a knife"):
        assert words in page.text
    assert page.downloads
    assert all(any("OFFICIAL-SENSITIVE" in note for note in file.notes) for file in page.downloads)


@pytest.mark.usefixtures("_demo")
def test_shares_stand_beside_those_published_each_with_its_own_denominator(
    dashboard: Dash, partner: dict[str, str]
) -> None:
    page = ask(dashboard, "board-harm", headers=partner)
    rows = page.table("17% of crime is flagged as domestic abuse; 33% was published")
    assert [(row["What"], row["Published, %"], row["Published of"]) for row in rows] == [
        ("Domestic abuse, of all crime", "33.0", "all crimes in the year"),
        ("Domestic abuse, of violence against the person", "34.6", "all reported violence against the person"),
        ("Repeat victims, of domestic abuse", "none", ""),
    ]
    assert rows[0]["Here, %"].startswith("17.0")
    assert "5th highest of 14 districts" in page.text


@pytest.mark.usefixtures("_demo")
def test_a_word_of_a_cell_is_explained_once_and_a_sure_rank_has_no_range(
    dashboard: Dash, partner: dict[str, str]
) -> None:
    page = ask(dashboard, "board-harm", headers=partner)
    assert "“hidden”: fewer than 5, or needed to hide one." in page.text
    assert "Another strand: hidden, fewer than 5" in page.text
    ranks = [row["Rank, and where it could be"] for row in page.table("13 wards could be among the five highest")]
    assert ranks[:2] == ["1st", "2nd (2nd to 3rd)"]


@pytest.mark.usefixtures("_demo")
def test_no_file_and_no_picture_has_a_figure_that_is_hidden(
    dashboard: Dash, partner: dict[str, str], demo_store: Path
) -> None:
    page = ask(dashboard, "board-harm", headers=partner)
    build = next((demo_store / "builds").glob("*.duckdb"))
    hidden = query(build, "SELECT count(*) FROM fct_protected WHERE count_status = 'hidden'")[0][0]
    rows = page.table("Each quarter of the year")
    assert len(rows) == 6
    strands = {row["Strand"]: row["Crimes"] for row in page.table("Race is the most frequent strand of hate crime")}
    assert {strands["Another strand"], strands["Transgender identity"]} == {"hidden"}
    assert strands["Race"] == "431"
    assert f"{hidden} of" in page.text


@pytest.mark.usefixtures("_demo")
def test_without_an_extract_a_partner_is_told_what_to_give(
    small_store: Path, dashboard: Dash, partner: dict[str, str], use_store: UseStore
) -> None:
    use_store(small_store)
    page = ask(dashboard, "board-harm", headers=partner)
    assert page.heading == "No full year of flags is here"
    assert page.notices == [phrase("what_to_give")]
