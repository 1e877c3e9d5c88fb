"""The ward in five lines: change, place among wards, where, named places, residents."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.records import records
from data.model.schema import RESTRICTION
from data.model.verdict import Verdict
from data.queries import published, status, survey
from data.reports.panel import JUDGED, Line, Panel
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.reports.ward.named import NamedPlaces, by_kind
from data.reports.ward.spots import Spots, distinct, spots_words
from data.statistics.series.phases import events_within
from data.words import findings
from data.words import formatting as f
from data.words.prose import phrases
from data.words.survey import wave
from data.words.verdicts import SIGNS, uneven

MOST_NAMED = 3
RATE = ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000")
# What is read of an answer of residents.
ANSWER = ("question_id", "question", "response", "is_up_bad", "verdict", "now_pct", "before_pct", "wave_months",
          "now_end")  # fmt: skip
# Counts and places have no decimals, rates and changes one: the page has them as words, the file as numbers too.
COLUMNS = [Column("what", "Figure"), Column("told", "Value, and what chance leaves open")]
NUMBERS = [
    Column("value", "Value", "number", 1),
    Column("low", "From", "number", 1),
    Column("high", "To", "number", 1),
]


def lines_panel(asked: WardRequest, spots: Spots, places: NamedPlaces) -> Panel:
    """The five lines."""
    waves = survey.waves()
    said = [
        change_line(asked),
        rank_line(asked.found.place, len(asked.vintage.wards)),
        spot_line(spots),
        place_line(places),
        survey_line(waves, asked.selection.area_name),
    ]
    return Panel("ward-lines", asked.words(say("lines")), lines=said,
                 marking=places.marking or survey.marking(waves))  # fmt: skip


def figures_panel(asked: WardRequest) -> Panel:
    """The figures behind the lines, with what chance leaves open."""
    table = Table(_figures(asked), COLUMNS, more=NUMBERS)
    words = asked.words(say("figures"), say("figures_caption"))
    return Panel("ward-figures", words, table, notes=[(JUDGED,)])


def change_line(asked: WardRequest) -> Line:
    """The verdict with both counts, the type that makes up most of it, and what would change how they are read."""
    change, comparison = asked.found.total, asked.found.comparison
    verdict = Verdict(change["verdict"])
    if comparison is None:
        return Line(f"{verdict}.", say("no_comparison", period=asked.period), SIGNS[verdict])
    counts = say(
        "stayed" if change["total_0"] == change["total_1"] else "changed",
        now_counted=f.so_many(change["total_0"], asked.what),
        before_count=f.number(change["total_1"]),
        now=f.period(comparison.now),
        before=_before(comparison),
    )
    mostly = [asked.found.mostly] if asked.found.mostly else []
    return Line(f"{verdict}.", " ".join([counts, *mostly, *uneven([change]), *_cautions(asked)]), SIGNS[verdict])


def _before(comparison: Comparison) -> str:
    """The months before, which need no second saying where they are the same."""
    words = f.before_words(comparison.now, comparison.key)
    return words.removeprefix("the same month").removeprefix("s").strip()


def _cautions(asked: WardRequest) -> list[str]:
    """Restrictions within the months, and records without a place that shift between them."""
    comparison, periods = asked.found.comparison, asked.found.periods
    if comparison is None:
        return []
    span = Period(comparison.before.first, comparison.now.last)
    events = events_within(published.annotations(span), periods)
    names = list(events.loc[events["kind"] == RESTRICTION, "label"])
    shares = status.no_location_shares(asked.choices.source, periods)
    lockdowns = [say("restrictions", events=f.joined(names).lower())] if names else []
    if not findings.differs_in_location(*shares):
        return lockdowns
    now, before = (f.number(100 * (share or 0), 1) for share in shares)
    return [*lockdowns, say("unlocated", now=now, before=before)]


def rank_line(row: Any, count: int) -> Line:
    """Both places among the wards with what chance leaves open; row: of ``Standing.lookup``."""
    kinds = [("per resident", ""), ("by number", "count_")]
    known = [(by, prefix) for by, prefix in kinds if pd.notna(row[f"{prefix}rank"])]
    said = [
        say(key, ranks=f.joined([_rank(row, by, prefix) for by, prefix in known if _certainty(row, prefix) == key]))
        for key in dict.fromkeys(_certainty(row, prefix) for _, prefix in known)
    ]
    last = "" if pd.notna(row["rank"]) else "count_"
    lead = say(_standing(row[f"{last}best_rank"], row[f"{last}worst_rank"], count), count=count)
    unknown = [] if pd.notna(row["rank"]) else [say("no_rank")]
    return Line(f"{lead}.", " ".join([*map(f.capital, said), *unknown]), "≡")


def _certainty(row: Any, prefix: str) -> str:
    """The phrase for a place that chance leaves open, for one that it does not, and for one of which it is unknown."""
    best, worst = row[f"{prefix}best_rank"], row[f"{prefix}worst_rank"]
    return "rank_alone" if pd.isna(best) else "rank_open" if best < worst else "rank_exact"


def _rank(row: Any, by: str, prefix: str) -> str:
    """4th to 8th by number: the places that chance leaves open; by number joint 6th where it leaves none."""
    if _certainty(row, prefix) == "rank_open":
        best, worst = (f.ordinal(int(row[f"{prefix}{end}_rank"])) for end in ("best", "worst"))
        return say("rank_between", by=by, best=best, worst=worst)
    joint = "joint " if str(row[f"{prefix}rank_words"]).startswith("joint") else ""
    return f"{by} {joint}{f.ordinal(int(row[f'{prefix}rank']))}"


def _standing(best: float, worst: float, count: int) -> str:
    """In which thirds of the wards chance leaves the place."""
    if pd.isna(best) or f.is_place_open(best, worst, count):
        return "place_open"
    third = count / 3
    if worst <= third:
        return "place_highest"
    if best > 2 * third:
        return "place_lowest"
    if worst > 2 * third:
        return "place_lower"
    return "place_middle" if best > third else "place_upper"


def spot_line(spots: Spots) -> Line:
    """How few small spots hold a quarter and half of it."""
    if not spots.held:
        keys = ("no_spots", "no_spots_of") if spots.is_drawn else ("not_drawn", "not_drawn_of")
        return Line(f"{say(keys[0])}.", say(keys[1]), "◆")
    few, *more = distinct(spots.held)
    lead = f.capital(say("few_hold", spots=spots_words("spots_hold", few.spot_count), share=f.number(few.share_pct)))
    text = [say("also_hold", count=f.number(one.spot_count), share=f.number(one.share_pct)) for one in more]
    return Line(f"{lead}.", " ".join(text or [say("only_hold")]), "◆")


def place_line(places: NamedPlaces) -> Line:
    """The named places by kind, with operation, source and date; and those that may lie here by their name."""
    more = [
        say("unplaced", places=f.joined(list(rows["place_name"])), kind=kind) for kind, rows in by_kind(places.unplaced)
    ]
    if places.own.empty:
        return Line(f"{say('none_named')}.", " ".join(more or [say("none_named_of", count=places.count)]), "⚑")
    said = [_named(kind, rows) for kind, rows in by_kind(places.own)]
    return Line(f"{f.capital(_names(places.own))}:", " ".join([*said, *more]), "⚑")


def _names(rows: pd.DataFrame) -> str:
    names = list(rows["short_name"])
    rest = len(names) - MOST_NAMED
    return f.joined([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)


def _named(kind: str, rows: pd.DataFrame) -> str:
    found = list(dict.fromkeys(name for name in rows["operations"] if name))
    one = phrases("ward")["one_of_kind"].get(rows["kind"].iloc[0], say("one_among", kind=kind))
    return say(
        "named_more" if len(rows) > 1 else "named_one",
        count=len(rows),
        kind=kind if len(rows) > 1 else one,
        operations=f" ({f.joined(found)})" if found else "",
        source=f.joined(list(dict.fromkeys(rows["source"]))),
    )


def survey_line(waves: pd.DataFrame, area_name: str) -> Line:
    """The first answer of residents for which up is worse, else the first; of the whole area, and said so."""
    if waves.empty:
        return Line(f"{say('no_survey')}.", say("no_survey_of"), "☺")
    question = sorted(records(waves, ANSWER), key=lambda row: row["is_up_bad"] is not True)[0]
    verdict = Verdict(question["verdict"])
    before = say("survey_before", before=f.number(question["before_pct"])) if pd.notna(question["before_pct"]) else ""
    quoted = say("survey_quoted", response=question["response"], question=question["question"])
    text = say(
        "survey",
        now=f.number(question["now_pct"]),
        answer=phrases("ward")["survey_short"].get(question["question_id"], quoted),
        before=before,
        verdict=str(verdict).lower(),
    )
    asked = wave(int(question["wave_months"]), question["now_end"])
    return Line(f"{say('survey_lead', area=area_name, wave=asked)}:", text, SIGNS[verdict])


def _figures(asked: WardRequest) -> pd.DataFrame:
    """The figures behind the lines, with what chance leaves open: what, told, value, low, high."""
    row, change, comparison = asked.found.place, asked.found.total, asked.found.comparison
    what = f.capital(asked.what)
    rows: list[Sequence[Any]] = [
        (f"{what}, {f.period(asked.selection.period)}", f.number, row["offence_count"], None, None),
        (f"{what} per 1,000 residents", _one_decimal, *(row[name] for name in RATE)),
    ]
    rows += [
        (f"Place {by}, 1 for most", f.number, row[f"{p}rank"], row[f"{p}best_rank"], row[f"{p}worst_rank"])
        for by, p in (("per resident", ""), ("by number", "count_"))
    ]
    if comparison:
        rows += [
            (f"{what}, {f.period(comparison.now)}", f.number, change["total_0"], None, None),
            (f"{what}, {f.period(comparison.before)}", f.number, change["total_1"], None, None),
            ("Change, %", f.signed, change["change_pct"], change["lower_ci_pct"], change["upper_ci_pct"]),
        ]
    named, shown, *numbers = zip(*rows, strict=True)
    columns = zip(("value", "low", "high"), np.array(numbers, dtype=float), strict=True)
    told = [_told(*row) for row in zip(shown, *numbers, strict=True)]
    return pd.DataFrame({"what": named, "told": told, **dict(columns)})


def _one_decimal(value: float | None) -> str:
    return f.number(value, 1)


def _told(shown: Callable[[float | None], str], value: float, low: float | None, high: float | None) -> str:
    """88.2 (86.6 to 89.8); the value alone where no interval is known."""
    return shown(value) if pd.isna(low) or pd.isna(high) else f"{shown(value)} ({shown(low)} to {shown(high)})"
