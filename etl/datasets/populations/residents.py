"""Who is counted in a table of residents: which column, of which year, and which lines make up an area."""

import re

import pandas as pd

from etl.datasets.populations.tables import Table, area_column, counted_columns
from etl.errors import SourceError
from etl.sources.area_columns import ANY_AREA, area_columns, clean_codes
from etl.sources.resident_columns import SINGLE_AGE, YEAR, year_in

YEAR_COLUMNS = ("year", "date", "date_name", "mid_year", "period", "population_year")
# Tables that the census of 2021 alone gives under these names.
CENSUS_2021 = re.compile(r"\bts\d{3}\b|^residence_type_|^observation$|^c2021_", re.IGNORECASE)
# The line of all residents among lines of parts; numbers are Nomis' codes of it.
ALL = re.compile(r"^(?:total|all|persons|both|value)\b", re.IGNORECASE)
ALL_CODES = {"gender": "0", "sex": "0", "c_sex": "0", "c_age": "200", "measures": "20100"}
# Parts that are all residents together: nobody has two ages or two sexes.
ADDS_UP = re.compile(r"age|sex|gender", re.IGNORECASE)
NEVER_A_PART = re.compile(r"^(urn|record_|objectid|fid|obs_|line$)")


def counted_lines(table: Table) -> pd.DataFrame:
    """A row a line and year: line, area_code, population_year, population_source, population, cell, is_counted.

    population is text, null where it is no whole number; cell is what was given, null of sums over ages; is_counted is
    false of lines that are part of another. Raises SourceError where it cannot be told which column or line counts all
    residents, or of which year.
    """
    values = counted_columns(table.columns, table.titles)
    area = clean_codes(table.rows[area_column(table.columns)])
    frames = [
        pd.DataFrame(
            {"line": table.rows["line"], "area_code": area, "population": counts, "population_year": year}
        ).assign(population_source=source, cell=cells)
        for counts, cells, year, source in _years(table, values)
    ]
    is_counted = _is_counted(table, frames[0], set(values))
    counted = pd.concat([frame.assign(is_counted=is_counted) for frame in frames], ignore_index=True)
    if len(frames) == 1:
        return counted
    # An area that is new has no residents in the years before it: that cell is no fault where another is filled.
    empty = pd.concat([table.rows[column].isna() for column in values], ignore_index=True)
    is_blank = empty.groupby(counted["line"]).transform("all")
    return counted[~empty | is_blank]


def whole_numbers(texts: pd.Series) -> pd.Series:
    """Whole numbers as text, with commas or spaces between thousands taken out; null where it is none.

    1.000 is none: it is a thousand where a full stop parts thousands.
    """
    bare = texts.astype("str").str.strip()
    grouped = bare.str.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+").fillna(False)
    bare = bare.mask(grouped, bare.str.replace(r"[,\s]", "", regex=True))
    is_doubtful = bare.str.fullmatch(r"[0-9]{1,3}\.000").fillna(False)
    bare = bare.mask(~is_doubtful, bare.str.replace(r"\.0+$", "", regex=True))
    return bare.where(bare.str.fullmatch(r"[0-9]{1,12}").fillna(False))


def _years(table: Table, values: tuple[str, ...]) -> list[tuple[pd.Series, pd.Series | None, object, object]]:
    """The residents of each year that a table gives, with their cells, year and source, a value or one a line."""
    if SINGLE_AGE.match(values[0]):
        ages = table.rows[list(values)].apply(lambda column: whole_numbers(column).astype("Int64"))
        together = ages.sum(axis="columns", skipna=False)
        return [(together.astype("str").where(together.notna()), None, *_year_of(table, ""))]
    dated = {column: year_in(column) for column in values}
    if len(values) > 1 and (None in dated.values() or len({d[0] for d in dated.values() if d}) < len(values)):
        raise SourceError(
            f"{table.file.label}: {' and '.join(f'“{column}”' for column in values)} may each be the residents; "
            "keep one, or name the year of each, as in population_2024"
        )
    return [(whole_numbers(table.rows[column]), table.rows[column], *_year_of(table, column)) for column in values]


def _year_of(table: Table, column: str) -> tuple[object, object]:
    """Year and source of a column: of its name, else a value a line of a column of years, else of what stands above."""
    if found := year_in(column):
        return found
    named = next((name for name in YEAR_COLUMNS if name in table.columns), None)
    if named and not SINGLE_AGE.match(named):
        years = table.rows[named].astype("str").str.extract(YEAR)[1]
        return years, "Resident population " + years if not _is_census(table) else "Census " + years
    if _is_census(table):
        return 2021, "Census 2021"
    # The name of the sheet is nearer to the figures than a title, and a title than the name of the file.
    for text in (*table.titles, table.file.name):
        if found := year_in(text):
            return found
    raise SourceError(
        f"{table.file.label}: no year of the population; name it in the column, as in population_2024, or in a column "
        "year"
    )


def _is_census(table: Table) -> bool:
    named = (*table.columns, *table.titles, table.file.name)
    return any(CENSUS_2021.search(text.replace("-", " ")) for text in named)


def _is_counted(table: Table, first: pd.DataFrame, values: set[str]) -> pd.Series:
    """Which lines count: of those of one area and year the total, else all parts that add up to it."""
    keys = [first["area_code"], first["population_year"].astype("str")]
    counted = first["area_code"].notna()
    for column in _parts(table, values):
        if not pd.DataFrame(dict(enumerate(keys)))[counted].duplicated().any():
            return counted
        cells = table.rows[column].where(counted)
        if not (cells.groupby(keys).nunique() > 1).any():
            continue
        is_all = cells.str.contains(ALL, na=False) | (cells == ALL_CODES.get(column, ""))
        if is_all.any():
            counted &= is_all
        elif not ADDS_UP.search(column):
            raise SourceError(
                f"{table.file.label}: areas occur several times, apart by “{column}”; keep the lines of all residents"
            )
    return counted & ~_is_same_again(table, first, counted)


def _parts(table: Table, values: set[str]) -> list[str]:
    """The columns that may part the residents of an area, those of names before those of codes."""
    areas = {column.column for column in area_columns(table.columns)} | set(ANY_AREA) | set(YEAR_COLUMNS)
    found = [c for c in table.columns if c not in areas | values and not NEVER_A_PART.match(c)]
    return sorted(found, key=lambda column: not column.endswith("_name"))


def _is_same_again(table: Table, first: pd.DataFrame, counted: pd.Series) -> pd.Series:
    """Lines that say what another says; refused where two say otherwise, and nothing tells them apart."""
    rows = first[counted].astype({"population_year": "str"})
    values = [c for c in table.columns if ADDS_UP.search(c)]
    told = pd.concat([rows[["area_code", "population_year"]], table.rows.loc[rows.index, values]], axis="columns")
    again = told.duplicated()
    for row in told.index[again]:
        alike = (told == told.loc[row]) | (told.isna() & told.loc[row].isna())
        other = told.index[alike.all(axis="columns")][0]
        if rows.at[row, "population"] != rows.at[other, "population"]:
            raise SourceError(
                f"{table.file.label}: {rows.at[row, 'area_code']} has other residents on line {rows.at[row, 'line']} "
                f"than on line {rows.at[other, 'line']}, of one year; keep one of them, or add a column year"
            )
    return again.reindex(first.index, fill_value=False)
