"""What a build holds, asked of it directly: the numbers that pages must show."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.model.schema import POINTER
from tests.fixtures.small_raw import READING


def ask(store: Path, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of the published build."""
    name = (store / POINTER).read_text(encoding="utf-8").strip()
    with duckdb.connect(store / "builds" / name, read_only=True, config=READING) as connection:
        return connection.execute(sql, parameters).fetchall()


def offences(store: Path, first: str, last: str, ward: str | None = None, crime_type: str | None = None) -> int:
    """Public records between two months (2021-04), of one ward or all, of one type or of all crimes without ASB."""
    rows = ask(
        store,
        """
        SELECT count(*)
        FROM fct_crime AS c
        JOIN fct_crime_ward AS w ON c.record_id = w.record_id
        JOIN dim_area AS a ON w.ward_code = a.area_code AND w.vintage = a.vintage
        WHERE
            c.source IN (SELECT source FROM meta_source WHERE audience = 'public')
            AND a.vintage = '2004' AND c.period_month BETWEEN $first AND $last
            AND ($ward IS NULL OR a.area_name = $ward)
            AND (c.crime_type = $crime_type OR ($crime_type IS NULL AND c.crime_type <> 'Anti-social behaviour'))
        """,
        first=date.fromisoformat(f"{first}-01"),
        last=date.fromisoformat(f"{last}-01"),
        ward=ward,
        crime_type=crime_type,
    )
    return int(rows[0][0])


def ward_code(store: Path, name: str) -> str:
    """The code of a ward."""
    return str(
        ask(store, "SELECT area_code FROM dim_area WHERE area_type = 'ward' AND area_name = $name", name=name)[0][0]
    )
