"""Your ward on the demonstration, to the public and to partners, and where the wards changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.queries import choices
from tests.fixtures.served import Page, ask
from tests.fixtures.ward_pages import lines, made


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(demo_store)


def pages(dashboard: Dash, headers: dict[str, str] | None = None) -> dict[str, Page]:
    wards = choices.filter_choices().vintages[0].wards
    return {ward.name: ask(dashboard, "ward", f"?ward={ward.code}", headers=headers) for ward in wards}


def test_a_whole_year_has_its_verdict_in_the_heading() -> None:
    shown = made("?ward=E05002229&from=2021-04&to=2022-03")
    sign_and_verdict = lines(shown)[0].split(".")[0]
    assert shown.heading.endswith(f", {sign_and_verdict[2:].lower()}")
    assert "crimes, April 2021 to March 2022; " in lines(shown)[0]
    assert "Restrictions lay in these months:" in lines(shown)[0]


def test_the_public_is_told_of_no_place_for_partners(dashboard: Dash, partner: dict[str, str]) -> None:
    public = " ".join(page.text for page in pages(dashboard).values())
    secret = ("micro-area", "Street Safe", "secondary fire", "Demonstration motorbike site 4", "OFFICIAL")
    assert [word for word in secret if word in public] == []
    assert "Demonstration motorbike site 1" in public
    own = pages(dashboard, partner)
    marked = [name for name, page in own.items() if page.text.startswith("OFFICIAL-SENSITIVE")]
    assert marked == [name for name, page in own.items() if any(word in page.text for word in secret[:4])]
    assert len(marked) > 3


def test_a_file_with_places_for_partners_is_marked(dashboard: Dash, partner: dict[str, str]) -> None:
    files = [file for page in pages(dashboard, partner).values() for file in page.downloads]
    with_secrets = [file for file in files if "micro-area" in file.body]
    assert with_secrets
    assert all(any(note.startswith("# OFFICIAL-SENSITIVE") for note in file.notes) for file in with_secrets)


def test_demonstration_data_are_named_as_such(dashboard: Dash) -> None:
    page = ask(dashboard, "ward", "?ward=E05002229")
    assert "Demonstration data to March 2022" in page.text
    assert all(any("(demonstration data)" in note for note in file.notes) for file in page.downloads)
