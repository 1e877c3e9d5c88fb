"""What is new in a build: held against the build before, and kept beside its figures for page, feed and mail.

It asks the finished build by the queries of the pages, so that a verdict has one road; no other part of the ETL does.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from data.build import database
from data.model.period import add_months
from data.model.tables import TABLES
from data.model.viewer import PARTNER, PUBLIC, Viewer
from data.queries import snapshot
from data.statistics.change import news
from data.statistics.change.news import Snapshot
from etl.publish.before import attached

COMPARISON, MONTHS, REVISIONS, TOLD, CHANGES = (
    "meta_comparison", "fct_month_change", "fct_revision", "fct_told_verdict", "fct_verdict_change",
)  # fmt: skip
NAMES = (COMPARISON, MONTHS, REVISIONS, TOLD, CHANGES)
# What earlier builds told goes on from build to build, of so many.
KEPT = 24
# A build that adds years at once is judged month by month for the last of them alone.
MOST_MONTHS = 12
CARRIED = f"""
INSERT INTO {{name}} FROM before.{{name}}
WHERE build_id IN (SELECT build_id FROM before.{COMPARISON} ORDER BY built_at DESC LIMIT {KEPT - 1})
"""
HOLDS_PARTNERS = """
SELECT count(*) > 0
FROM dim_district_force AS d JOIN dim_source AS s ON d.source = s.source
WHERE s.audience = 'partner'
"""
# Of a source that was withdrawn nothing goes on.
STILL_LOADED = "AND source IN (SELECT source FROM meta_load)"


class Source(NamedTuple):
    """A source in the new build, and in the one before where that has it; told: what is told of it now."""

    now: Snapshot
    before: Snapshot | None
    state: pd.DataFrame
    told: pd.DataFrame


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty: they are filled once the build can be asked."""
    for name in NAMES:
        connection.execute(f"CREATE TABLE {name} ({TABLES[name].columns})")


def record(path: Path, before: Path | None) -> list[str]:
    """Fill the tables of the finished build ``path``; return a line for each source that has news.

    before: the build that is published now, if there is one.
    """
    with duckdb.connect(path) as connection, attached(connection, before) as is_comparable:
        state = pd.DataFrame(columns=list(TABLES[TOLD].types))
        if is_comparable:
            state = connection.execute(f"FROM before.{TOLD}").df()
            for name in (COMPARISON, MONTHS, REVISIONS, CHANGES):
                connection.execute(CARRIED.format(name=name) + (STILL_LOADED if name != COMPARISON else ""))
        connection.execute(_compared(is_comparable))
        # Where no records of partners are there is nothing to open for them.
        holds_partners = connection.execute(HOLDS_PARTNERS).fetchone() == (True,)
    viewers = [PUBLIC, PARTNER] if holds_partners else [PUBLIC]
    sources = _sources(path, before if is_comparable else None, state, viewers)
    with duckdb.connect(path) as connection:
        build_id = str(connection.execute("SELECT build_id FROM meta_build").fetchall()[0][0])
        return [said for source in sources if (said := _fill(connection, source, build_id))]


def _compared(is_comparable: bool) -> str:
    """The SQL that notes what the build is compared with."""
    before = "b.build_id, b.built_at FROM meta_build AS n CROSS JOIN before.meta_build AS b"
    return (
        f"INSERT INTO {COMPARISON} SELECT n.build_id, n.built_at, "
        f"{before if is_comparable else 'NULL, NULL FROM meta_build AS n'}"
    )


def _sources(path: Path, before: Path | None, state: pd.DataFrame, viewers: Sequence[Viewer]) -> list[Source]:
    """Every source, as the first of the viewers reads it who may see it: what is public as the public does."""
    found: list[Source] = []
    for viewer in viewers:
        found += _of_viewer(path, before, state, viewer, {one.now.source for one in found})
    return found


def _of_viewer(
    path: Path, before: Path | None, state: pd.DataFrame, viewer: Viewer, known: Collection[str]
) -> list[Source]:
    # Of what is for partners neither wards nor single types: no small number is told.
    whole = viewer == PUBLIC
    with database.opened(path, viewer):
        names = [name for name in snapshot.sources() if name not in known]
        now = {name: snapshot.snapshot(name, by_type=whole) for name in names}
        states = {name: state[state["source"] == name] for name in names}
        told = {name: _told(name, states[name], whole) for name in names}
    old: dict[str, Snapshot] = {}
    if before:
        with database.opened(before, viewer):
            old = {name: snapshot.snapshot(name, by_type=whole) for name in snapshot.sources() if name in names}
    return [Source(now[name], old.get(name), states[name], told[name]) for name in names]


def _told(source: str, state: pd.DataFrame, whole: bool) -> pd.DataFrame:
    """What is told of the verdicts of a source; what was told before where no year can be compared now."""
    last = pd.Timestamp(state["period_to"].max()).date() if len(state) else None
    ends = snapshot.year_ends(source)
    judged_at = news.ends_to_judge(ends, last, MOST_MONTHS)
    if not judged_at:
        return state.assign(change_pct=float("nan"), lower_ci_pct=float("nan"), upper_ci_pct=float("nan"))
    first = add_months(judged_at[0], -1)
    needed = [*([first] if first in ends else []), *judged_at]
    return news.told_verdicts(state, snapshot.judged_years(source, needed, with_wards=whole), judged_at)


def _fill(connection: duckdb.DuckDBPyConnection, source: Source, build_id: str) -> str:
    """Write what is new of one source; return it in a line, empty where nothing is."""
    names = source.now.names
    told = source.told.assign(area_name=source.told["area_code"].map(names))
    _insert(connection, TOLD, told, source, build_id)
    if source.before is None:
        return ""
    months = news.month_changes(source.before, source.now)
    revised = news.revisions(source.before, source.now)
    changed = news.verdict_changes(source.state, told)
    for name, frame in ((MONTHS, months), (REVISIONS, revised), (CHANGES, changed)):
        _insert(connection, name, frame, source, build_id)
    if not len(months) + len(revised) + len(changed):
        return ""
    return (
        f"{source.now.source} since the build before: months added or gone: {len(months)}; "
        f"counts revised: {len(revised):,}; verdicts changed: {len(changed)}"
    )


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame, source: Source, build_id: str
) -> None:
    if len(frame):
        frame = frame.assign(source=source.now.source, build_id=build_id)[list(TABLES[table].types)]
        connection.execute(f"INSERT INTO {table} FROM frame ORDER BY ALL")
