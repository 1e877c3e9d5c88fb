import csv
import json

import pytest

from data.settings import REFERENCE
from etl.datasets.operations.register import read_line

SQUARE = {"type": "Polygon", "coordinates": [[[0.3, 51.4], [0.31, 51.4], [0.31, 51.41], [0.3, 51.4]]]}


def reason(**cells: str) -> str | None:
    return read_line(dict(cells))[1]


def test_areas_are_names_or_an_outline() -> None:
    kept, wrong = read_line({"areas": "place:one;ward:E05002232 ; cell:12"})
    assert wrong is None
    assert kept["areas"] == "place:one; ward:E05002232; cell:12"
    kept, wrong = read_line({"areas": json.dumps(SQUARE)})
    assert wrong is None
    assert json.loads(str(kept["areas"]))["features"][0]["geometry"] == SQUARE


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"areas": "the high street"}, "areas the high street is not place:ID"),
        ({"areas": "{not json"}, "areas is not GeoJSON"),
        ({"areas": '{"type": "Point", "coordinates": [0.3, 51.4]}'}, "an area needs an outline"),
        ({"areas": '{"type": "Polygon", "coordinates": [[[530000, 180000], [1, 1], [2, 2], [530000, 180000]]]}'},
         "coordinates are not longitude and latitude"),
        ({"crime_types": "Violence"}, "crime_types Violence is not a crime type"),
        ({"dosage": "2024-05=many", "dosage_unit": "hours"}, "dosage 2024-05=many is not YYYY-MM=number"),
        ({"dosage": "2024-05=1; 2024-05=2", "dosage_unit": "hours"}, "a month is given twice"),
        ({"dosage": "2024-05=1"}, "only one of dosage and dosage_unit is given"),
        ({"date_from": "2024-05-01", "date_to": "2024-04-01"}, "date_to is before date_from"),
        ({"chosen_from": "2023-01"}, "only one of chosen_from and chosen_to is given"),
        ({"chosen_from": "2023-01", "chosen_to": "2024-05", "date_from": "2024-05-01"},
         "areas are chosen before an operation"),
        ({"published_effect": "It fell by 14%"}, "published_effect has no published_paragraph"),
    ],
)  # fmt: skip
def test_a_cell_that_breaks_a_rule_is_refused_with_its_reason(cells: dict[str, str], said: str) -> None:
    assert said in str(reason(**cells))


def test_dosage_is_kept_by_month() -> None:
    kept, wrong = read_line({"dosage": "2024-05=120; 2024-06=96.5", "dosage_unit": "patrol hours"})
    assert wrong is None
    assert json.loads(str(kept["dosage"])) == {"2024-05": 120.0, "2024-06": 96.5}


def shipped() -> dict[str, dict[str, str]]:
    with (REFERENCE / "operations.csv").open(encoding="utf-8", newline="") as stream:
        return {row["operation_id"]: row for row in csv.DictReader(stream)}


def test_the_shipped_register_keeps_to_its_rules() -> None:
    rows = shipped()
    assert len(rows) == 6
    assert [read_line({name: cell or None for name, cell in row.items()})[1] for row in rows.values()] == [None] * 6


def test_what_was_published_is_kept_word_for_word_and_op_grip_is_for_partners() -> None:
    grip, thurrock = shipped()["thurrock-op-grip"], shipped()["thurrock-pspo-west-thurrock"]
    assert grip["audience"] == "partner"
    assert "on average a 14% reduction on violent crime and 17% on overall crime" in grip["published_effect"]
    assert grip["published_paragraph"] == "3.3"
    assert not grip["date_from"]
    assert "To end of July 22 55 PSPO tickets have been issued" in thurrock["published_effect"]
