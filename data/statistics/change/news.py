"""What two builds say of one source, held against each other: months, counts, and verdicts that are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model.period import add_months
from data.statistics.change.told import NOTHING, told_next

KEY = ["level", "area_code", "crime_type"]
FIGURE = ["verdict", "change_pct", "lower_ci_pct", "upper_ci_pct"]
TOLD = [*KEY, "period_to", "verdict_before", "verdict", "told"]


@dataclass(frozen=True)
class Snapshot:
    """One source of one build. counts: months × measures, of the whole area, NaN in a gap; names: of areas by code."""

    source: str
    present: frozenset[date]
    counts: pd.DataFrame
    names: Mapping[str, str]


def month_changes(before: Snapshot, now: Snapshot) -> pd.DataFrame:
    """The months that are whole in one of the two alone: period_month, is_there (now)."""
    rows = [(month, month in now.present) for month in sorted(before.present ^ now.present)]
    return pd.DataFrame(rows, columns=["period_month", "is_there"])


def revisions(before: Snapshot, now: Snapshot) -> pd.DataFrame:
    """The counts that differ in months that both hold whole: period_month, crime_type, count_before, count_now."""
    months = sorted(before.present & now.present)
    names = [name for name in now.counts if name in before.counts]
    sides = [one.counts.loc[months, names].stack() for one in (before, now)]
    both = pd.concat(sides, axis=1, keys=["count_before", "count_now"]).dropna()
    both = both[both["count_before"] != both["count_now"]].astype("int64")
    both.index.names = ["period_month", "crime_type"]
    return both.reset_index()


def ends_to_judge(ends: Sequence[date], last: date | None, most: int) -> list[date]:
    """The months after which verdicts are told anew, of those to which a year can be compared.

    last: the month of what was told before, which is judged again, as its counts may have been revised; None where
    nothing was: the latest alone. ``most`` months at most, the latest.
    """
    if last is None or last not in ends:
        return list(ends[-1:])
    return list(ends[ends.index(last) :])[-most:]


def told_verdicts(state: pd.DataFrame, judged: Mapping[date, pd.DataFrame], ends: Sequence[date]) -> pd.DataFrame:
    """What is told after each of ``ends`` in turn; TOLD, with the figures of the last.

    state: KEY and told, of the build before, empty where there is none; judged: KEY and FIGURE, of the years to these
    months and to the month before the first of them where it can be compared.
    """
    told = state.set_index(KEY)["told"].to_dict()
    frame = pd.DataFrame(columns=[*TOLD, *FIGURE[1:]])
    for month in ends:
        earlier = judged.get(add_months(month, -1))
        known = {} if earlier is None else earlier.set_index(KEY)["verdict"].to_dict()
        keys = list(judged[month][KEY].itertuples(index=False, name=None))
        was, before = [told.get(key, NOTHING) for key in keys], [known.get(key) for key in keys]
        said = told_next(was, before, judged[month]["verdict"].tolist())
        frame = judged[month].assign(period_to=month, verdict_before=before, told=said)
        told |= dict(zip(keys, said, strict=True))
    return frame


def verdict_changes(state: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The figures of which another thing is told than before: the columns of ``told``, told_before and told_now.

    A figure that the build before did not have brings no news.
    """
    both = told.merge(state[[*KEY, "told"]].rename(columns={"told": "told_before"}), on=KEY)
    return both[both["told"] != both["told_before"]].rename(columns={"told": "told_now"})
