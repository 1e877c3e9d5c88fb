"""The register of forces goes by names that data.police.uk and the lookups give in other ways."""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from data.settings import REFERENCE, ROOT
from etl.datasets.police_force_areas.extract import recognises
from etl.sources.source_files import SourceFile

SLUGS = re.findall(
    r"\S+",
    "avon-and-somerset bedfordshire cambridgeshire cheshire city-of-london cleveland cumbria derbyshire "
    "devon-and-cornwall dorset durham dyfed-powys essex gloucestershire greater-manchester gwent hampshire "
    "hertfordshire humberside kent lancashire leicestershire lincolnshire merseyside metropolitan norfolk north-wales "
    "north-yorkshire northamptonshire northumbria nottinghamshire south-wales south-yorkshire staffordshire suffolk "
    "surrey sussex thames-valley warwickshire west-mercia west-midlands west-yorkshire wiltshire",
)


@pytest.fixture
def keys() -> duckdb.DuckDBPyConnection:
    """A connection that knows how names are compared."""
    connection = duckdb.connect()
    for path in ("etl/staging.sql", "etl/datasets/police_force_areas/stg_police_force_areas.sql"):
        for statement in (ROOT / path).read_text(encoding="utf-8").split(";\n"):
            if "MACRO csp_key" in statement or "MACRO force_" in statement:
                connection.execute(statement)
    return connection


def test_every_force_of_the_register_is_one_of_data_police_uk(keys: duckdb.DuckDBPyConnection) -> None:
    with (REFERENCE / "police_force_areas.csv").open(encoding="utf-8", newline="") as stream:
        forces = sorted({row["force_name"] for row in csv.DictReader(stream)})
    found = keys.execute(
        "SELECT f.name, s.slug FROM (SELECT unnest($forces) AS name) AS f "
        "JOIN (SELECT unnest($slugs) AS slug) AS s ON force_key(f.name) = force_key(s.slug)",
        {"forces": forces, "slugs": SLUGS},
    ).fetchall()
    assert sorted(slug for _, slug in found) == sorted(SLUGS)
    assert sorted(name for name, _ in found) == forces


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("London, City of", "city-of-london"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Metropolitan Police", "metropolitan"),
        ("Heddlu Dyfed-Pow\u0177s", "dyfed-powys"),
    ],
)
def test_the_names_of_ons_are_those_of_the_files(keys: duckdb.DuckDBPyConnection, name: str, slug: str) -> None:
    assert keys.execute("SELECT force_key($1) = force_key($2)", [name, slug]).fetchall() == [(True,)]


@pytest.mark.parametrize(
    ("columns", "is_own"),
    [
        (("lad23cd", "lad23nm", "csp23cd", "csp23nm", "pfa23cd", "pfa23nm", "objectid"), True),
        (("district_name", "csp_name", "force_name"), True),
        (("lad23cd", "lad23nm"), False),
        (("pfa23cd", "pfa23nm"), False),
    ],
)
def test_a_lookup_of_forces_is_known_by_its_codes(columns: tuple[str, ...], is_own: bool) -> None:
    assert recognises(SourceFile(1, Path("lookup.csv"), "lookup.csv", columns, None)) is is_own
