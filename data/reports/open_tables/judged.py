"""Changes with their verdicts, and rates with their ranks, by the one road to each."""

import pandas as pd

from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import DISTRICT, WARD
from data.queries import cubes
from data.reports.open_tables.asked import Asked
from data.reports.open_tables.members import COLUMNS, marking, members, sources

RENAMED = {"code": "area_code", "measure": "crime_type", "total_0": "count_now", "total_1": "count_before",
           "daily_pct": "change_by_day_pct"}  # fmt: skip


def changes(asked: Asked) -> pd.DataFrame:
    """Every figure that has a name: the area, the other districts and the wards, by crime type and all crime."""
    return asked.narrow(pd.concat([_changes(one, asked) for one in sources(asked)], ignore_index=True))


def rates(asked: Asked) -> pd.DataFrame:
    """Every district and ward with its rate and its ranks, by crime type and all crime."""
    return asked.narrow(pd.concat([_rates(one, asked) for one in sources(asked)], ignore_index=True))


def _changes(offered: Choices, asked: Asked) -> pd.DataFrame:
    period = asked.period(offered)
    compared = offered.comparison(period, asked.compared(period, offered))
    named = cubes.figures(offered.source, _vintage(offered, period, asked), compared).named
    found = named.rename(columns=RENAMED).merge(_areas(offered, period, asked), on=["level", "area_code"])
    sides = [compared.now, compared.before] if compared else [period, None]
    return found.assign(**_months(*sides), marking=marking(offered.source))


def _rates(offered: Choices, asked: Asked) -> pd.DataFrame:
    period = asked.period(offered)
    standing = cubes.standing(offered.source, _vintage(offered, period, asked), period)
    areas = _areas(offered, period, asked)
    parts = []
    for level in [one for one in (DISTRICT, WARD) if (areas["level"] == one).any()]:
        own = areas[areas["level"] == level].reset_index(drop=True)
        for name, types in standing.scope.measures.items():
            named, table = own.assign(crime_type=name), standing.table(level, types, list(own["area_code"]))
            parts.append(pd.concat([named, table[table.columns.difference(named.columns, sort=False)]], axis=1))
    return pd.concat(parts, ignore_index=True).assign(**_months(period, None), marking=marking(offered.source))


def _vintage(offered: Choices, period: Period, asked: Asked) -> str:
    """The wards that are judged: those asked for where they are wards', else those in force at the end."""
    wanted = set(asked.values.get("vintage", ()))
    chosen = next((one.vintage for one in offered.vintages if one.vintage in wanted), "")
    return offered.vintage_at(period.last, chosen).vintage


def _areas(offered: Choices, period: Period, asked: Asked) -> pd.DataFrame:
    """The members of the source, wards of the one vintage alone."""
    every, vintage = members(offered), _vintage(offered, period, asked)
    return every.loc[(every["level"] != WARD) | (every["vintage"] == vintage), COLUMNS].reset_index(drop=True)


def _months(now: Period, before: Period | None) -> dict[str, pd.Timestamp]:
    first, last = (pd.Timestamp(now.first), pd.Timestamp(now.last))
    ends = (pd.Timestamp(before.first), pd.Timestamp(before.last)) if before else (pd.NaT, pd.NaT)
    return {"from_month": first, "to_month": last, "before_from": ends[0], "before_to": ends[1]}
