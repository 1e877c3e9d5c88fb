"""The cards of a named place, and of a name or a postcode that was looked for."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.model.records import records
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.queries.names import Name
from data.reports.figures import Sparkline
from data.reports.hotspots.asked import unpicked
from data.reports.hotspots.counts import compared_counts
from data.reports.hotspots.links import links
from data.reports.hotspots.place_words import approximate, published, since
from data.reports.hotspots.places import Places
from data.reports.panel import Note, Panel, Words
from data.words import formatting as f
from data.words import verdicts

WHERE = "It stands on the map at one point, near the middle of what it names."
NO_REPORTS = "There are no monthly reports of it here."


def name_card(named: Name, selection: Selection) -> Panel:
    """What a name that was looked for is, and in which ward; the ward's own card stands below it."""
    facts = [("What", named.title), ("Ward", named.ward_name)]
    return Panel("hotspots-name", Words(named.name), facts=facts, notes=[WHERE, unpicked(selection)])


def place_card(places: Places, row: pd.Series, selection: Selection, leads: Sequence[Note] = ()) -> list[Panel]:
    """One place: what it is, since when, its reports, what was published of it and what was done.

    The first panel has all of it with the first measure that is counted there, every other measure one of its own.
    leads: to what came of the operations that were there.
    """
    name = f"{places.label(row)} {row['place_name']}"
    marking = places.marking if row["is_marked"] else ""
    own = places.changes[places.changes["place_id"] == row["place_id"]]
    counted = [_measure_panel(places, change, f"{name}: {change['title']}", marking) for change in records(own)]
    first, *others = counted or [Panel("hotspots-place", Words(name, NO_REPORTS), marking=marking)]
    ward = [ward.code for ward in selection.vintage.wards if ward.code == row["ward_code"]]
    around = replace(selection, wards=tuple(ward)) if ward else selection
    notes = [*leads, links(around), unpicked(selection)]
    return [replace(first, words=replace(first.words, finding=name), facts=_facts(row), notes=notes), *others]


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    facts = [
        ("What", [row["kind_title"], row["description"], since(row), approximate(row), row["location_note"]]),
        ("Where", [row["ward_name"]]),
        ("What was done", [row["what_was_done"]]),
        ("As published", [published(row)]),
        ("Source", [row["cited_source"], row["document"]]),
    ]
    known = [(term, [text for text in texts if isinstance(text, str) and text]) for term, texts in facts]
    return [(term, " · ".join(texts)) for term, texts in known if texts]


def _measure_panel(places: Places, change: pd.Series, title: str, marking: str) -> Panel:
    """What was counted, month by month, with the verdict on its change."""
    is_own = (places.reports["place_id"] == change["place_id"]) & (places.reports["measure"] == change["measure"])
    counts = places.reports[is_own]["count"]
    values = [None if pd.isna(count) else float(count) for count in counts]
    known = [value for value in values if value is not None]
    alt = f"{change['title']} by month: {f.number(known[-1])} at last, {f.number(max(known))} at most" if known else ""
    return Panel(
        f"hotspots-place-{change['measure']}",
        Words(title, _counts(places, change)),
        figure=Sparkline(values, alt) if known else None,
        verdict=Verdict(change["verdict"]),
        marking=marking,
    )


def _counts(places: Places, change: pd.Series) -> str:
    """Both counts and what remains possible of the change, or why it is not compared."""
    if places.comparison is None:
        return f"{f.number(change['report_count'])} {change['unit']}, {f.period(places.period)}."
    counts = compared_counts(change, places.comparison, change["unit"])
    if change["refusal"]:
        return f"{counts}. {f.capital(str(change['refusal']))}."
    return " ".join(
        [f"{counts} {verdicts.interval(change)}".strip() + ".", verdicts.judged_with(change), *places.notes]
    )
