"""What the current build holds: for people and for machines."""

import json
from pathlib import Path
from typing import Any

import duckdb

from data.model.schema import SCHEMA_VERSION
from etl.errors import StoreError
from etl.publish import provenance
from etl.publish import publishing as publish


def describe(path: Path) -> dict[str, Any]:
    """Build id, time, area, loads (totals a source), gaps (force, months) and notices of a build."""
    with duckdb.connect(path, read_only=True) as connection:
        build_id, built_at, area_name, is_demo = connection.execute(
            "SELECT build_id, built_at, area_name, is_demo FROM meta_build"
        ).fetchall()[0]
        loads = connection.execute("SELECT * FROM meta_load").df().to_dict("records")
        gaps = connection.execute(
            "SELECT force, list(strftime(period_month, '%Y-%m') ORDER BY period_month) FROM fct_coverage "
            "WHERE NOT is_present GROUP BY force ORDER BY force"
        ).fetchall()
        notices = connection.execute("SELECT notice FROM meta_notice").fetchall()
        return {
            "build_id": build_id,
            "built_at": built_at.isoformat(),
            "area_name": area_name,
            "is_demo": is_demo,
            "file": path.name,
            "loads": loads,
            "gaps": dict(gaps),
            "notices": [notice for (notice,) in notices],
            "summary": provenance.summary(connection),
        }


def as_text(status: dict[str, Any]) -> str:
    """The same in lines."""
    kind = "demonstration data" if status["is_demo"] else "real data"
    gaps = [f"absent or in part in {force}: {', '.join(months)}" for force, months in status["gaps"].items()]
    return "\n".join(
        [
            f"{status['area_name']}, build {status['build_id']} ({kind}), {status['file']}",
            status["summary"],
            *(gaps or ["no month is absent"]),
            *status["notices"],
        ]
    )


def current_build(store: Path) -> Path:
    """The store's current build.

    Raises FileNotFoundError where there is none, StoreError where pages cannot show it: damaged, or of another version.
    """
    path = publish.current(store)
    if path is None or not path.exists():
        demonstration = "" if store.exists() else "python -m etl demo or "
        raise FileNotFoundError(f"{store}: no build yet; run {demonstration}python -m etl build --raw DIR")
    try:
        with duckdb.connect(path, read_only=True) as connection:
            version = connection.execute("SELECT schema_version FROM meta_build").fetchall()
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened; run python -m etl build --raw DIR again") from error
    if version != [(SCHEMA_VERSION,)]:
        raise StoreError(f"{path}: was made by another version; run python -m etl build --raw DIR again")
    return path


def print_status(store: Path, as_json: bool) -> str:
    """The status of the store's current build, as text or JSON."""
    status = describe(current_build(store))
    if not as_json:
        return as_text(status)
    return json.dumps({key: value for key, value in status.items() if key != "summary"}, indent=2)
