"""What whoever builds should know of a build that holds: records placed otherwise, areas of which little is known."""

import duckdb

from etl.errors import SourceError

# Beyond this share of the area's records a build without them would tell of falls that were none.
MOST_LOST = 0.01
LISTED = 5
BRIDGE = "add ONS's lookup from LSOA (2011) to LSOA (2021), or the whole of the lookup that names them"

UNKNOWN_LSOAS = "SELECT lsoa_code, placed_count, lost_count FROM unknown_lsoa ORDER BY lsoa_code"
OWN_RECORDS = "SELECT count(*) FROM own_record WHERE lsoa_code IS NOT NULL"
# Each gives vintage and code of the wards that a sentence is about.
WARDS = {
    "have no outline; add the boundaries of their year": """
        SELECT vintage, ward_code FROM stg_ward_set
        ANTI JOIN (
            SELECT vintage, area_code AS ward_code FROM stg_boundaries WHERE area_type = 'ward' AND fate <> 'outside'
        ) USING (vintage, ward_code)
        ORDER BY ALL
    """,
    "have no residents, so no rates; add the lookup from LSOA to ward of their year, or residents by ward": """
        SELECT vintage, area_code FROM dim_area WHERE area_type = 'ward' AND population IS NULL ORDER BY ALL
    """,
}
UNDRAWN = """
SELECT DISTINCT l.ward_vintage, l.ward_code
FROM stg_lookup_vintage AS l
JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE
    l.ward_code IS NOT NULL
    AND d.district_code IN (SELECT district_code FROM chosen_district)
    AND l.ward_code NOT IN (SELECT ward_code FROM stg_ward_set)
ORDER BY ALL
"""


def check_losses(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceError where records of the area, by the names of their LSOAs, are outside for want of a lookup."""
    lost = {code: outside for code, _, outside in connection.execute(UNKNOWN_LSOAS).fetchall() if outside}
    ((records,),) = connection.execute(OWN_RECORDS).fetchall()
    if sum(lost.values()) > MOST_LOST * (records + sum(lost.values())):
        raise SourceError(
            f"{sum(lost.values()):,} records of the area would be lost: no lookup knows {_listed(list(lost), 'LSOA')}, "
            f"and no outline holds their points; {BRIDGE}"
        )


def thin(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Lines on what is loaded but thin, none where nothing is."""
    found = []
    unknown = connection.execute(UNKNOWN_LSOAS).fetchall()
    if unknown:
        placed, lost = sum(row[1] for row in unknown), sum(row[2] for row in unknown)
        found.append(
            f"no lookup knows {_listed([row[0] for row in unknown], 'LSOA')} of the area: {placed:,} records were "
            f"placed by their points, {lost:,} are outside; {BRIDGE}"
        )
    ((contradicted,),) = connection.execute("SELECT count(*) FROM contradicted_record").fetchall()
    if contradicted:
        found.append(
            f"{contradicted:,} records lie well inside a ward of the area, and have an LSOA of another district: they "
            "were placed by their points"
        )
    for said, query in WARDS.items():
        by_vintage: dict[str, list[str]] = {}
        for vintage, code in connection.execute(query).fetchall():
            by_vintage.setdefault(vintage, []).append(code)
        found += [f"wards of {vintage}: {_listed(codes, 'ward')} {said}" for vintage, codes in by_vintage.items()]
    undrawn = connection.execute(UNDRAWN).fetchall()
    if undrawn:
        found.append(
            f"{_listed([code for _, code in undrawn], 'ward')} of a lookup are in no file of boundaries, and not used"
        )
    return found


def _listed(codes: list[str], kind: str) -> str:
    more = ", …" if len(codes) > LISTED else ""
    return f"{len(codes)} {kind}{'s' if len(codes) != 1 else ''} ({', '.join(codes[:LISTED])}{more})"
