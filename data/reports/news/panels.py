"""The parts of the page on what is new."""

from collections.abc import Sequence

import pandas as pd

from data.model.records import records
from data.model.status import BuildStatus
from data.model.verdict import Verdict
from data.queries import status
from data.queries.news import Update
from data.reports.panel import Fold, Line, Link, Panel, Words, source_line
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words import news as words
from data.words.prose import phrases
from data.words.verdicts import SIGNS

FEED = "/changes.atom"
# So many verdicts in sentences; the table has them all.
MOST_LINES = 5
BULLET = "•"
WHERE = [Column("crime_type", "Offence"), Column("area_name", "Where")]
OF = Column("title", "Source")


def verdict_panel(told: Update, now: BuildStatus, doubts: Sequence[str], *, has_years: bool) -> Panel:
    """The verdicts that appeared, turned or ended.

    doubts: what they may come from that no test allows for; has_years: whether any year can be compared.
    """
    said = phrases("news")
    feed = Link(said["feed"], FEED, is_file=True)
    if not len(told.verdicts):
        notes = [said["no_verdicts"] if has_years else said["no_years"]]
        return Panel("news-verdicts", _words(said["verdicts"], told, now), notes=notes, links=[feed])
    columns = [
        *WHERE,
        Column("became", "It", "short"),
        Column("verdict", "This month", "verdict"),
        Column("change_pct", "Change, %", "change", 1, ("lower_ci_pct", "upper_ci_pct"), absent="–"),
        *_sources(told.verdicts),
    ]
    more = [Column("told_before", "Told before", "verdict"), Column("told_now", "Told now", "verdict")]
    shown = _blank(told.verdicts.assign(became=[words.kind(row) for row in records(told.verdicts)]))
    return Panel(
        "news-verdicts",
        _words(said["verdicts"], told, now, doubts),
        Table(shown, columns, more=more, is_folded=True),
        lines=_lines(told.verdicts),
        links=[feed],
        marking=marked(told.verdicts),
    )


def _lines(changed: pd.DataFrame) -> list[Line]:
    """The first verdicts, a sentence each after the sign of what it is now, and how many more there are."""
    shown = records(changed.head(MOST_LINES))
    parts = [(words.verdict_line(row).partition(": "), SIGNS[Verdict(row["verdict"])]) for row in shown]
    more = words.more_line(len(changed) - len(shown))
    return [
        *(Line(f"{name}:", text, sign) for (name, _, text), sign in parts),
        *([Line(more, "", BULLET)] if more else []),
    ]


def month_panel(told: Update, now: BuildStatus) -> Panel:
    """Months that are new or gone, and how much was revised."""
    said = phrases("news")
    listed = [*words.month_lines(told.months), *words.revision_lines(told.revisions)]
    shown = [Line(*_led(one), BULLET) for one in listed]
    notes = [] if listed else [said["no_months"]]
    caption = Words(said["months"], said["months_caption"], _source(now), short=said["months_short"])
    both = pd.concat([told.months[["source"]], told.revisions[["source"]]])
    return Panel("news-months", caption, lines=shown, notes=notes, marking=marked(both))


def _led(sentence: str) -> tuple[str, str]:
    """A sentence with its beginning, to the first verb, as what says it in short."""
    for verb in (" is ", " are ", " was ", " were "):
        head, found, rest = sentence.partition(verb)
        if found:
            return head, f"{found.strip()} {rest}"
    return sentence, ""


def revision_panels(told: Update, now: BuildStatus) -> list[Panel]:
    """The counts that were revised, by crime type, and each month of them on demand."""
    if not len(told.revisions):
        return []
    said, every = (
        phrases("news"),
        told.revisions.assign(by=told.revisions["count_now"] - told.revisions["count_before"]),
    )
    grouped = every.groupby(["source", "title", "crime_type"], sort=False)
    summed = grouped[["count_before", "count_now", "by"]].sum().join(grouped.size().rename("months")).reset_index()
    counts = [
        Column("count_before", "Before", "number"),
        Column("count_now", "Now", "number"),
        Column("by", "Difference", "change"),
    ]
    columns = [Column("crime_type", "Offence"), Column("months", "Months", "number"), *counts, *_sources(summed)]
    monthly = every.assign(month=every["period_month"].dt.strftime("%Y-%m"))
    detail = Table(monthly, [Column("crime_type", "Offence"), Column("month", "Month", "short"), *counts])
    return [
        Panel(
            "news-revisions",
            Words(said["revised"], said["revised_caption"], _source(now)),
            Table(
                summed.sort_values("by", key=abs, ascending=False, ignore_index=True),
                columns,
            ),
            folds=[Fold(said["revised_months"], table=detail)],
            marking=marked(told.revisions),
        )
    ]


def waiting_panel(waiting: pd.DataFrame, now: BuildStatus) -> Panel:
    """The figures of which something else is told than this month's verdict."""
    said = phrases("news")
    caption = Words(said["waiting_finding"], said["waiting_caption"], _source(now))
    if not len(waiting):
        return Panel("news-waiting", caption, notes=[said["no_waiting"]])
    columns = [
        *WHERE,
        Column("told", "Told", "verdict"),
        Column("verdict_before", "Last month", "verdict"),
        Column("verdict", "This month", "verdict"),
        *_sources(waiting),
    ]
    shown = Table(_blank(waiting), columns)
    return Panel("news-waiting", caption, shown, marking=marked(waiting))


def marked(rows: pd.DataFrame) -> str:
    """How a panel is marked: as partners' where a row is of what is theirs."""
    marks = [status.build_status(source).marking for source in rows["source"].unique()]
    return next((mark for mark in marks if mark), "")


def _sources(rows: pd.DataFrame) -> list[Column]:
    """The column of the source, where there is more than one."""
    return [OF] if rows["title"].nunique() > 1 else []


def _blank(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with nothing where nothing is told."""
    told = [name for name in ("told", "told_before", "told_now", "verdict_before") if name in rows]
    return rows.assign(**{name: [value or None for value in rows[name].astype(object)] for name in told})


def _words(finding: str, told: Update, now: BuildStatus, doubts: Sequence[str] = ()) -> Words:
    said, before = phrases("news"), f.day(told.compared_at) if told.compared_at is not None else ""
    years = {f.capital(f.the_year_to(one)) for one in told.years}
    year = years.pop() if len(years) == 1 else said["latest_year"]
    caption = said["caption"].format(year=year, day=f.day(told.built_at), before=before)
    return Words(finding, f"{caption}.", _source(now), doubts, short=said["short"].format(year=year))


def _source(now: BuildStatus) -> str:
    return source_line(now.source, now.is_demo)
