"""The panels of the risk matrix: the picture, the ranks, what weighs how much, and how the partnership ranked."""

from typing import Any

import numpy as np
import pandas as pd

from data.model.records import records
from data.model.verdict import Verdict
from data.reports.figures import RiskDots
from data.reports.panel import Fold, Panel, about
from data.reports.risk.asked import RiskView
from data.reports.table import Column, Table
from data.statistics.risk.matrix import CONCENTRATION, CRITERIA, DOUBLED, DRAWS, HALVED
from data.words import findings, verdicts
from data.words import formatting as f
from data.words.prose import phrases
from data.words.risk import of_criterion, phrase

# Along an axis of square roots these are even steps.
STEPS = (0.25, 0.5, 0.75, 1.0)
# Ratios of counts in words: what is too few to tell stands here too, and never has a percentage.
RATIOS = {HALVED: "halved", 1.0: "as before", DOUBLED: "doubled"}


def matrix_panel(view: RiskView) -> Panel:
    """The types by how often and how harmful they are; without weights of harm by their trend."""
    frame, by_harm = view.frame, "harm" in view.offences.known
    what = "harm" if by_harm else "trend"
    shown = frame.dropna(subset=["frequency", what])
    measured = phrase(f"what_{what}_long", list=_list_name(view), before=_before(view))
    words = view.words(
        _finding(shown, what),
        phrase("matrix_caption", what=measured, scope=view.selection.area_name, period=f.period(view.selection.period)),
        phrase("matrix_short"),
    )
    rows = records(shown, ["crime_type", "offence_count", "verdict", "rank", "holds_pct"])
    columns = {"label": "crime_type", "rank": "rank", "x": "frequency", "y": what, "verdict": "verdict"}
    figure = RiskDots(
        pd.DataFrame({name: shown[of] for name, of in columns.items()} | {"text": [_hover(row, view) for row in rows]}),
        phrase("x_title", noun=view.selection.noun, period=f.year_to(view.selection.period)),
        _y_title(view, what),
        _ticks(shown["offence_count"].max()),
        _ticks(shown["harm_weight"].max()) if by_harm else _trend_ticks(),
        phrase(f"corner_{what}"),
    )
    return Panel("risk-matrix", words, _table(view), figure, folds=[about(words, _notes(view))])


def rank_panel(view: RiskView) -> Panel:
    """The ranks, and how often each holds."""
    words = view.words(
        phrase("ranks", held=f.number(view.ranked.first_pct), draws=f.number(DRAWS)),
        phrase("ranks_caption", scope=view.selection.area_name, period=f.period(view.selection.period)),
        phrase("ranks_short", draws=f.number(DRAWS)),
    )
    frame = view.frame.assign(span=[_span(row) for row in records(view.frame, ["best_rank", "worst_rank"])])
    columns = [
        Column("crime_type", "Crime type"),
        Column("rank", "Rank", "number"),
        _verdict(view),
        Column("holds_pct", "Holds, %", "number"),
        Column("span", "9 in 10", "short", order="best_rank"),
    ]
    table = Table(frame, columns)
    return Panel("risk-ranks", words, table, folds=[about(words, _notes(view))])


def weight_panel(view: RiskView) -> Panel:
    """What each criterion weighs, how it is measured, and what is not here."""
    weights = view.ranked.weights
    rows = [(of_criterion("criteria", name), 100 * weights.get(name, 0.0), _scale(view, name)) for name in CRITERIA]
    frame = pd.DataFrame(rows, columns=["criterion", "weight_pct", "scale"])
    columns = [
        Column("criterion", "Criterion"),
        Column("weight_pct", "Weight, %", "number"),
        Column("scale", "Scored by"),
    ]
    drawn = phrase("drawn", draws=f.number(DRAWS), concentration=f.number(CONCENTRATION))
    words = view.words(phrase("weights"), drawn, phrase("weights_short"))
    how = Fold(phrase("how"), [*(text.format(draws=f.number(DRAWS)) for text in phrases("risk")["steps"]), drawn])
    table = Table(frame, columns)
    return Panel("risk-weights", words, table, folds=[how])


def published_panel(view: RiskView, published: pd.DataFrame) -> Panel | None:
    """The published ranks beside ours; published: statement, crime_type (of ours, or none), value and its source."""
    if published.empty:
        return None
    own = view.frame.set_index("crime_type")[["rank", "holds_pct"]].reindex(published["crime_type"])
    columns = [
        Column("statement", "Ranked by the partnership"),
        Column("value", "Published rank", "number"),
        Column("crime_type", "Our crime type"),
        Column("ours", "Our rank", "number", absent="–"),
        Column("held", "Holds, %", "number", absent="–"),
        Column("paragraph", "Paragraph"),
        Column("note", "To know"),
    ]
    document = str(published["document"].iloc[0])
    words = view.words(phrase("published"), phrase("published_caption"), phrase("published_short", document=document))
    return Panel(
        "risk-published", words, Table(published.assign(ours=own["rank"].array, held=own["holds_pct"].array), columns)
    )


def _table(view: RiskView) -> Table:
    """Everything that is known of each type, and its scores."""
    scores = [Column(name, f"{of_criterion('criteria', name)}, 0 to 1", "number", 2) for name in CRITERIA]
    apart = [
        Column("holds_weights_pct", "Holds over weightings, %", "number"),
        Column("holds_counts_pct", "Holds over counts, %", "number"),
    ]
    known = [
        Column("harm_weight", "Weight of one offence", "number", 1),
        Column("concern_pct", "Residents who name it, %", "number"),
        Column("score", "Score", "number", 2),
    ]
    counted = [
        Column("crime_type", "Crime type"),
        Column("rank", "Rank", "number"),
        Column("offence_count", f.capital(f.year_to(view.selection.period)), "number"),
        Column(
            "change_pct",
            findings.of_months("Change, %", view.comparison),
            "change",
            1,
            ("lower_ci_pct", "upper_ci_pct"),
        ),
        _verdict(view),
    ]
    holds = [
        Column("holds_pct", "Holds, %", "number"),
        Column("best_rank", "From", "number"),
        Column("worst_rank", "To", "number"),
    ]
    columns = [*counted, *known, *scores, *apart, *holds]
    return Table(view.frame, columns)


def _verdict(view: RiskView) -> Column:
    """The verdicts, with their months where the counts are of others."""
    return Column("verdict", findings.of_months("Change", view.comparison), "verdict", order="p_value")


def _finding(shown: pd.DataFrame, what: str) -> str:
    """The type furthest along both axes: of those that clearly rose, or by harm of all but what is too few to tell."""
    is_told = shown["verdict"] == Verdict.CLEAR_RISE if what == "trend" else shown["verdict"] != Verdict.TOO_FEW
    told = shown[is_told]
    if told.empty:
        return phrase(f"matrix_none_{what}")
    first = str(told.loc[(told["frequency"] + told[what]).idxmax(), "crime_type"])
    return phrase("matrix", what=phrase(f"what_{what}"), first=first.lower())


def _span(row: Any) -> str:
    """The ranks between which it lies nine times in ten."""
    best, worst = int(row["best_rank"]), int(row["worst_rank"])
    return str(best) if best == worst else phrase("span", best=best, worst=worst)


def _hover(row: Any, view: RiskView) -> str:
    holds = phrase("hover", rank=f.ordinal(int(row["rank"])), held=f.number(row["holds_pct"]))
    judged = findings.of_months(verdicts.words(row["verdict"]), view.comparison)
    return f"<b>{row['crime_type']}</b><br>{f.number(row['offence_count'])}<br>{judged}<br>{holds}"


def _before(view: RiskView) -> str:
    compared = view.comparison
    return f.before_words(compared.now, compared.key) if compared else ""


def _list_name(view: RiskView) -> str:
    return str(view.weights["list_name"].iloc[0]) if len(view.weights) else ""


def _y_title(view: RiskView, what: str) -> str:
    if what == "trend":
        return phrase("y_trend", before=_before(view))
    units = view.weights["unit"].dropna()
    return phrase("y_harm", unit=units.iloc[0] if len(units) else phrase("weight"))


def _ticks(highest: float) -> list[tuple[float, str]]:
    """Round values up to the highest, where their square roots lie."""
    values = dict.fromkeys(_rounded(highest * step**2) for step in STEPS)
    return [(0.0, "0"), *((float(np.sqrt(value / highest)), f.number(value)) for value in values if value)]


def _rounded(value: float) -> float:
    """To one digit that counts, two where it begins with 1."""
    unit = 10 ** np.floor(np.log10(value))
    step = unit / 2 if value < 2 * unit else unit
    return float(step * np.floor(value / step))


def _trend_ticks() -> list[tuple[float, str]]:
    low, high = np.sqrt(HALVED), np.sqrt(DOUBLED)
    return [(float((np.sqrt(ratio) - low) / (high - low)), words) for ratio, words in RATIOS.items()]


def _scale(view: RiskView, name: str) -> str:
    if name in view.absent:
        return of_criterion("absent", name)
    question = view.concern["question"].iloc[0] if len(view.concern) else ""
    return of_criterion("scales", name, list=_list_name(view), survey=str(question).rstrip("."))


def _notes(view: RiskView) -> list[str]:
    """What stands in where something is not known, and that anti-social behaviour is no crime."""
    unknown = view.weights.loc[~view.weights["crime_type"].isin(view.selection.all_crime_types), "crime_type"]
    return [
        *([phrase("middle", names=f.named(view.lacking))] if view.lacking else []),
        *([phrase("unknown_mix", names=f.named(view.unknown_mix))] if view.unknown_mix else []),
        *([phrase("not_here", names=f.named(sorted(set(unknown))))] if len(unknown) else []),
        *([phrase("anti_social")] if view.selection.not_crime else []),
    ]
