"""A third source of records, added to a copy of the code by the text of docs/adding.md."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.settings import ROOT
from tests.fixtures.small_raw import DISTRICT, EAST, WEST, query, record, write, write_small_raw

NAME = "noise_complaints"
FILES = re.compile(r"`([\w.]+)`[^\n]*:\n\n```\w+\n(.*?)```", re.DOTALL)
COMPLAINTS = f"""complaint,made_on,noise,ward_code,longitude,latitude
a,2024-01-05,Loud music,{EAST},,
b,2024-01-06,Loud music,,0.05,52.05
b,2024-02-07,Loud music,,0.05,52.05
c,2024-02-08,Loud music,,,
d,2024-02-09,Silence,{WEST},,
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build by a copy of the code that knows the source, from files with some of its records."""
    copy = tmp_path_factory.mktemp("copy")
    for room in ("data", "etl"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "store"))
    text = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
    section = text.partition("### Records of another source")[2].partition("\n#")[0]
    for name, content in FILES.findall(section):
        write(copy / "etl" / "datasets" / NAME / name, content)
    names = copy / "etl" / "datasets" / "__init__.py"
    write(names, names.read_text(encoding="utf-8").replace('"places",', f'"{NAME}", "places",', 1))
    raw = write_small_raw(copy / "raw", {month: [record(int(month[-1]), month)] for month in ("2024-01", "2024-02")})
    # A small file, of which one line in a hundred is as none.
    more = "".join(f"{number},2024-02-10,Loud music,{WEST},,\n" for number in range(100))
    write(raw / "noise.csv", COMPLAINTS + more)
    command = [sys.executable, "-m", "etl", "build", "--raw", str(raw), "--store", str(copy / "store")]
    made = subprocess.run(
        command, cwd=copy, env=os.environ | {"DASHBOARD_AREA": DISTRICT}, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    return next((copy / "store" / "builds").glob("*.duckdb"))


def test_every_line_of_it_is_accounted_for(built: Path) -> None:
    found = query(built, f"SELECT * EXCLUDE (source, file, snapshot, sha256) FROM meta_load WHERE source = '{NAME}'")
    assert found == [(105, 102, 0, 1, 1, 1)]


def test_it_is_counted_by_ward_and_district_beside_the_others(built: Path) -> None:
    found = query(
        built,
        "SELECT source, area_code, month(period_month), offence_count FROM fct_crime_monthly "
        f"WHERE area_code IN ('{DISTRICT}', '{EAST}') AND period_month < '2024-02-01' ORDER BY ALL",
    )
    assert found == [(NAME, EAST, 1, 1), (NAME, DISTRICT, 1, 1), ("street_crime", DISTRICT, 1, 1)]


def test_its_months_its_types_and_its_audience_are_its_own(built: Path) -> None:
    coverage = f"SELECT force_name, record_count FROM fct_coverage WHERE source = '{NAME}' ORDER BY period_month"
    assert query(built, coverage) == [
        ("Partner extract of noise complaints", 1),
        ("Partner extract of noise complaints", 102),
    ]
    assert query(built, f"SELECT crime_type FROM dim_crime_type WHERE source = '{NAME}'") == [("Loud music",)]
    assert query(built, f"SELECT audience FROM dim_source WHERE source = '{NAME}'") == [("partner",)]


def test_its_exact_points_are_in_no_cell(built: Path) -> None:
    assert query(built, "SELECT DISTINCT source FROM fct_cell_monthly") == [("street_crime",)]


@pytest.mark.parametrize("name", ["street_crime", "recorded_crime", "asb_incidents"])
def test_a_source_is_named_in_its_own_folder_alone(name: str) -> None:
    # The demonstration writes files of its own, which it names as it likes.
    paths = [path.relative_to(ROOT / "etl") for path in (ROOT / "etl").rglob("*") if path.suffix in {".sql", ".py"}]
    others = [path for path in paths if not path.is_relative_to(f"datasets/{name}") and path.parts[0] != "demo"]
    named = [
        path for path in others if re.search(rf"['\"]{name}['\"]", (ROOT / "etl" / path).read_text(encoding="utf-8"))
    ]
    assert named == [Path("datasets/__init__.py")]
