"""Named places and their monthly reports: those that the viewer may see."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from data.build import database
from data.model.period import Period
from data.model.viewer import Viewer


def place_kinds() -> pd.DataFrame:
    """The kinds that have a place, in their order, read once a build.

    Columns: kind, title, description, caveat, symbol, place_count, outline_layers (names of boundary layers, may be
    empty).
    """
    return _place_kinds(database.build_key())


@lru_cache(maxsize=6)
def _place_kinds(_build: tuple[str, Viewer]) -> pd.DataFrame:
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
    place without a position), is_active (whether it was active on any day of the period, as far as its dates say), and
    published_unit.
    """
    return database.frame(
        """
        SELECT
            p.* EXCLUDE (geometry, file),
            k.title AS kind_title,
            k.symbol,
            coalesce(json_extract_string(p.geometry, '$.type') <> 'Point', false) AS has_outline,
            w.ward_code,
            a.area_name AS ward_name,
            coalesce(p.active_from <= last_day($last), true) AND coalesce(p.active_to >= $first, true) AS is_active,
            m.unit AS published_unit
        FROM dim_place AS p
        JOIN dim_place_kind AS k ON p.kind = k.kind
        LEFT JOIN dim_place_ward AS w ON p.place_id = w.place_id AND w.vintage = $vintage
        LEFT JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        LEFT JOIN meta_measure AS m ON m.source = 'place_reports' AND p.published_measure = m.measure
        WHERE list_contains($kinds, p.kind)
        ORDER BY k.display_order, p.published_rank NULLS LAST, p.place_name, p.place_id
        """,
        kinds=list(kinds),
        first=period.first,
        last=period.last,
        vintage=vintage,
    )


def place_reports(place_ids: Sequence[str], period: Period) -> pd.DataFrame:
    """What was counted at these places, every month of the period.

    Columns: place_id, measure, title, unit, cited_source, period_month, count (null in a gap, 0 where a file says so).
    A measure that no file ever gave for a place has no rows.
    """
    return database.frame(
        """
        WITH month AS (
            SELECT unnest(generate_series($first::TIMESTAMP, $last::TIMESTAMP, INTERVAL 1 MONTH))::DATE AS period_month
        ),
        series AS (
            SELECT
                f.place_id, f.measure,
                string_agg(DISTINCT f.cited_source, ' and ' ORDER BY f.cited_source) AS cited_source
            FROM fct_place_monthly AS f
            JOIN dim_place AS p ON f.place_id = p.place_id
            WHERE list_contains($place_ids, f.place_id)
            GROUP BY f.place_id, f.measure
        )

        SELECT s.place_id, s.measure, m.title, m.unit, s.cited_source, t.period_month, f.count
        FROM series AS s
        CROSS JOIN month AS t
        JOIN meta_measure AS m ON m.source = 'place_reports' AND s.measure = m.measure
        LEFT JOIN fct_place_monthly AS f
            ON s.place_id = f.place_id AND s.measure = f.measure AND t.period_month = f.period_month
        ORDER BY s.place_id, s.measure, t.period_month
        """,
        place_ids=list(place_ids),
        first=period.first,
        last=period.last,
    )


def place_geojson(place_id: str) -> str | None:
    """The geometry of one place as GeoJSON, None where it has none or the viewer may not see it."""
    found = database.rows("SELECT geometry FROM dim_place WHERE place_id = $place_id", place_id=place_id)
    return found[0][0] if found else None
