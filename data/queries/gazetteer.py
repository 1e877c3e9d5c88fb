"""Where places are: wards, named places, streets and spots of records; names and postcodes where they are loaded."""

import re

from data.build import database
from data.model.found import Found
from data.model.schema import DEFAULT_CELL_SIZE_M, STREET_CRIME
from data.queries import names
from data.queries.cells import grid_cells
from data.statistics.space.located import cells_at

# The police write it before the name of each street or spot to which they move records.
NEARBY = "On or near "


def find(text: str, vintage: str) -> list[Found]:
    """The places of which each word typed begins a word of the name, in the vintage's wards.

    First what is called just that, then what begins so; of each named places before wards before settlements before
    streets before postcodes and other names, then by name.
    """
    words = _words(text)
    if not words:
        return []
    known = _known(vintage)
    found = [
        (words not in (name, ["".join(name)]), not " ".join(name).startswith(" ".join(words)), rank, one.name, one)
        for rank, one, name in known
        if all(any(part.startswith(word) for part in name) for word in words)
        # A postcode may be typed without its blank.
        or (one.is_postcode and "".join(name).startswith("".join(words)))
    ]
    return [one for *_, one in sorted(found)]


def _words(text: str) -> list[str]:
    """Words as they are compared: in small letters, without marks."""
    return re.sub(r"[^\w ]", "", text.lower().replace("-", " ")).split()


@database.per_build
def _known(vintage: str) -> list[tuple[int, Found, list[str]]]:
    """Everything that can be found, by rank, with the words of its name; read once a build, viewer and vintage."""
    streets = _streets(vintage)
    settlements, others = _names(vintage, {(one.name.lower(), one.ward_code) for one in streets})
    sources = (_places(vintage), _wards(vintage), settlements, streets, others)
    return [(rank, one, _words(one.name)) for rank, listed in enumerate(sources) for one in listed]


def _names(vintage: str, streets: set[tuple[str, str]]) -> tuple[list[Found], list[Found]]:
    """Settlements, and the other names and postcodes; of the streets only those at which no record is placed."""
    found: tuple[list[Found], list[Found]] = ([], [])
    for one in names.every(vintage):
        if one.kind != names.ROAD or (one.name.lower(), one.ward_code) not in streets:
            is_postcode = one.kind == names.POSTCODE
            made = Found(
                one.name, f"{one.title} in {one.ward_name}", one.ward_code, f"name:{one.name_id}", "", is_postcode
            )
            found[one.kind != names.SETTLEMENT].append(made)
    return found


def _places(vintage: str) -> list[Found]:
    """The named places with a position that the viewer may see."""
    rows = database.rows(
        """
        SELECT p.place_id, p.place_name, p.kind, k.title, w.ward_code, a.area_name
        FROM dim_place AS p
        JOIN dim_place_kind AS k ON p.kind = k.kind
        LEFT JOIN dim_place_ward AS w ON p.place_id = w.place_id AND w.vintage = $vintage
        LEFT JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        WHERE p.longitude IS NOT NULL
        """,
        vintage=vintage,
    )
    return [
        Found(name, f"{title}, {ward}" if ward else title, code or "", f"place:{place_id}", kind)
        for place_id, name, kind, title, code, ward in rows
    ]


def _wards(vintage: str) -> list[Found]:
    rows = database.rows(
        "SELECT area_name, area_code FROM dim_area WHERE area_type = 'ward' AND vintage = $vintage", vintage=vintage
    )
    return [Found(name, "Ward", code) for name, code in rows]


def _streets(vintage: str) -> list[Found]:
    """The streets and spots at which the police place records, in each ward the point with most of them."""
    points = database.frame(
        """
        SELECT f.location, w.ward_code, any_value(a.area_name) AS area_name, f.longitude, f.latitude
        FROM fct_crime AS f
        JOIN fct_crime_ward AS w ON f.record_id = w.record_id AND w.vintage = $vintage
        JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        WHERE f.source = $source AND starts_with(f.location, $nearby) AND f.longitude IS NOT NULL
        GROUP BY f.location, w.ward_code, f.longitude, f.latitude
        QUALIFY row_number() OVER (
            PARTITION BY f.location, w.ward_code ORDER BY count(*) DESC, f.longitude, f.latitude
        ) = 1
        ORDER BY f.location, w.ward_code
        """,
        source=STREET_CRIME,
        vintage=vintage,
        nearby=NEARBY,
    )
    cells = grid_cells(DEFAULT_CELL_SIZE_M, vintage)
    if points.empty or cells.empty:
        return []
    at = cells_at(points["longitude"].to_numpy(), points["latitude"].to_numpy(), cells)
    rows = zip(points["location"], points["area_name"], points["ward_code"], at, strict=True)
    return [
        Found(name.removeprefix(NEARBY), f"Records near here, {ward}", code, f"cell:{cell}")
        for name, ward, code, cell in rows
    ]
