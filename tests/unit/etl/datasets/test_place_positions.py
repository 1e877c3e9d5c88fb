import json

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.datasets.places.position import Position, from_cells, from_geometry

NUMBERS = st.floats() | st.integers(-400, 700_000)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates"]), inner),
    max_leaves=12,
)
KINDS = st.sampled_from(["Point", "Polygon", "MultiPolygon", "LineString", "GeometryCollection"])
GEOMETRY = st.fixed_dictionaries({"type": KINDS, "coordinates": JSON})
CELL = st.none() | NUMBERS.map(str) | st.text(max_size=8).map(lambda text: text or None)


def is_placed_or_refused(position: Position) -> bool:
    """Whether a position is whole, or says why it is not one."""
    if position.reason:
        return position.geometry is None and position.longitude is None
    longitude, latitude = float(position.longitude or "nan"), float(position.latitude or "nan")
    return position.geometry is not None and -9 <= longitude <= 3 and 49 <= latitude <= 61


@settings(max_examples=150)
@given(GEOMETRY | JSON)
def test_any_geometry_is_placed_or_refused(geometry: object) -> None:
    assert is_placed_or_refused(from_geometry(json.loads(json.dumps(geometry))))


@settings(max_examples=100)
@given(st.fixed_dictionaries(dict.fromkeys(("longitude", "latitude", "easting", "northing"), CELL)))
def test_any_cells_are_placed_refused_or_a_name_only(cells: dict[str, str | None]) -> None:
    position = from_cells(cells)
    assert is_placed_or_refused(position) or (position == Position() and not any(cells.values()))
