"""Where every number comes from: sources, files, rows left out and why, and the build itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import duckdb
import pandas as pd

from data.model.schema import SCHEMA_VERSION
from etl.datasets import Dataset
from etl.sources.frames import add_frame

FATES = {
    "rows_loaded": "loaded",
    "rows_outside_area": "outside",
    "rows_no_location": "no_location",
    "rows_duplicate": "duplicate",
}


def create_tables(connection: duckdb.DuckDBPyConnection, datasets: Sequence[Dataset]) -> None:
    """meta_source, dim_source, meta_measure and meta_crime_type, from every dataset's meta.yml."""
    connection.execute(
        """
        CREATE TABLE meta_source (
            source VARCHAR, title VARCHAR, short_title VARCHAR, publisher VARCHAR, url VARCHAR, licence VARCHAR,
            attribution VARCHAR, audience VARCHAR, updated VARCHAR, lag_months INTEGER, caveat VARCHAR
        );
        CREATE TABLE meta_measure (
            measure VARCHAR, source VARCHAR, audience VARCHAR, title VARCHAR, unit VARCHAR, decimals INTEGER,
            caveat VARCHAR
        );
        CREATE TABLE meta_crime_type (
            source VARCHAR, name VARCHAR, crime_type VARCHAR, is_crime BOOLEAN, display_order INTEGER,
            first_month DATE, last_month DATE
        );
        """
    )
    for table, described in (
        ("meta_source", _source), ("meta_measure", _measures), ("meta_crime_type", _crime_types),
    ):  # fmt: skip
        rows = [row for dataset in datasets for row in described(dataset)]
        add_frame(connection, table, pd.DataFrame(rows, dtype="object"))
    connection.execute("CREATE TABLE dim_source AS SELECT source, title, audience FROM meta_source ORDER BY source")


def _source(dataset: Dataset) -> Iterator[dict[str, object]]:
    meta = dataset.meta
    keys = ("title", "publisher", "url", "licence", "attribution", "audience", "updated", "lag_months", "caveat")
    named = {"source": dataset.name, "short_title": meta.get("short_title", meta["title"])}
    yield named | {key: meta.get(key) for key in keys}


def _measures(dataset: Dataset) -> Iterator[dict[str, object]]:
    for measure, words in dataset.meta.get("measures", {}).items():
        said = {key: words[key] for key in ("title", "unit", "decimals", "caveat")}
        audience = words.get("audience", dataset.meta["audience"])
        yield {"measure": measure, "source": dataset.name, "audience": audience, **said}


def _crime_types(dataset: Dataset) -> Iterator[dict[str, object]]:
    # The order in meta.yml is the order on every page.
    for order, one in enumerate(dataset.meta.get("crime_types", ()), start=1):
        known = {key: one.get(key) for key in ("crime_type", "is_crime", "first_month", "last_month")}
        for name in (one["crime_type"], *one.get("once", ()), *one.get("given_as", ())):
            yield {"source": dataset.name, "name": name, **known, "display_order": order}


def date_attribution(connection: duckdb.DuckDBPyConnection, dataset: Dataset, years: Iterable[int]) -> None:
    """Fill the year that a licence asks for in meta_source: the latest of the files' own."""
    attribution = dataset.meta.get("attribution") or ""
    if "{year}" in attribution:
        connection.execute(
            "UPDATE meta_source SET attribution = $attribution WHERE source = $source",
            {
                "attribution": attribution.replace("{year}", str(max(years, default=""))).strip(),
                "source": dataset.name,
            },
        )


def record(connection: duckdb.DuckDBPyConnection, build_id: str, built_at: datetime, area: tuple[str, ...]) -> None:
    """meta_build, once the marts are made."""
    connection.execute(
        """
        CREATE TABLE meta_build AS
        SELECT
            $build_id AS build_id, $built_at::TIMESTAMP AS built_at, $schema_version AS schema_version,
            $area AS area_codes, (SELECT area_name FROM own_area) AS area_name,
            (SELECT partnership FROM own_area) AS partnership,
            -- Demonstration records say so themselves, so the label cannot be lost on the way.
            EXISTS (SELECT 1 FROM fct_coverage WHERE force_name LIKE '%demonstration%') AS is_demo
        """,
        {
            "build_id": build_id,
            "built_at": built_at.replace(tzinfo=None),
            "schema_version": SCHEMA_VERSION,
            "area": list(area),
        },
    )


def record_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """meta_load and meta_reject: what became of the rows of each staged file."""
    staged = " UNION ALL ".join(_staged(connection))
    counts = ", ".join(
        f"coalesce(sum(s.rows) FILTER (WHERE s.fate = '{fate}'), 0)::BIGINT AS {name}" for name, fate in FATES.items()
    )
    connection.execute(
        f"""
        CREATE TABLE meta_reject AS
        SELECT f.source, f.file, r.line, r.reason, r.content
        FROM raw_reject AS r JOIN raw_file AS f ON r.file_id = f.file_id
        ORDER BY f.source, f.file, r.line;

        CREATE TABLE meta_load AS
        WITH rejected AS (SELECT file_id, count(DISTINCT line) AS rows_rejected FROM raw_reject GROUP BY file_id)
        SELECT
            f.source, f.file, f.snapshot, f.sha256, any_value(f.rows_read) AS rows_read, {counts},
            any_value(coalesce(r.rows_rejected, 0)) AS rows_rejected
        FROM raw_file AS f
        LEFT JOIN ({staged}) AS s ON f.file_id = s.file_id
        LEFT JOIN rejected AS r ON f.file_id = r.file_id
        GROUP BY f.file_id, f.source, f.file, f.snapshot, f.sha256
        ORDER BY f.source, f.file, f.file_id;
        """
    )


def _staged(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The queries of how many rows of each file met each fate: left out as they were read, and the rest."""
    sources = connection.execute("SELECT DISTINCT source FROM raw_file ORDER BY source").fetchall()
    counted = [f"SELECT file_id, fate, count(*) AS rows FROM stg_{source} GROUP BY ALL" for (source,) in sources]
    return ["SELECT file_id, fate, rows FROM raw_left_out", *counted]


def summary(connection: duckdb.DuckDBPyConnection) -> str:
    """A table of rows read, loaded and left out, a line for each source and one for all."""
    columns = ("rows_read", *FATES, "rows_rejected")
    sums = ", ".join(f"sum({column})::BIGINT" for column in columns)
    rows = connection.execute(
        f"SELECT coalesce(source, 'all'), {sums} FROM meta_load "
        "GROUP BY ROLLUP (source) ORDER BY source IS NULL, source"
    ).fetchall()
    heads = ["source", *(column.removeprefix("rows_").replace("_", " ") for column in columns)]
    lines = [f"{row[0]:<24}" + "".join(f"{value:>14,}" for value in row[1:]) for row in rows]
    return "\n".join([f"{heads[0]:<24}" + "".join(f"{head:>14}" for head in heads[1:]), *lines])
