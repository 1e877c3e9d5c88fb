"""What is new since the data before, in sentences that claim no more than the verdicts."""

from datetime import date
from typing import Any

import pandas as pd

from data.model.records import records
from data.model.schema import STREET_CRIME
from data.model.verdict import Verdict
from data.words import formatting as f
from data.words import verdicts

APPEARED, ENDED, TURNED = "appeared", "ended", "turned"
NOTHING_NEW = "Nothing is new since the data before"
FIRST = "There is nothing to compare with yet"
# So many verdicts are told in a list, a feed or a message: the page has them all.
MOST = 20
NAMED = {Verdict.CLEAR_RISE: "clear rise", Verdict.CLEAR_FALL: "clear fall"}


def kind(row: Any) -> str:
    """What became of a verdict; row: told_before and told_now, empty where nothing was told."""
    if not row["told_before"]:
        return APPEARED
    return TURNED if row["told_now"] else ENDED


def heading(months: pd.DataFrame, revisions: pd.DataFrame, changed: pd.DataFrame) -> str:
    """The finding of the page: verdicts first, else the months, else the revisions."""
    new = [month.date() for month in months.loc[months["is_there"], "period_month"]]
    is_new = f"{_months(new)} {'is' if len(set(new)) == 1 else 'are'} new" if new else ""
    if len(changed):
        return "; ".join(part for part in (f.capital(_became(changed)), is_new) if part)
    if new:
        return f"{is_new}; no verdict changed"
    if len(revisions):
        return "Earlier months were revised; no verdict changed"
    return "Months are no longer whole; no verdict changed" if len(months) else NOTHING_NEW


def _became(changed: pd.DataFrame) -> str:
    """Four verdicts appeared and one ended."""
    kinds = [kind(row) for row in records(changed)]
    many = [(kinds.count(name), name) for name in (APPEARED, TURNED, ENDED) if name in kinds]
    numbers = [f.in_words(count) for count, _ in many]
    noun = "verdict" if many[0][0] == 1 else "verdicts"
    first, *rest = [f"{number} {name}" for number, (_, name) in zip(numbers, many, strict=True)]
    return f.joined([first.replace(" ", f" {noun} ", 1), *rest])


def _months(months: list[date]) -> str:
    return f.runs(sorted(set(months)))


def month_lines(months: pd.DataFrame) -> list[str]:
    """Which months are new, and which are no longer whole, by source."""
    lines = []
    for (source, title), part in months.groupby(["source", "title"], sort=False):
        of = "" if source == STREET_CRIME else f" of {title}"
        for is_there, said in ((True, "new"), (False, "no longer whole")):
            found = [month.date() for month in part.loc[part["is_there"] == is_there, "period_month"]]
            if found:
                lines.append(f"{_months(found)}{of} {'is' if len(found) == 1 else 'are'} {said}.")
    return lines


def revision_lines(revisions: pd.DataFrame) -> list[str]:
    """How many counts of earlier months were revised, and by how much together, by source."""
    lines = []
    for (source, title), part in revisions.groupby(["source", "title"], sort=False):
        of = "" if source == STREET_CRIME else f" of {title}"
        many, months = len(part), part["period_month"].nunique()
        by = int((part["count_now"] - part["count_before"]).sum())
        counts = "One count" if many == 1 else f"{f.number(many)} counts"
        spread = "one month" if months == 1 else f"{months} months"
        lines.append(f"{counts} in {spread}{of} {'was' if many == 1 else 'were'} revised, {f.signed(by, 0)} together.")
    return lines


def verdict_line(row: Any) -> str:
    """What became of the verdict of one figure, with the change where one is clear.

    row: as fct_verdict_change, with title.
    """
    of = "" if row["source"] == STREET_CRIME else f" ({row['title']})"
    name = f"{row['crime_type']} in {row['area_name']}{of}"
    match kind(row):
        case "appeared":
            return f"{name}: {NAMED[row['told_now']]}, {_moved(row)} {_year(row)}, for the second month running."
        case "turned":
            was = NAMED[row["told_before"]]
            return f"{name}: now a {NAMED[row['told_now']]}, before a {was}, {_moved(row)} {_year(row)}."
    return f"{name}: no longer a {NAMED[row['told_before']]}. Now: {str(row['verdict']).lower()}."


def _year(row: Any) -> str:
    return f"in the year to {f.month(row['period_to'])}"


def _moved(row: Any) -> str:
    return f"{f.signed(row['change_pct'], 1, '%')} {verdicts.interval(row)}".strip()


def lines(months: pd.DataFrame, revisions: pd.DataFrame, changed: pd.DataFrame, most: int = MOST) -> list[str]:
    """Everything that is new, a sentence each, verdicts first; of these ``most``, and how many more there are."""
    told = [verdict_line(row) for row in records(changed.head(most))]
    more = more_line(len(changed) - len(told))
    return [*told, *([more] if more else []), *month_lines(months), *revision_lines(revisions)]


def more_line(more: int) -> str:
    """How many verdicts are not in a list; empty where all are."""
    return f"And {f.number(more)} more verdict{'' if more == 1 else 's'}." if more else ""
