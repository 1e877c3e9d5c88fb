"""docs/your-area.md, followed to the letter for two areas: its files in its headers, its commands, what it promises."""

import csv
import io
import json
import re
import shlex
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from dash import Dash

from data.settings import ROOT
from etl.__main__ import main
from etl.publish.publishing import current
from tests.fixtures import ground_files as ground
from tests.fixtures.served import ask
from tests.fixtures.small_raw import query, record, square, street_text, write, write_archive, write_features

Row = dict[str, str]
TEXT = (ROOT / "docs" / "your-area.md").read_text(encoding="utf-8")
MONTHS = ["2023-05", "2025-01"]
# Three districts in a row; the first two are a county, and one force polices all of them.
NAMES = {"E07900001": "Westmere", "E07900002": "Eastmere", "E07900003": "Farmere"}


class Step(NamedTuple):
    """A numbered chapter of the document: its fields by name."""

    title: str
    fields: dict[str, str]

    @property
    def file(self) -> str:
        return str(re.findall(r"`([^`]+)`", self.fields["Save as"])[0])

    @property
    def columns(self) -> list[str]:
        return self.fields.get("Header", self.fields.get("Properties", "")).strip("`").split(",")

    @property
    def messages(self) -> list[str]:
        return re.findall(r'"([^"]+)"', self.fields["Without it"])


def steps() -> list[Step]:
    chapters = re.findall(r"^## \d\. (.+?)\n(.*?)(?=^## )", TEXT, re.MULTILINE | re.DOTALL)
    return [
        Step(
            title,
            {
                name: " ".join(said.split())
                for name, said in re.findall(r"^- ([\w ]+): ((?:.|\n(?!-|\n))+)", body, re.M)
            },
        )
        for title, body in chapters
    ]


STEPS = {step.file: step for step in steps()}
NEEDED = [file for file, step in STEPS.items() if "(needed)" in step.title]


def lsoa(code: str) -> str:
    return f"E01{code[3:]}"


def ward(code: str) -> str:
    return f"E05{code[3:]}"


def facts(code: str) -> Row:
    """What any of the files may say of a district, its one ward and LSOA, by the name of the column."""
    name = NAMES[code]
    county = {"CTY24CD": "E10900001", "CTY24NM": "Merefolk"} if name != "Farmere" else {}
    people = {"Residence type: Total; measures: Value": f"{1000 * int(code[-1])}"}
    return {
        "LSOA21CD": lsoa(code), "LSOA21NM": f"{name} 001A", "LSOA11CD": lsoa(code).replace("E019", "E018"),
        "LSOA11NM": f"{name} 001A", "CHGIND": "U", "WD24CD": ward(code), "WD24NM": f"{name} Ward", "WD25CD": ward(code),
        "WD25NM": f"{name} Ward", "LAD22CD": code, "LAD22NM": name, "LAD24CD": code, "LAD24NM": name, "LAD25CD": code,
        "LAD25NM": name, "CSP24CD": "E22900001", "CSP24NM": f"{name} and District", "PFA24CD": "E23900001",
        "PFA24NM": "Northshire", "date": "2021", "geography": f"{name} 001A", "geography code": lsoa(code),
        **people, **county,
    }  # fmt: skip


def write_step(folder: Path, step: Step) -> None:
    """The file of a step, in the header that the document gives it."""
    if step.file.endswith("-street.csv"):
        for month in MONTHS:
            lines = [
                # Until June 2023 records carry LSOAs of 2011.
                record(10 * place + number, month, place=(0.05 + place / 10, 52.05), lsoa=old_or_new(month, code))
                for place, code in enumerate(NAMES)
                for number in range(place + 2)
            ]
            write(folder / step.file.replace("2025-01", month), street_text(lines, ",".join(step.columns)))
    elif step.file.endswith(".zip"):
        write_ground(folder, re.findall(r"`([^`]+)`", step.fields["Save as"]))
    elif step.file.endswith(".geojson"):
        shapes = [
            ({column: facts(code)[column] for column in step.columns}, square(place / 10, (place + 1) / 10))
            for place, code in enumerate(NAMES)
        ]
        write_features(folder / step.file, shapes)
    else:
        text = io.StringIO()
        writer = csv.DictWriter(text, step.columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(facts(code) for code in NAMES)
        write(folder / step.file, "\ufeff" + text.getvalue())


def write_ground(folder: Path, archives: list[str]) -> None:
    """The archives of names, postcodes and roads, as they come."""
    names, postcodes, roads = archives
    here = (0.05, 52.05)
    write_archive(folder / names, {"Data/TL50.csv": ground.name(1, "Mill Green", "Village", here) + "\n"})
    write_archive(folder / postcodes, {"Data/CSV/zz.csv": ground.code_point("ZZ1 1AA", here) + "\n"})
    ground.write_geopackage(folder / "oproad_gb.gpkg", [ground.road("A Road", "A99", (0.01, 52.05), (0.09, 52.05))])
    with zipfile.ZipFile(folder / roads, "w") as archive:
        archive.write(folder / "oproad_gb.gpkg", "Data/oproad_gb.gpkg")
    (folder / "oproad_gb.gpkg").unlink()


def old_or_new(month: str, code: str) -> str:
    return facts(code)["LSOA11CD" if month < "2023-06" else "LSOA21CD"]


def commands(area: str) -> Iterator[list[str]]:
    """The commands of the document, without where the command lies."""
    (block,) = re.findall(r"```\n(.*?)```", TEXT, re.DOTALL)
    for line in block.strip().splitlines():
        command, *arguments = shlex.split(line.replace("FOLDER", "folder").replace("AREA", area))
        assert command == ".venv/bin/crime-dashboard"
        yield arguments


class Said(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The command in the folder of the test, with a store of its own; that it can be started is tested beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("DASHBOARD_AREA", raising=False)

    def said(*arguments: str) -> Said:
        capsys.readouterr()
        return Said(main(list(arguments), "crime-dashboard"), *capsys.readouterr())

    return said


@pytest.mark.parametrize(
    ("area", "codes", "name", "partnership", "crimes"),
    [
        ("Westmere", ["E07900001"], "Westmere", "Westmere and District Community Safety Partnership", 2),
        ("Merefolk", ["E07900001", "E07900002"], "Merefolk", "Community safety partnerships of Merefolk", 5),
    ],
)
def test_the_document_leads_to_the_pages_of_an_area(
    tmp_path: Path,
    run: Callable[..., Said],
    use_store: Callable[[Path], None],
    dashboard: Dash,
    area: str,
    codes: list[str],
    name: str,
    partnership: str,
    crimes: int,
) -> None:
    for step in STEPS.values():
        write_step(tmp_path / "folder", step)
    building, told, serving = commands(area)
    store = tmp_path / "store"
    built = run(*building)
    assert (built.code, built.err) == (0, "")
    assert "not read:" not in built.out
    # What stands below the table is thin: here the months between the two files.
    total, *thin, _ = built.out.splitlines()[-3:]
    assert total.startswith("all ")
    assert [line.partition(" has no file of ")[2][:18] for line in thin] == ["2023-06 to 2024-12"]
    assert run(*told).out.startswith(f"{name}, build ")
    assert serving == ["serve"]
    path = current(store)
    assert path is not None
    assert query(path, "SELECT area_codes, area_name, partnership FROM meta_build") == [(codes, name, partnership)]
    assert query(path, "SELECT name FROM dim_name ORDER BY name") == [("Mill Green",), ("ZZ1 1AA",)]
    assert query(path, "SELECT DISTINCT road_number FROM dim_road_label") == [("A99",)]
    use_store(store)
    page = ask(dashboard, "summary", "?from=2025-01&to=2025-01")
    assert page.heading.startswith(f"{crimes} crimes in {name}, January 2025")
    assert ask(dashboard, "summary", "?from=2023-05&to=2023-05").heading.startswith(
        f"{crimes} crimes in {name}, May 2023"
    )
    ranked = ask(dashboard, "compare", "?from=2025-01&to=2025-01").table("3 districts by rate")
    assert {row["District"] for row in ranked} == set(NAMES.values())
    layout = json.dumps(dashboard.server.test_client().get("/_dash-layout").get_json())
    assert partnership in layout
    assert ('"key": "district"' in layout) is (len(codes) > 1)


@pytest.mark.parametrize("file", NEEDED)
def test_without_a_file_that_is_needed_the_build_says_so(tmp_path: Path, run: Callable[..., Said], file: str) -> None:
    for step in STEPS.values():
        if step.file != file:
            write_step(tmp_path / "folder", step)
    built = run(*next(commands("Westmere")))
    said = built.err or built.out
    assert [message for message in STEPS[file].messages if message in said], said
    assert built.err.count("\n") == built.code <= 1


def test_every_step_says_where_what_and_what_else() -> None:
    assert len(STEPS) == 9
    for step in STEPS.values():
        assert {"Title", "From", "Save as", "Adds", "Not there"} <= set(step.fields), step.title
        assert "https://" in step.fields["From"]
        assert len(step.columns) > 1 or step.file.endswith(".zip")
    assert len(NEEDED) == 4
