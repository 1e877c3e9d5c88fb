"""Named places and their monthly reports: those that the viewer may see."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.build import database
from data.model.period import Period, add_months

REPORT_COLUMNS = ["place_id", "measure", "title", "unit", "cited_source", "period_month", "count"]


@database.per_build
def place_kinds() -> pd.DataFrame:
    """The kinds that have a place, in their order, read once a build.

    Columns: kind, title, description, caveat, symbol, place_count, outline_layers (names of boundary layers, may be
    empty).
    """
    return database.frame(
        """
        SELECT
            k.kind, k.title, k.description, k.caveat, k.symbol, count(*) AS place_count,
            (
                SELECT coalesce(list(b.layer ORDER BY b.layer), []) FROM dim_boundary AS b
                WHERE starts_with(b.layer, 'place-' || k.kind || '-')
            ) AS outline_layers
        FROM dim_place_kind AS k
        JOIN dim_place AS p ON k.kind = p.kind
        GROUP BY k.kind, k.title, k.description, k.caveat, k.symbol, k.display_order
        ORDER BY k.display_order
        """
    )


def places(kinds: Sequence[str], period: Period, vintage: str) -> pd.DataFrame:
    """The places of these kinds, by kind and name, each with its ward in the vintage; the file is not told.

    Columns: those of dim_place but file and geometry, kind_title, symbol, has_outline, ward_code, ward_name (null for a
    place without a position), is_active (whether it was active on any day of the period, as far as its dates say),
    published_unit, and is_marked (whether the place or a report of it is for partners).
    """
    every = _places(vintage)
    found = every[every["kind"].isin(kinds)].reset_index(drop=True)
    first, end = pd.Timestamp(period.first), pd.Timestamp(add_months(period.last, 1))
    # What no date says is taken as so.
    return found.assign(is_active=~(found["active_from"] >= end) & ~(found["active_to"] < first))


@database.per_build
def _places(vintage: str) -> pd.DataFrame:
    """The places of every kind, without is_active."""
    return database.frame(
        """
        SELECT
            p.* EXCLUDE (geometry, file),
            k.title AS kind_title,
            k.symbol,
            coalesce(json_extract_string(p.geometry, '$.type') <> 'Point', false) AS has_outline,
            w.ward_code,
            a.area_name AS ward_name,
            m.unit AS published_unit,
            p.audience <> 'public' OR p.place_id IN (
                SELECT place_id FROM fct_place_monthly WHERE audience <> 'public'
            ) AS is_marked
        FROM dim_place AS p
        JOIN dim_place_kind AS k ON p.kind = k.kind
        LEFT JOIN dim_place_ward AS w ON p.place_id = w.place_id AND w.vintage = $vintage
        LEFT JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        LEFT JOIN meta_measure AS m ON m.source = 'place_reports' AND p.published_measure = m.measure
        ORDER BY k.display_order, p.published_rank NULLS LAST, p.place_name, p.place_id
        """,
        vintage=vintage,
    )


def place_reports(place_ids: Sequence[str], period: Period) -> pd.DataFrame:
    """What was counted at these places, every month of the period.

    Columns: place_id, measure, title, unit, cited_source, period_month, count (null in a gap, 0 where a file says so).
    A measure that no file ever gave for a place has no rows.
    """
    asked = [one for one in _reports() if one[0] in place_ids]
    rows = [(*named, month, counts.get(month)) for *named, counts in asked for month in period.months]
    frame = pd.DataFrame(rows, columns=REPORT_COLUMNS)
    return frame.astype({"period_month": "datetime64[us]", "count": "Int32"})


def report_totals(place_ids: Sequence[str], period: Period) -> dict[str, int]:
    """What was counted at each of these places in the period together, where any month of it is given."""
    totals: dict[str, int] = {}
    for place_id, *_, counts in _reports():
        known = [counts[month] for month in period.months if counts.get(month) is not None]
        if place_id in place_ids and known:
            totals[place_id] = totals.get(place_id, 0) + sum(known)
    return totals


@database.per_build
def _reports() -> list[tuple[Any, ...]]:
    """What was counted at every place, a tuple a place and measure: REPORT_COLUMNS, the last two as counts by month."""
    found = database.rows(
        """
        SELECT
            f.place_id, f.measure, m.title, m.unit,
            string_agg(DISTINCT f.cited_source, ' and ' ORDER BY f.cited_source) AS cited_source,
            list(f.period_month) AS months, list(f.count) AS counts
        FROM fct_place_monthly AS f
        JOIN dim_place AS p ON f.place_id = p.place_id
        JOIN meta_measure AS m ON m.source = 'place_reports' AND f.measure = m.measure
        GROUP BY f.place_id, f.measure, m.title, m.unit
        ORDER BY f.place_id, f.measure
        """
    )
    return [(*named, dict(zip(months, counts, strict=True))) for *named, months, counts in found]


def place_geojson(place_id: str) -> str | None:
    """The geometry of one place as GeoJSON, None where it has none or the viewer may not see it."""
    found = database.rows("SELECT geometry FROM dim_place WHERE place_id = $place_id", place_id=place_id)
    return found[0][0] if found else None
