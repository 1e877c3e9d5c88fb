"""Partner extracts beside open data, and two vintages of wards: what each viewer is shown, through the app itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from tests.fixtures.served import OUTPUTS, Page, ask, ask_beyond
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST_LSOA,
    build_small,
    record,
    square,
    write,
    write_features,
    write_small_raw,
)

UseStore = Callable[[Path], None]
HEADER = "reference,recorded_date,offence_group,longitude,latitude\n"
SECRETS = ("recorded_crime", "Partner extract", "secret-extract", "Violence against the person", "OFFICIAL")
EXTRACT = "?source=recorded_crime"
NEW_WARDS = {"North": (0.0, 0.05), "Middle": (0.05, 0.15), "South": (0.15, 0.2)}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of open data, an extract of the same months, and newer wards beside the old."""
    raw = tmp_path_factory.mktemp("sources") / "raw"
    east = {"place": (0.15, 52.05), "lsoa": EAST_LSOA}
    lines = {
        "2024-01": [record(1), record(2, **east)],  # type: ignore[arg-type]
        "2024-02": [record(n, "2024-02") for n in (3, 4, 5)],
    }
    write_small_raw(raw, lines)
    months = [f"r{n},2024-0{1 + n % 2}-15,Violence against the person,0.05,52.05" for n in range(40)]
    write(raw / "secret-extract.csv", HEADER + "\n".join(months) + "\n")
    ward = {"LAD26CD": DISTRICT, "LAD26NM": "Westmere"}
    write_features(
        raw / "boundaries" / "new-wards.geojson",
        [({"WD26CD": f"E0591000{n}", "WD26NM": name, **ward}, square(*edges))
         for n, (name, edges) in enumerate(NEW_WARDS.items())],
    )  # fmt: skip
    write(
        raw / "lookups" / "new.csv",
        "LSOA21CD,WD26CD,WD26NM,LAD26CD,LAD26NM\n"
        f"E01900001,E05910000,North,{DISTRICT},Westmere\n{EAST_LSOA},E05910002,South,{DISTRICT},Westmere\n",
    )
    write(
        raw / "register.csv",
        "vintage,first_code,last_code,valid_from,valid_to\n"
        "2020,E05900000,E05909999,,2024-02-20\n2024,E05910000,E05919999,2024-02-20,\n",
    )
    build_small(raw, raw.parent / "store")
    return raw


@pytest.fixture(autouse=True)
def _reading(raw: Path, use_store: UseStore) -> None:
    use_store(raw.parent / "store")


def layout(dashboard: Dash, headers: dict[str, str] | None = None) -> str:
    return str(
        dashboard.server.test_client(use_cookies=False).get("/_dash-layout", headers=headers).get_data(as_text=True)
    )


@pytest.mark.parametrize("page", OUTPUTS)
def test_the_public_gets_nothing_of_an_extract(dashboard: Dash, page: str) -> None:
    answer = json.dumps(ask(dashboard, page, EXTRACT).response, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in answer.replace("source=recorded_crime", "")] == []


def test_the_public_is_offered_no_choice_of_source(dashboard: Dash) -> None:
    text = layout(dashboard)
    assert [secret for secret in SECRETS if secret in text] == []


def test_a_partner_is_offered_the_extract_and_it_is_marked(dashboard: Dash, partner: dict[str, str]) -> None:
    assert "Partner extract of recorded crime" in layout(dashboard, partner)
    page = ask(dashboard, "summary", EXTRACT, headers=partner)
    assert page.heading.startswith("40 crimes in Westmere, ")
    assert "Partner extract of recorded crime (OFFICIAL-SENSITIVE, for partners only)" in page.text
    assert page.text.startswith("OFFICIAL-SENSITIVE, for partners only ")
    saved = page.download("summary-performance")
    assert any("OFFICIAL-SENSITIVE" in line for line in saved.notes)


@pytest.mark.parametrize("search", ["", EXTRACT])
@pytest.mark.parametrize("page", OUTPUTS)
def test_whatever_partners_are_shown_beyond_the_public_is_marked(
    dashboard: Dash, partner: dict[str, str], page: str, search: str
) -> None:
    public, shown = ask(dashboard, page, search), ask(dashboard, page, search, headers=partner)
    if shown.response != public.response:
        assert "OFFICIAL-SENSITIVE" in shown.text
    known = {(file.panel, file.body) for file in public.downloads}
    further = [file for file in shown.downloads if (file.panel, file.body) not in known]
    assert [file.panel for file in further if not any("OFFICIAL-SENSITIVE" in line for line in file.notes)] == []


def test_names_and_counts_of_files_for_partners_are_marked(dashboard: Dash, partner: dict[str, str]) -> None:
    public, shown = ask(dashboard, "about"), ask(dashboard, "about", headers=partner)
    assert "secret-extract" not in public.text
    assert "OFFICIAL-SENSITIVE" in shown.text
    files = [file for file in shown.downloads if "secret-extract" in file.body]
    assert files
    assert all("OFFICIAL-SENSITIVE" in file.notes[0] for file in files)


def test_a_source_of_one_area_has_no_other_districts_and_says_so(dashboard: Dash, partner: dict[str, str]) -> None:
    page = ask(dashboard, "summary", EXTRACT, headers=partner)
    assert "holds the records of Westmere alone" in page.text
    assert [name for name in page.table("Performance by offence")[0] if "Rank" in name or "other" in name] == []


def test_a_source_is_shown_alone_and_never_added_to_another(dashboard: Dash, partner: dict[str, str]) -> None:
    assert ask(dashboard, "summary", headers=partner).heading.startswith("5 crimes in Westmere")


def test_the_months_of_an_answer_for_partners_are_kept_by_no_cache(dashboard: Dash, partner: dict[str, str]) -> None:
    client = dashboard.server.test_client(use_cookies=False)
    assert client.get("/_dash-layout", headers=partner).headers["Cache-Control"] == "no-store"


def wards_of(page: Page, count: int) -> list[str]:
    return sorted(row["Ward"] for row in page.table(f"{count} wards"))


def test_wards_are_those_in_force_at_the_end_of_the_period(dashboard: Dash) -> None:
    old = ask(dashboard, "hotspots", "?from=2024-01&to=2024-01")
    new = ask(dashboard, "hotspots", "?from=2024-01&to=2024-02")
    assert (wards_of(old, 2), wards_of(new, 3)) == (["East", "West"], ["Middle", "North", "South"])


def test_another_vintage_can_be_chosen_and_is_named_on_the_page_and_its_files(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?from=2024-01&to=2024-02&vintage=2020")
    assert wards_of(page, 2) == ["East", "West"]
    assert "wards of 2020 to February 2024" in page.text
    assert any("wards of 2020 to February 2024" in line for line in page.downloads[0].notes)


def test_both_vintages_count_the_same_records(dashboard: Dash) -> None:
    found: dict[str, Any] = {}
    for vintage, count in (("2020", 2), ("2024", 3)):
        rows = ask(dashboard, "hotspots", f"?vintage={vintage}").table(f"{count} wards")
        found[vintage] = sum(int(row["Offences"]) for row in rows)
    assert found == {"2020": 5, "2024": 5}


def test_a_source_for_partners_has_no_cells_and_the_map_says_so(dashboard: Dash, partner: dict[str, str]) -> None:
    page = ask(dashboard, "hotspots", f"{EXTRACT}&layer=cells&places=", headers=partner)
    assert any("are not drawn so finely" in text for text in page.notices)
    assert len(page.table("3 wards")) == 3
    assert ("csv", "hotspots-cells") not in page.offered
    beyond = ask_beyond(dashboard, "concentration", EXTRACT, headers=partner)
    assert "are not drawn so finely" in beyond.text
