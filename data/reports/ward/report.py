"""Your ward: what is said and shown of one ward, or the list to choose it from."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.model.choices import Choices
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.reports.evidence import comparison_notes
from data.reports.panel import Link, Note, Panel, Report, Section
from data.reports.ward.asked import WardRequest, say, ward_request
from data.reports.ward.choosing import PATH, choosing
from data.reports.ward.lines import figures_panel, lines_panel
from data.reports.ward.named import named_places, place_panel
from data.reports.ward.questions import facts_of, question_panel, questions, why_panel
from data.reports.ward.recorded import recorded_panel, ward_types
from data.reports.ward.spots import spot_panel, ward_spots
from data.words import findings
from data.words import formatting as f
from data.words.prose import prose


def report(selection: Selection, offered: Choices, today: date | None = None) -> Report:
    """The page of the first ward chosen; where none is, all of them. today: of whose wards it is, usually today."""
    asked = ward_request(selection, offered, today or date.today())
    if asked.ward is None:
        return choosing(asked, selection)
    spots, places, types = ward_spots(asked), named_places(asked), ward_types(asked)
    made = questions(facts_of(asked, types, spots, places))
    panels = [
        lines_panel(asked, spots, places),
        question_panel(asked, made, places.marking),
        spot_panel(asked, spots),
        recorded_panel(asked, types),
        place_panel(asked, places),
    ]
    folded = [figures_panel(asked), *([why_panel(asked, made, places.marking)] if made else []), _about(asked)]
    return Report(
        heading(asked),
        asked.status,
        [Section(panels, "ward"), Section(folded, "folded")],
        _said(asked),
        asked.cautions,
        places.marking,
        says_unplaced=False,
    )


def heading(asked: WardRequest) -> str:
    """How much was recorded in the ward, and the verdict on its change, with its months where they are not all."""
    assert asked.ward is not None
    change, comparison = asked.found.total, asked.found.comparison
    counted, key = asked.found.place["offence_count"], "heading"
    if pd.isna(counted):
        key = "heading_unknown"
    elif comparison is not None and change["verdict"] != Verdict.CANNOT_COMPARE:
        key = "heading_part" if comparison.is_part else "heading_whole"
    return say(
        key,
        ward=asked.ward.name,
        counted=f.so_many(counted, asked.what),
        what=asked.what,
        types=asked.types,
        period=asked.period,
        compared=f.period(comparison.now) if comparison else "",
        verdict=str(change["verdict"]).lower(),
    )


def _said(asked: WardRequest) -> Sequence[Note]:
    """A link that makes the months shown those of the address, where others were asked for."""
    if asked.selection.asked is None:
        return []
    return [(Link(say("show_alone", period=asked.period), PATH, asked.selection),)]


def _about(asked: WardRequest) -> Panel:
    """What the figures are, folded."""
    notes = comparison_notes(asked.found, asked.choices)
    words = asked.words(say("about"))
    return Panel("ward-about", words, notes=[*notes, findings.scope(asked.selection)], text=prose("ward"))
