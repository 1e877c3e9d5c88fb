"""Columns that count the residents of areas, and the year that each is of."""

import re
from collections.abc import Sequence

SINGLE_AGE = re.compile(r"^([fm]?)(\d{1,2})$")
OLDEST_AGE = 90
# A column counts all residents where its name has one of these words ...
COUNTED = {"population", "residents", "persons", "people", "pop"}
# ... and no other word than these: a density, a share or the population of one age is none.
BESIDE = {
    "usual", "resident", "total", "all", "ages", "age", "census", "mid", "year", "mye", "estimate", "estimates",
    "estimated", "number", "of", "count", "in", "the", "ons", "measures", "value", "sex",
}  # fmt: skip
# Titles under which ONS and Nomis give the count alone, beside the codes of areas.
TITLES = {"total", "all_ages", "all_persons", "observation", "obs_value", "residence_type_total_measures_value"}
YEAR_WORD = re.compile(r"^(?:census|mid|mye|population|pop)?((?:19|20)\d\d)$")
YEAR = re.compile(r"(?<!\d)(census|mid)?[-_ ]?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def total_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns (normalised names) that each count all residents."""
    return tuple(column for column in columns if column in TITLES or _is_total(column))


def resident_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of residents: totals, of one year or of several; else single years of age, else these of each sex."""
    if totals := total_columns(columns):
        return totals
    for sexes in ({""}, {"f", "m"}):
        ages = {column: match for column in columns if (match := SINGLE_AGE.match(column)) and match[1] in sexes}
        # Ages from 0 to 90 and over, none missing, or it is another table.
        if len(ages) == len(sexes) * (OLDEST_AGE + 1):
            return tuple(ages)
    return ()


def resembling_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that speak of residents and count something else: a density, a share, one sex."""
    totals = set(total_columns(columns))
    return tuple(c for c in columns if c not in totals and not COUNTED.isdisjoint(c.split("_")))


def _is_total(column: str) -> bool:
    words = [word for word in column.split("_") if not YEAR_WORD.match(word)]
    dated = [word for word in column.split("_") if YEAR_WORD.match(word)]
    # population2024 is one word, and says both.
    is_counted = not COUNTED.isdisjoint(words) or any(word.startswith("pop") for word in dated)
    return is_counted and set(words) <= COUNTED | BESIDE


def year_in(text: str) -> tuple[int, str] | None:
    """The year that a text names and what kind of count it is of; None where it names none, or several alike.

    A year of the census or the middle of a year comes before any other: a file may name the year of its areas too.
    """
    found = [(kind.lower(), int(year)) for kind, year in YEAR.findall(text)]
    told = {one for one in found if one[0]} or set(found)
    if len({year for _, year in told}) != 1:
        return None
    kind, year = min(told)
    return year, {"census": "Census", "mid": "ONS mid-year estimate"}.get(kind, "Resident population") + f" {year}"
