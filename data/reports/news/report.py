"""What is new since the data before, for whoever looks."""

from collections.abc import Sequence
from dataclasses import replace

from data.model.choices import Choices
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import news, snapshot, status
from data.queries.news import Update
from data.reports.evidence import evidence
from data.reports.news import panels
from data.reports.panel import Link, Listed, Panel, Report, Section, Words
from data.reports.reading import doubts_of
from data.words import formatting as f
from data.words import news as words
from data.words.prose import phrases


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page: it is about the data, whatever is chosen."""
    now, updates, said = status.build_status(), news.updates(), phrases("news")
    if all(one.compared_at is None for one in updates):
        notes = Panel("news-first", Words(said["first"]), notes=[said["first_cure"]])
        return Report(words.FIRST, now, [Section([notes])])
    told = next((one for one in updates if not one.is_empty), None)
    if told is None:
        return Report(words.NOTHING_NEW, now, [_waiting(now), _earlier([])])
    doubts = _doubts(selection, offered, told)
    has_years = bool(snapshot.year_ends(offered.source))
    sections = [
        Section([panels.verdict_panel(told, now, doubts, has_years=has_years)], cautions=doubts),
        Section([panels.month_panel(told, now), *panels.revision_panels(told, now)], "columns"),
        _waiting(now),
        _earlier(updates[updates.index(told) + 1 :]),
    ]
    reading: list[str | Link] = [said["how"], Link(said["how_link"], "/methods", anchor="what-is-new")]
    if told is not updates[0]:
        reading.insert(0, said["last"].format(day=f.day(updates[0].built_at), last=f.day(told.built_at)))
    return Report(
        words.heading(told.months, told.revisions, told.verdicts),
        now,
        sections,
        marking=_marking([told]),
        reading=reading,
    )


def _doubts(selection: Selection, offered: Choices, told: Update) -> list[str]:
    """What the verdicts may come from that no test allows for, each once."""
    every = replace(selection.of_every_ward, crime_types=selection.all_crime_types, compared="")
    found = [doubts_of(evidence(replace(every, period=year), offered), offered) for year in told.years]
    return list(dict.fromkeys(text for texts in found for text in texts))


def _marking(updates: Sequence[Update]) -> str:
    """How the page is marked: as partners' where it tells of what is theirs."""
    return next(
        (mark for one in updates for source in one.sources if (mark := status.build_status(source).marking)), ""
    )


def _waiting(now: BuildStatus) -> Section:
    return Section([panels.waiting_panel(news.waiting(), now)], fold=phrases("news")["waiting"])


def _earlier(updates: Sequence[Update]) -> Section:
    """What the updates before brought, the newest first."""
    said = phrases("news")
    told = [one for one in updates if not one.is_empty]
    found = [
        Panel(
            f"news-{one.build_id}",
            Words(f.day(one.built_at)),
            notes=[Listed(words.lines(one.months, one.revisions, one.verdicts))],
            marking=_marking([one]),
        )
        for one in told
    ]
    none = Panel("news-earlier", Words(said["earlier"]), notes=[said["no_earlier"]])
    return Section(found or [none], fold=said["earlier"])
