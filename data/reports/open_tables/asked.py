"""What an address asks of an open table, checked: an unknown key or value is told in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model.choices import Choices
from data.model.file_errors import AskedError, UnknownError
from data.model.open_tables import OPEN_TABLES, OpenTable
from data.model.period import Period
from data.words.prose import phrases

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
# So many values are named to whoever asked for another.
MOST_NAMED = 40
# So many signs of what was sent are said back.
MOST_SENT = 100


@dataclass(frozen=True)
class Asked:
    """A table, and what is asked of its columns: rows of any of the values given for each key."""

    table: OpenTable
    values: Mapping[str, Sequence[str]]

    def one(self, key: str) -> str:
        """The one value of a key, empty where it is not asked."""
        given = self.values.get(key, ())
        if len(given) > 1:
            raise error("twice", key=key)
        return given[0] if given else ""

    def month(self, key: str, known: Sequence[date]) -> date | None:
        """The month that a key asks for, one of those known; None where it asks for none."""
        value = self.one(key)
        if not value:
            return None
        found = MONTH.fullmatch(value)
        month = date(int(found[1]), int(found[2]), 1) if found else None
        if month not in known:
            raise error("month", key=key, value=value, example=f"{known[-1]:%Y-%m}")
        return month

    def months(self, known: Sequence[date]) -> list[date]:
        """The months known that lie from ``from`` to ``to``."""
        first, last = self.month("from", known) or known[0], self.month("to", known) or known[-1]
        if first > last:
            raise error("order", first=f"{first:%Y-%m}", last=f"{last:%Y-%m}")
        return [month for month in known if first <= month <= last]

    def period(self, offered: Choices) -> Period:
        """The period asked for: what is usual where none is, and what pages show where a month of it is missing."""
        if not self.values.get("from") and not self.values.get("to"):
            return offered.held(offered.default_period)
        months = self.months(offered.months)
        return offered.held(Period(months[0], months[-1]))

    def compared(self, period: Period, offered: Choices) -> str:
        """What the period is compared with, as its key."""
        keys = offered.compared_keys(period)
        value = self.one("compared") or keys[0]
        if value not in keys:
            raise error("compared", value=value, known=", ".join(keys))
        return value

    def narrow(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows that have the values asked for, of each column that the frame has."""
        found = frame
        for key in [key for key in self.values if key in frame.columns]:
            wanted, known = list(self.values[key]), frame[key].dropna().unique().tolist()
            unknown = [value for value in wanted if value not in known]
            if unknown:
                kind = "value" if len(known) <= MOST_NAMED else "values"
                raise error(
                    kind, table=self.table.name, key=key, value=unknown[0], known="; ".join(map(str, sorted(known)))
                )
            found = found[found[key].isin(wanted)]
        return found


def read(name: str, values: Mapping[str, Sequence[str]]) -> Asked:
    """What is asked of a table; raises UnknownError where there is no such table, AskedError where no such key."""
    if name not in OPEN_TABLES:
        raise UnknownError(said("table", name=name, known=", ".join(OPEN_TABLES)))
    table = OPEN_TABLES[name]
    for key in values:
        if key not in table.filters:
            raise error("key", table=name, key=key, known=", ".join(table.filters))
    return Asked(table, values)


def error(kind: str, **words: str) -> AskedError:
    """What is wrong, to be raised."""
    return AskedError(said(kind, **words))


def said(kind: str, **words: str) -> str:
    """What is wrong, in the words of data/words/text/open_tables.yml; of what was sent no more than is needed."""
    parts = {key: text if key == "known" else text[:MOST_SENT] for key, text in words.items()}
    return str(phrases("open_tables")["errors"][kind]).format(**parts)
