"""Whether a finished build is what data/model/tables.py declares: its tables, columns, types, keys and audiences."""

import re
from collections.abc import Iterator

import duckdb

from data.model.contract import ByParent, Everybody, OfDatasets, Sight, Table
from data.model.tables import TABLES
from data.model.viewer import PARTNER
from etl import marts

CURE = "declare it in data/model/tables.py as docs/adding.md says"
CREATED = re.compile(r"CREATE TABLE (\w+)")
HELD = """
SELECT table_name, column_name, data_type FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal
ORDER BY table_name, column_index
"""
# Its size is an estimate only after rows were deleted.
FILLED = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND estimated_size > 0"


def breaches(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What the build breaks of its contract, each with the table and the cure; none where it keeps to it."""
    held: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(HELD).fetchall():
        held.setdefault(table, {})[column] = kind
    broken = [f"table {table} is not declared: {CURE}" for table in held if table not in TABLES]
    broken += [f"table {table} is declared and was not made: make it, or take it out of tables.py"
               for table in TABLES if table not in held]  # fmt: skip
    for table in TABLES.values():
        broken += _otherwise(table, held.get(table.name, table.types))
    # A missing table or column would only be told again, and in the words of the database.
    return broken or [*_open_to_all(connection), *_in_rows(connection)]


def _otherwise(table: Table, held: dict[str, str]) -> Iterator[str]:
    for column in [column for column in held if column not in table.types]:
        yield f"table {table.name} has a column {column} that is not declared: {CURE}"
    for column, kind in table.types.items():
        if column not in held:
            yield f"table {table.name} lacks its column {column}: make it, or take it out of tables.py"
        elif held[column] != kind:
            yield f"table {table.name} has {column} as {held[column]}, not {kind}: cast it, or {CURE}"


def _open_to_all(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The tables made of what is for partners whose rule would show all rows of them to everybody."""
    partners = connection.execute("SELECT source FROM dim_source WHERE audience <> 'public' ORDER BY source").fetchall()
    for mart in marts.NAMES:
        sql = marts.mart_sql(mart)
        for (source,) in partners:
            if re.search(rf"\b(stg|raw)_{source}\b", sql):
                for name in CREATED.findall(sql):
                    rule = TABLES[name].audience
                    if isinstance(rule, Everybody) or (isinstance(rule, OfDatasets) and source not in rule.datasets):
                        yield f"table {name} is made of {source}, which is for partners, and has no rule for it: {CURE}"


def _in_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The tables with two rows of one key, and those with rows of an audience that nobody is."""
    # A dataset whose own audience is not known is told once, of dim_source.
    sources = connection.execute("SELECT source FROM dim_source").fetchall()
    everyone = Sight(PARTNER.audiences, tuple(source for (source,) in sources))
    filled = {name for (name,) in connection.execute(FILLED).fetchall()}
    for table in [table for name, table in TABLES.items() if name in filled]:
        key = ", ".join(table.key.split())
        if key and (twice := _first(connection, table, f"true GROUP BY {key} HAVING count(*) > 1")):
            yield f"table {table.name} has {key} twice ({twice}): keep one row of each, or {CURE}"
        # A row without its parent is shown to nobody, and may be meant: a kind of which there is no place.
        seen = "true" if isinstance(table.audience, ByParent) else table.audience.shows(table.name, everyone)
        if unseen := _first(connection, table, f"NOT coalesce({seen}, false)"):
            yield f"table {table.name} has rows whose audience is not known ({unseen}): give them one, or {CURE}"


def _first(connection: duckdb.DuckDBPyConnection, table: Table, condition: str) -> str:
    """The first row that meets a condition, by its key; empty where none does."""
    named = ", ".join(table.key.split()) or ", ".join(table.types)
    found = connection.execute(f"SELECT {named} FROM {table.name} WHERE {condition} ORDER BY ALL LIMIT 1").fetchall()
    return " ".join(str(value) for value in found[0]) if found else ""
