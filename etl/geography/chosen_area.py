"""Which districts the area of a setting is: codes, or names of districts, counties and forces."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import duckdb

from data.settings import CODE
from etl.errors import SourceError

FORMER = """
SELECT b.district_code, b.district_name, d.district_name || ' (' || b.today_code || ')'
FROM stg_district_before AS b JOIN stg_district AS d ON b.today_code = d.district_code
"""
# One that is named first is meant where two kinds have a name: Durham is a force, London a district.
PLACES = """
SELECT 'district' AS kind, district_name AS name, [district_code] AS codes FROM stg_district_today
UNION ALL
SELECT 'county', c.county_name, list(c.district_code ORDER BY c.district_code)
FROM stg_district_county AS c JOIN stg_district_today AS d ON c.district_code = d.district_code
GROUP BY c.county_name
UNION ALL
SELECT 'force', force_name, list(district_code ORDER BY district_code) FROM stg_district_force GROUP BY force_name
"""
OWN_AREA = (Path(__file__).parent / "own_area.sql").read_text(encoding="utf-8")
LOOKUPS = "SELECT listed(list(file ORDER BY file), 'lookup') FROM raw_file WHERE source = 'lookups'"
MOST_NEAR = 3


class Place(NamedTuple):
    """Districts under a name: one, those of a county (kind county) or those that a force polices (kind force)."""

    kind: str
    name: str
    codes: tuple[str, ...]

    @property
    def keys(self) -> set[str]:
        """What the place may be called, as ``_key`` writes it; a force also without "Police"."""
        bare = re.sub(r"\b(police|constabulary|service|heddlu)\b", "", self.name, flags=re.IGNORECASE)
        return {_key(self.name)} | ({_key(bare)} if self.kind == "force" else set())


def choose_area(connection: duckdb.DuckDBPyConnection, asked: Sequence[str]) -> tuple[str, ...]:
    """Fill chosen_district with the districts asked for, and own_area with what they are called; return their codes.

    Raises SourceError where a name is none of the lookups loaded, or they name no district.
    """
    rows = connection.execute(PLACES).fetchall()
    # A code is known also of a district that only a list names.
    codes = connection.execute("SELECT district_code FROM stg_district").fetchall()
    if not codes:
        files = connection.execute(LOOKUPS).fetchall()[0][0]
        raise SourceError(f"{files}: no line has the code of a district, as in LAD24CD; add that column, named so")
    former = {
        _key(one): now for code, name, now in connection.execute(FORMER).fetchall() for one in (code, name or code)
    }
    places = [Place(kind, name, tuple(held)) for kind, name, held in rows if name]
    area = resolve(asked, places, {code for (code,) in codes}, former)
    connection.executemany("INSERT INTO chosen_district VALUES (?)", [[code] for code in area])
    connection.execute(OWN_AREA)
    return area


def resolve(
    asked: Sequence[str], places: Sequence[Place], codes: Iterable[str] = (), former: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The codes of the districts asked for, each once, in the order asked for.

    asked: codes and names, which commas parted: those of "Bristol, City of" are one name again. Of places with one
    name a district comes first, then a county, then a force. former: where districts of once, by code and by name,
    lie today. Raises SourceError with that, or with the nearest names.
    """
    named = {key: place.codes for place in reversed(places) for key in place.keys}
    named |= {code.lower(): (code,) for code in (*codes, *(code for place in places for code in place.codes))}
    found: list[str] = []
    start = 0
    while start < len(asked):
        ends = range(len(asked), start, -1)
        end = next((end for end in ends if _key(", ".join(asked[start:end])) in named), None)
        if end is None:
            if now := (former or {}).get(_key(asked[start])):
                raise SourceError(f"DASHBOARD_AREA: “{asked[start]}” is a district no longer; ask for {now}")
            raise SourceError(_unknown(asked[start], places))
        found += named[_key(", ".join(asked[start:end]))]
        start = end
    return tuple(dict.fromkeys(found))


def _unknown(term: str, places: Sequence[Place]) -> str:
    if CODE.fullmatch(term):
        listed = {code.lower(): f"{place.name} ({code})" for place in reversed(places) for code in place.codes[:1]}
    else:
        listed = {key: place.name for place in reversed(places) for key in place.keys}
    near = [listed[key] for key in get_close_matches(_key(term), listed, n=2 * MOST_NEAR, cutoff=0.5)]
    nearest = ", ".join(list(dict.fromkeys(near))[:MOST_NEAR]) or "none; see whether the lookup names your districts"
    return f"DASHBOARD_AREA: “{term}” is no district, county or force of the lookups loaded; nearest: {nearest}"


def _key(name: str) -> str:
    """A name as it is compared: without capitals, accents, marks and "City of", & as and."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("&", "and"))
    return re.sub(r"\b(city|county) of\b|[^a-z0-9]", "", plain)
