"""The panels of the quarterly review."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.model.records import records
from data.model.status import BuildStatus
from data.queries import status
from data.reports.panel import JUDGED, Panel, Words, about, source_line
from data.reports.review.asked import Quarter
from data.reports.table import Column, Table
from data.statistics.space.new_spots import FEWEST_EARLIER, Standing
from data.words import findings
from data.words import formatting as f
from data.words.prose import phrases
from data.words.review import counted, phrase, word

MOST_SPOTS = 15


def work_panel(quarter: Quarter, now: BuildStatus, confirmed: pd.DataFrame) -> Panel:
    """What is confirmed, to be worked through; confirmed: as ``since_last``."""
    name = f.period(quarter.period)
    words = Words(
        counted("work", int(confirmed["is_confirmed"].eq(True).sum()), quarter.comparison is not None),
        phrase("work_caption", quarter=name, scope=quarter.selection.area_name),
        source_line(now.source, now.is_demo),
        [phrase("work_said")],
        findings.scope(quarter.selection),
        phrase("work_short"),
    )
    marking = status.MARKING if confirmed["is_marked"].any() else ""
    if confirmed.empty:
        return Panel("review-work", words, notes=[phrase("work_empty", quarter=name)])
    rows = confirmed.assign(
        title=[word("kinds", kind) for kind in confirmed["kind"]],
        told=[word("since", since) if since else "" for since in confirmed["since"]],
    )
    columns = [
        Column("said", "What", links="link"),
        Column("title", "Kind", "short"),
        Column("now", "Count", "number"),
        Column("before", "Before", "number"),
        Column("verdict", "Verdict", "verdict"),
        Column("told", "Since the last review", "wrapped"),
    ]
    table = Table(rows, columns)
    notes = [phrase("work_said"), (" ", JUDGED)]
    return Panel("review-work", words, table, marking=marking, folds=[about(words, notes)])


def spot_panel(quarter: Quarter, now: BuildStatus) -> Panel | None:
    """The small spots by how often they hold half, most often first; those that are new or gone stand on top."""
    spots, selection = quarter.spots, quarter.selection
    if spots.empty:
        return None
    what = selection.types_label.lower()
    is_told = spots["standing"].isin([Standing.NEW, Standing.GONE])
    listed = spots[(spots["held"] > 0) | is_told]
    shown = listed.assign(
        is_told=is_told,
        words=[word("standing", str(one)) for one in listed["standing"]],
        held_words=[phrase("held_of", held=held, of=len(quarter.quarters)) for held in listed["held"]],
        earlier=listed["total_1"] / max(len(quarter.quarters) - 1, 1),
    ).sort_values(["is_told", "held", "total_0"], ascending=[False, False, False], kind="stable")
    words = Words(
        phrase("spots", count=f.number(int(spots["is_held"].sum())), what=what),
        phrase("spots_caption", scope=selection.area_name, what=what, quarter=f.period(quarter.period)),
        source_line(now.source, now.is_demo),
        _spot_notes(quarter),
        findings.scope(quarter.selection),
        phrase("spots_short", quarters=len(quarter.quarters)),
    )
    columns = [
        Column("name", "Small spot"),
        Column("ward_name", "Ward", "wrapped"),
        Column("held_words", "Held half in", "short", order="held"),
        Column("total_0", "This quarter", "number"),
        Column("earlier", "Earlier, a quarter", "number", 1),
        Column("words", "Standing", "short"),
    ]
    more = [Column("verdict", "Verdict", "verdict"), Column("ward_code", "Code", "code")]
    least = max(MOST_SPOTS, int(is_told.sum()))
    table = Table(shown, columns, more=more, most=least)
    words = replace(words, short=_first_shown(words.short, table))
    return Panel("review-spots", words, table, folds=[about(words, words.said)])


def _spot_notes(quarter: Quarter) -> list[str]:
    new, gone = (f.number(int((quarter.spots["standing"] == name).sum())) for name in (Standing.NEW, Standing.GONE))
    is_few = len(quarter.quarters) <= FEWEST_EARLIER
    left = [phrase("spots_left", months=f.joined([f.period(run) for run in quarter.left_out]))]
    told = [phrase("spots_few")] if is_few else [phrase("spots_new", new=new, gone=gone)]
    return [*told, *phrases("review")["spots_notes"], *(left if quarter.left_out else [])]


def place_panels(quarter: Quarter) -> list[Panel]:
    """The named places by how often they hold half of their kind, and the fires by quarter."""
    held = quarter.named.held
    if held.empty:
        return [Panel("review-places", Words(phrase("places")), notes=[phrase("nothing")])]
    rows = held.assign(
        held_words=[phrase("held_of", held=row["held"], of=row["quarter_count"]) for row in records(held)]
    ).sort_values(["kind", "measure", "held"], ascending=[True, True, False], kind="stable")
    columns = [
        Column("place_name", "Place"),
        Column("title", "Counted", "short"),
        Column("held_words", "Held half in", "short", order="held"),
        Column("report_count", "This quarter", "number"),
    ]
    words = Words(
        phrase("places"),
        phrase("places_caption", quarter=f.period(quarter.period)),
        _sources(quarter, held["place_id"]),
        scope=findings.scope(quarter.selection),
        short=phrase("places_short"),
    )
    table = Table(rows, columns)
    fires = _fire_panel(quarter)
    return [
        Panel("review-places", words, table, marking=_marking(quarter, held["place_id"])),
        *([fires] if fires else []),
    ]


def _fire_panel(quarter: Quarter) -> Panel | None:
    """Areas of fires over the last eight quarters, those of concern flagged."""
    found = quarter.named.quarterly
    if found.empty:
        return None
    latest = found[found["quarter"] == pd.Timestamp(quarter.period.first)]
    names = list(latest.loc[latest["is_concern"].astype(bool), "place_name"])
    rows = found.assign(
        said=[f"{one:%Y-%m} to {one + pd.DateOffset(months=2):%Y-%m}" for one in found["quarter"]],
        flag=[phrase("concern") if is_flagged else "" for is_flagged in found["is_concern"]],
        order=-found["quarter"].astype("int64"),
    ).sort_values(["order", "is_concern", "total_0"], ascending=[True, False, False], kind="stable")
    columns = [
        Column("place_name", "Area"),
        Column("said", "Quarter", "short"),
        Column("total_0", "Fires", "number"),
        Column("total_1", "A year before", "number"),
        Column("verdict", "Verdict", "verdict"),
        Column("flag", "Flag", "short"),
    ]
    words = Words(
        phrase("fires", names=f.named(sorted(names))) if names else phrase("fires_none"),
        phrase("fires_caption", quarter=f.period(quarter.period)),
        _sources(quarter, found["place_id"]),
        scope=findings.scope(quarter.selection),
        short=phrase("fires_short"),
    )
    table = Table(rows, columns, most=len(latest))
    words = replace(words, short=_first_shown(words.short, table))
    return Panel("review-fires", words, table, marking=_marking(quarter, found["place_id"]), folds=[about(words)])


def _first_shown(line: str, table: Table) -> str:
    """A quiet line, with how many rows are shown where the file has more."""
    shown, count = len(table.shown), len(table.frame)
    return phrase("first_shown", line=line, shown=f.number(shown), all=f.number(count)) if shown < count else line


def _sources(quarter: Quarter, ids: Sequence[str]) -> str:
    """Who counted at these places."""
    reports = quarter.named.reports
    own = reports[reports["place_id"].isin(ids)]
    return f.joined(sorted({str(name) for name in own["cited_source"]}))


def _marking(quarter: Quarter, ids: Sequence[str]) -> str:
    """How these places are marked, where one of them is for partners."""
    places = quarter.named.frame
    own = places[places["place_id"].isin(ids)]
    return status.MARKING if own["is_marked"].astype(bool).any() else ""
