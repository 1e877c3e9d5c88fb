"""Other partnerships on their own files: figures equal plain counts, and nothing of Thurrock is on their pages."""

import csv
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from dash import Dash

from data.settings import ROOT, Settings
from etl.pipeline import build
from tests.conftest import quiet
from tests.fixtures.served import BEYOND, OUTPUTS, ask, ask_beyond

ESSEX = {"E07000066": "Basildon", "E07000071": "Colchester", "E06000033": "Southend-on-Sea"}
CITY = "E09000001"
RECORDS_2025 = {"E07000066": 18_833, "E07000071": 17_716, "E06000033": 19_887}
OF_THURROCK = ("Lakeside", "Op Grip", "2025/129", "Electoral Changes", "wards of current", "E06000034")
ALL = "All crime"
ASB = "Anti-social behaviour"
RANKED = ("summary", "compare")


@pytest.fixture(scope="module")
def elsewhere() -> Path:
    """The folder of real files of other areas: DASHBOARD_TEST_ELSEWHERE, else beside the project."""
    folder = Path(os.environ.get("DASHBOARD_TEST_ELSEWHERE", ROOT.parent / "shared" / "elsewhere")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no files of other areas in {folder}: set DASHBOARD_TEST_ELSEWHERE")
    return folder


@pytest.fixture(scope="module")
def stores(elsewhere: Path, real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A build of each area when it is first asked for, the national lookups beside its own police files of a year."""
    folder, made = tmp_path_factory.mktemp("elsewhere"), dict[str, Path]()

    def store(code: str) -> Path:
        if code not in made:
            raw = folder / f"raw-{code}"
            raw.mkdir()
            months = sorted((real_data / "street").glob("2025-*"))
            own = [elsewhere / "city_of_london"] if code == CITY else [*months, elsewhere / "wards_2025"]
            residents = elsewhere / "lsoa21_population_mid2022_ew.csv"
            if code != CITY:
                residents = real_data / "population" / "lsoa21_census2021_essex.csv"
            for path in [*own, residents, *elsewhere.glob("LSOA*.csv")]:
                link(path, raw / path.name)
            made[code] = folder / code
            build(raw, Settings(store=made[code], area=(code,)), quiet)
        return made[code]

    return store


def link(path: Path, to: Path) -> None:
    """A file, or a folder with all its files, that takes no room."""
    for file in [path] if path.is_file() else (one for one in path.rglob("*") if one.is_file()):
        target = to / file.relative_to(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(file)


@pytest.fixture(scope="module")
def counted(elsewhere: Path, real_data: Path) -> dict[str, Counter[bool]]:
    """Records of 2025 by district and whether they are crimes, by the LSOA of each line alone."""
    district: dict[str, str] = {}
    for path in elsewhere.glob("LSOA*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                district[row["LSOA21CD"]] = row.get("LAD24CD") or district.get(row["LSOA21CD"], row.get("LAD22CD", ""))
    found: dict[str, Counter[bool]] = {}
    for path in sorted(real_data.glob("street/2025-*/*-street.csv")):
        seen = set()
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["LSOA code"] in district and not (row["Crime ID"] and row["Crime ID"] in seen):
                    seen.add(row["Crime ID"])
                    own = found.setdefault(district[row["LSOA code"]], Counter())
                    own[row["Crime type"] != ASB] += 1
    return found


@pytest.fixture(scope="module")
def rates(counted: dict[str, Counter[bool]], real_data: Path) -> dict[str, float]:
    """Crimes of 2025 per 1,000 residents of the districts in which a force works, the highest first."""
    residents: Counter[str] = Counter()
    with (real_data / "population" / "lsoa21_census2021_essex.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            residents[row["ltla24_code"]] += int(float(row["usual_residents_census2021"]))
    rated = {code: 1000 * counted[code][True] / residents[code] for code in residents if code in counted}
    return dict(sorted(rated.items(), key=lambda item: -item[1]))


@pytest.mark.parametrize("code", ESSEX)
def test_totals_rates_and_ranks_are_those_of_plain_counts(
    code: str,
    stores: Callable[[str], Path],
    use_store: Callable[[Path], None],
    dashboard: Dash,
    counted: dict[str, Counter[bool]],
    rates: dict[str, float],
) -> None:
    use_store(stores(code))
    assert counted[code].total() == RECORDS_2025[code]
    assert totals(dashboard, "?from=2025-01&to=2025-12") == [
        f"{counted[code][is_crime]:,}" for is_crime in (True, False)
    ]
    ranked = ask(dashboard, "compare", "?from=2025-01&to=2025-12").table("14 districts by rate")
    assert [row["Code"] for row in ranked] == list(rates)
    assert len(ranked) == 14
    for place, row in enumerate(ranked, start=1):
        assert row["Rank per 1,000"] == str(place)
        assert row["Offences"] == f"{counted[row['Code']][True]:,}"
        assert row["Per 1,000"].startswith(f"{rates[row['Code']]:.1f} ")


def totals(dashboard: Dash, search: str) -> list[str]:
    """All crime and anti-social behaviour of a year, as the summary's table of all columns has them."""
    rows = {row["Offence"]: row for row in ask(dashboard, "summary", search).table("Performance by offence")}
    return [next(cell for name, cell in rows[what].items() if name.startswith("Total, year")) for what in (ALL, ASB)]


def test_the_city_of_london_has_the_counts_of_its_lsoa_names(
    stores: Callable[[str], Path], use_store: Callable[[Path], None], dashboard: Dash
) -> None:
    use_store(stores(CITY))
    counts = {}
    for first, last in (("2022-03", "2023-02"), ("2023-03", "2024-02"), ("2024-03", "2025-02")):
        counts[last] = totals(dashboard, f"?from={first}&to={last}")
    assert counts == {"2023-02": ["6,891", "848"], "2024-02": ["7,738", "259"], "2025-02": ["7,987", "293"]}


def strings(tree: Any) -> Iterator[str]:
    """Every text of an answer: titles, files, charts and alternative texts too."""
    if isinstance(tree, str):
        yield unquote(tree)
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(part)


def shown(app: Dash) -> dict[str, tuple[str, list[str]]]:
    """Every page by name: its running text, and every text of it."""
    pages = {name: ask(app, name) for name in OUTPUTS}
    for part in BEYOND.strip(".").split("..."):
        section = part.removeprefix("hotspots-").removesuffix(".children")
        pages[section] = ask_beyond(app, section)
    layout = json.loads(app.server.test_client().get("/_dash-layout").get_data(as_text=True))
    found = {name: (page.text, list(strings(page.response))) for name, page in pages.items()}
    return found | {"layout": ("", list(strings(layout)))}


@pytest.mark.parametrize("code", [*ESSEX, CITY])
def test_nothing_of_thurrock_is_on_any_page(
    code: str, stores: Callable[[str], Path], use_store: Callable[[Path], None], dashboard: Dash
) -> None:
    use_store(stores(code))
    name = ESSEX.get(code, "City of London")
    pages = shown(dashboard)
    assert f"{name} Community Safety Partnership" in pages["layout"][1]
    neighbours = set(ESSEX.values()) - {name}
    for page, (running, every) in pages.items():
        assert "Thurrock" not in running, page
        for text in every:
            if code == CITY:
                assert "Essex" not in text, page
            # Where the districts of its force are ranked it is one of them.
            if code != CITY and page in RANKED and (text.startswith("Thurrock") or neighbours <= words_of(text)):
                continue
            assert "Thurrock" not in text, f"{page}: {text[:200]}"
            assert not [word for word in OF_THURROCK if word in text], f"{page}: {text[:200]}"


def words_of(text: str) -> set[str]:
    """The districts of the force that a text names."""
    return {name for name in ESSEX.values() if name in text}
