"""What may be said of one operation, and what a document says of it."""

import pandas as pd

from data.model.period import Period
from data.model.schema import RESTRICTION
from data.model.verdict import Verdict
from data.queries import published
from data.reports.operations.case import Case
from data.reports.operations.panels import marking, words_of
from data.reports.panel import Fold, Line, Panel
from data.statistics.effect.evaluation import Effect
from data.statistics.effect.months import before_trend
from data.words import formatting as f
from data.words import operations as said
from data.words import verdicts
from data.words.prose import phrases

WARN, QUIET = "!", "●"


def may_be_said(case: Case, row: pd.Series, source: str) -> Panel:
    """In sentences: for a councillor above, for an analyst folded."""
    lines, folds = [], []
    if case.effect is None or case.refusal:
        lines.append(Line("Not judged.", f"{f.capital(str(case.refusal))}.", WARN))
    else:
        lines += _told(case, case.effect, row)
        assert case.months is not None
        likened = Period(case.months.likened[0], case.months.likened[-1])
        notes = said.analyst(case.effect.inside, row, case.effect.noise.slope, likened)
        folds.append(Fold("For an analyst", [*notes, verdicts.judged_with(row)]))
    lines += _cautions(case)
    return Panel(
        "operations-said",
        words_of(case, "What may be said", "", source),
        verdict=Verdict(row["verdict"]),
        lines=lines,
        folds=folds,
        marking=marking(case),
    )


def _told(case: Case, effect: Effect, row: pd.Series) -> list[Line]:
    assert case.months is not None
    before = case.months.before
    trend = before_trend(case.sums(before, "treated"), case.sums(before, "control"), effect.inside)
    warns = trend is not None and trend.is_told_from_chance
    ring = f"{case.selection.operation.around_m} m"
    return [
        Line(*said.inside(effect.inside, row), verdicts.SIGNS[Verdict(row["verdict"])]),
        Line(*said.around(effect.around, ring), QUIET),
        Line(*said.smallest(effect.inside, before), WARN),
        Line(*said.alike(trend), WARN if warns else QUIET),
    ]


def _cautions(case: Case) -> list[Line]:
    """What has to be known of the areas and the months."""
    found: list[Line] = []
    if case.regression is not None and case.months is not None:
        likened = Period(case.months.likened[0], case.months.likened[-1])
        fall = case.regression.fall, case.regression.fall_pct
        found.append(Line(*said.regressed(*fall, case.months.before, likened), WARN))
    known = {"stand_in": case.is_stand_in and case.months is not None, "approximate": case.located.is_approximate}
    for lead, text in (phrases("operations")[key] for key, is_so in known.items() if is_so):
        found.append(Line(lead, text, WARN))
    if case.months is not None:
        periods = [case.months.before, case.months.after]
        events = pd.concat([published.annotations(one) for one in periods])
        kept = events[events["kind"] == RESTRICTION]
        found += [Line(*pair, WARN) for pair in said.events_words(kept)]
    return found


def as_published(case: Case) -> Panel | None:
    """What a document says of it, word for word, apart from what is computed."""
    row = case.row
    facts = [
        ("As published", row["published_effect"]),
        ("Where", _paragraph(row)),
        ("To know", row["published_note"]),
        ("What was done", row["what_was_done"]),
        ("Its areas and months", row["note"]),
    ]
    known = [(term, text) for term, text in facts if isinstance(text, str) and text]
    if not known:
        return None
    words = words_of(case, str(phrases("operations")["published"]), "", str(row["cited_source"]))
    return Panel("operations-published", words, facts=known, marking=marking(case))


def _paragraph(row: pd.Series) -> str:
    document, paragraph = row["document"], row["published_paragraph"]
    return f"{document}, paragraph {paragraph}" if isinstance(document, str) and isinstance(paragraph, str) else ""
