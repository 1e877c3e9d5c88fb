"""Partner extracts: what is loaded of them, what is refused and why, and who may see it."""

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from etl.errors import SourceError
from etl.pipeline import build
from etl.sources.declared import declared_columns, header
from etl.sources.template import write_template
from tests.fixtures.small_raw import (
    EAST,
    NEIGHBOUR,
    WEST,
    query,
    small_settings,
    write,
    write_small_raw,
)
from tests.fixtures.small_tables import CUBE, STREET, staged_small

COLUMNS = {name: header(name) for name in ("recorded_crime", "asb_incidents")}
GROUPS = next(column.values for column in declared_columns("recorded_crime") if column.name == "offence_group")
REFERENCE = "reference is not a reference of at most 100 characters, or is the worked example of the template"
CRIME = {"recorded_date": "2024-02-03", "offence_group": "Robbery", "longitude": "0.05", "latitude": "52.05"}


def extract_text(name: str, lines: Sequence[Mapping[str, str]]) -> str:
    """The text of an extract; a column that a line does not name is empty."""
    rows = [",".join(line.get(column, "") for column in COLUMNS[name]) for line in lines]
    return "\n".join([",".join(COLUMNS[name]), *rows]) + "\n"


def write_extract(tmp_path: Path, *lines: Mapping[str, str], name: str = "recorded_crime") -> Path:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "extract.csv", extract_text(name, lines))
    return raw


def stage(
    tmp_path: Path, *lines: Mapping[str, str], name: str = "recorded_crime", tables: Sequence[str] = CUBE
) -> duckdb.DuckDBPyConnection:
    return staged_small(write_extract(tmp_path, *lines, name=name), (*STREET, name), tables)


def load(staged: duckdb.DuckDBPyConnection, name: str = "recorded_crime") -> tuple[object, ...]:
    return query(staged, f"SELECT * EXCLUDE (source, file, snapshot, sha256) FROM meta_load WHERE source = '{name}'")[0]


class Published(NamedTuple):
    """A build, and what it said."""

    path: Path
    said: list[str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A build of a crime with flags and a victim, in a file that is closed, and of an incident in one that is open."""
    raw = write_small_raw(tmp_path_factory.mktemp("extracts") / "raw")
    flags = {"domestic_abuse": "yes", "knife": "no", "hate_strand": "Race", "offence_hour": "23"}
    victim = {"victim_age_band": "10 to 17", "victim_sex": "male", "repeat_victim": "yes"}
    crime = {"reference": "a", **CRIME, **flags, **victim, "offence_subgroup": "Rape"}
    incident = {"reference": "a", "kind": "Motorbike nuisance", "incident_date": "2024-02-03"}
    write(raw / "closed.csv", extract_text("recorded_crime", [crime])).chmod(0o640)
    write(raw / "open.csv", extract_text("asb_incidents", [incident])).chmod(0o644)
    said: list[str] = []
    return Published(build(raw, small_settings(raw.parent / "store"), said.append), said)


def test_a_crime_is_counted_in_its_month_group_ward_and_district(tmp_path: Path) -> None:
    staged = stage(tmp_path, {"reference": "a", **CRIME})
    cube = query(
        staged,
        "SELECT area_type, area_code, period_month::VARCHAR, crime_type, offence_count FROM fct_crime_monthly "
        "WHERE source = 'recorded_crime' ORDER BY area_type",
    )
    assert cube == [
        ("district", "E07900001", "2024-02-01", "Robbery", 1),
        ("ward", WEST, "2024-02-01", "Robbery", 1),
    ]


def test_open_data_and_an_extract_of_one_month_are_never_added_up(tmp_path: Path) -> None:
    staged = stage(tmp_path, {"reference": "a", **CRIME, "recorded_date": "2024-01-31", "offence_group": "Burglary"})
    counts = query(
        staged,
        "SELECT source, crime_type, sum(offence_count)::INT FROM fct_crime_monthly "
        "WHERE area_type = 'ward' AND period_month = '2024-01-01' GROUP BY ALL ORDER BY ALL",
    )
    assert counts == [("recorded_crime", "Burglary", 1), ("street_crime", "Burglary", 2)]


def test_flags_and_victims_are_in_no_build_but_as_protected_figures(published: Published) -> None:
    assert query(published.path, "SELECT count(*) FROM fct_crime WHERE source = 'recorded_crime'") == [(1,)]
    # Of one month there is no quarter and no year.
    assert query(published.path, "SELECT count(*) FROM fct_protected") == [(0,)]
    assert query(published.path, "SELECT count(*) FROM fct_crime_hourly") == [(0,)]


def test_sexual_offences_are_counted_with_violence(tmp_path: Path) -> None:
    groups = ("Sexual offences", "Violence against the person", "Robbery")
    staged = stage(tmp_path, *({"reference": group, **CRIME, "offence_group": group} for group in groups))
    counts = query(
        staged,
        "SELECT crime_type, offence_count FROM fct_crime_monthly "
        "WHERE source = 'recorded_crime' AND area_type = 'ward' ORDER BY ALL",
    )
    assert counts == [("Robbery", 1), ("Violence and sexual offences", 2)]


def test_a_ward_places_a_record_without_coordinates(tmp_path: Path) -> None:
    given = {"recorded_date": "2024-02-03", "offence_group": "Robbery"}
    staged = stage(
        tmp_path,
        {"reference": "ward", **given, "ward_code": EAST},
        {"reference": "both", **CRIME, "ward_code": EAST},
        {"reference": "none", **given},
        {"reference": "elsewhere", **given, "ward_code": "E05999999"},
        {"reference": "neighbour", **CRIME, "longitude": "0.25"},
    )
    wards = query(staged, "SELECT ward_code FROM fct_crime_ward WHERE source = 'recorded_crime' ORDER BY record_id")
    assert wards == [(EAST,), (WEST,)]
    assert load(staged) == (5, 3, 1, 1, 0, 0)
    districts = query(staged, f"SELECT sum(offence_count)::INT FROM fct_crime_monthly WHERE area_code = '{NEIGHBOUR}'")
    assert districts == [(1,)]


def test_of_lines_with_one_reference_the_last_counts(tmp_path: Path) -> None:
    staged = stage(
        tmp_path,
        {"reference": "a", **CRIME},
        {"reference": "a", **CRIME, "offence_group": "Other theft offences"},
    )
    assert load(staged) == (2, 1, 0, 0, 1, 0)
    assert query(staged, "SELECT crime_type FROM fct_crime WHERE source = 'recorded_crime'") == [
        ("Other theft offences",)
    ]


SPOILT: Sequence[tuple[dict[str, str], str]] = (
    (
        {"recorded_date": "03/02/2024"},
        "recorded_date is not a day, YYYY-MM-DD (a spreadsheet has put the day first)",
    ),
    ({"recorded_date": "2204-02-03"}, "recorded_date is after today"),
    ({"offence_date": "2204-02-03"}, "offence_date is after today"),
    ({"recorded_date": ""}, "recorded_date is empty"),
    ({"offence_group": "Piracy"}, f"offence_group is none of {', '.join(GROUPS)}"),
    ({"offence_hour": "24"}, "offence_hour is not a number of 0 to 23"),
    ({"knife": "maybe"}, "knife is not true or false, yes or no"),
    ({"longitude": "51.4"}, "longitude is not a number of -9 to 3"),
    ({"latitude": ""}, "only one of longitude and latitude is given"),
    ({"ward_code": "Grays"}, "ward_code is not the code of a ward"),
    ({"reference": "EXAMPLE"}, REFERENCE),
    (
        {"reference": "2.40512E+11"},
        f"{REFERENCE} (a spreadsheet has shortened it: set the column to text, and fill it again)",
    ),
    ({"hate_strand": "x" * 201}, "hate_strand is longer than 200 characters"),
    (
        {"recorded_date": "x", "knife": "x"},
        "recorded_date is not a day, YYYY-MM-DD; knife is not true or false, yes or no",
    ),
)


def test_a_line_that_breaks_a_rule_is_refused_with_its_reason(tmp_path: Path) -> None:
    bad = [{"reference": f"bad{n}", **CRIME, **spoilt} for n, (spoilt, _) in enumerate(SPOILT)]
    staged = stage(tmp_path, {"reference": "good", **CRIME}, *bad)
    assert query(staged, "SELECT source, line, reason FROM meta_reject ORDER BY line") == [
        ("recorded_crime", line, reason) for line, (_, reason) in enumerate(SPOILT, start=3)
    ]
    assert load(staged) == (len(SPOILT) + 1, 1, 0, 0, 0, len(SPOILT))


def test_a_column_that_nobody_asked_for_is_refused(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "extract.csv", extract_text("recorded_crime", []).replace("knife,", "knife,victim_name,"))
    with pytest.raises(SourceError, match="column victim_name is not one of recorded_crime"):
        staged_small(raw, (*STREET, "recorded_crime"))


def test_incidents_are_counted_by_kind_and_are_no_crimes(tmp_path: Path) -> None:
    place = {"longitude": "0.15", "latitude": "52.05"}
    when = {"incident_date": "2024-02-03", "incident_hour": "7"}
    staged = stage(
        tmp_path,
        {"reference": "a", "kind": "Motorbike nuisance", **when, **place},
        name="asb_incidents",
        tables=(*CUBE, "dim_crime_type"),
    )
    cube = query(
        staged,
        "SELECT crime_type, offence_count FROM fct_crime_monthly "
        "WHERE area_code = 'E05900002' AND source = 'asb_incidents'",
    )
    assert cube == [("Motorbike nuisance", 1)]
    assert query(staged, "SELECT DISTINCT is_crime FROM dim_crime_type WHERE source = 'asb_incidents'") == [(False,)]


def test_a_month_without_a_line_is_a_gap(tmp_path: Path) -> None:
    staged = stage(
        tmp_path,
        {"reference": "a", **CRIME},
        {"reference": "b", **CRIME, "recorded_date": "2024-04-30"},
        tables=("fct_coverage",),
    )
    found = query(
        staged,
        "SELECT month(period_month), is_present, record_count FROM fct_coverage "
        "WHERE source = 'recorded_crime' ORDER BY period_month",
    )
    assert found == [(2, True, 1), (3, False, 0), (4, True, 1)]


def test_extracts_are_for_partners(published: Published) -> None:
    found = query(published.path, "SELECT source, audience FROM dim_source WHERE audience = 'partner' ORDER BY source")
    assert {("recorded_crime", "partner"), ("asb_incidents", "partner")} <= set(found)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_template_with_a_line_of_ones_own_is_loaded(tmp_path: Path, name: str) -> None:
    raw = write_small_raw(tmp_path / "raw")
    path = write_template(name, raw)
    names, example = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert tuple(names) == COLUMNS[name]
    own = dict(zip(names, example, strict=True)) | {"reference": "mine", "longitude": "0.05", "latitude": "52.05"}
    write(path, extract_text(name, [own]))
    assert load(staged_small(raw, (*STREET, name)), name) == (1, 1, 0, 0, 0, 0)


def test_a_month_of_which_every_line_was_supplied_again_for_another_is_no_month_of_the_extract(tmp_path: Path) -> None:
    first, again = ({"reference": "a", **CRIME, "recorded_date": f"2024-0{month}-03"} for month in (2, 4))
    staged = stage(tmp_path, first, again, tables=("fct_coverage",))
    months = query(
        staged,
        "SELECT period_month::VARCHAR, is_present, record_count FROM fct_coverage WHERE source = 'recorded_crime'",
    )
    assert months == [("2024-04-01", True, 1)]


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_an_extract_that_everybody_can_read_is_named(published: Published) -> None:
    named = [line.split(":")[0] for line in published.said if "everybody on this machine" in line]
    assert named == ["open.csv"]
