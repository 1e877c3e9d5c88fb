"""Names of places and postcodes of the area, where such a list is loaded."""

from typing import NamedTuple

from data.build import database

# Kinds of dim_name.
SETTLEMENT, POSTCODE, ROAD = "settlement", "postcode", "road"


class Name(NamedTuple):
    """A name and the point at which it stands, degrees; kind: as in dim_name; title: what it names, in words."""

    name_id: str
    name: str
    kind: str
    title: str
    longitude: float
    latitude: float
    ward_code: str
    ward_name: str


def named(name_id: str | None, vintage: str) -> Name | None:
    """The name of this id, None where there is none."""
    return next(iter(every(vintage, name_id)), None) if name_id else None


def every(vintage: str, name_id: str | None = None) -> list[Name]:
    """Every name with its ward of the vintage, settlements first, then postcodes, roads and others, each by name.

    name_id: the one that is asked for, if one is.
    """
    rows = database.rows(
        """
        SELECT n.name_id, n.name, n.kind, n.title, n.longitude, n.latitude, w.ward_code, a.area_name
        FROM dim_name AS n
        JOIN dim_name_ward AS w ON n.name_id = w.name_id AND w.vintage = $vintage
        JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        WHERE $name_id IS NULL OR n.name_id = $name_id
        ORDER BY
            list_position(['settlement', 'postcode', 'road', 'other'], n.kind), n.map_rank NULLS LAST, n.name, n.name_id
        """,
        vintage=vintage,
        name_id=name_id,
    )
    return [Name(*row) for row in rows]
