"""The parts of a strategic assessment that no page has: what it covers, what the data lack, and what people write."""

from collections.abc import Sequence

from data.queries import given, status
from data.reports.briefing.pages import Pages
from data.reports.panel import Listed, Panel, Words
from data.words import findings
from data.words import formatting as f
from data.words.prose import phrases


def about(pages: Pages) -> Sequence[Panel]:
    """Area, period, comparison, what was recorded, and the sources by name."""
    said, selection = phrases("assessment"), pages.selection
    facts = said["about_facts"]
    compared, now = pages.found.comparison, status.build_status(pages.choices.source)
    counts, _ = pages.found.standing.totals([(selection.wards, (name,)) for name in selection.crime_types])
    loaded = given.loaded_titles()
    told = [
        (facts["area"], selection.wards_label),
        (facts["period"], f.period(selection.period)),
        (facts["compared"], f.period(compared.before) if compared else said["about_none"]),
        (facts["wards"], f"{len(selection.wards)} ({selection.vintage.label})"),
        (facts["records"], said["about_records"].format(count=f.number(sum(counts)))),
        (facts["sources"], f.joined(list(loaded))),
    ]
    words = Words(said["about"], source=now.source, scope=findings.scope(selection))
    marking = status.marking_of_files()
    return [Panel("about-assessment", words, facts=told, notes=[said["about_note"]], marking=marking)]


def gaps(pages: Pages) -> Sequence[Panel]:
    """What was not given, what is not whole, and what no record tells."""
    said = phrases("assessment")
    lacks = next((one for one in pages["about"].panels if one.id == "about-lacks"), None)
    listed = [str(text) for note in (lacks.notes if lacks else ()) if isinstance(note, Listed) for text in note.texts]
    missing = [said["gaps_not_given"].format(title=title) for title in given.missing_titles()]
    partner = [] if status.marking_of_files() else [said["gaps_partner"]]
    return [
        Panel("about-gaps", Words(said["gaps"]), notes=[Listed([*listed, *missing, *partner, *said["gaps_notes"]])])
    ]


def horizon(_pages: Pages) -> Sequence[Panel]:
    """Marked places for horizon scanning, never filled."""
    said = phrases("assessment")
    return [Panel("about-pestelo", Words(said["pestelo"]), notes=[said["pestelo_note"]], blanks=said["pestelo_blanks"])]


def conclusions(_pages: Pages) -> Sequence[Panel]:
    """Marked places for what the partnership concludes, never filled."""
    said = phrases("assessment")
    words = Words(said["recommend"])
    return [Panel("about-conclusions", words, notes=[said["recommend_note"]], blanks=said["recommend_blanks"])]
