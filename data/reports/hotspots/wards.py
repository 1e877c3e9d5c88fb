"""The layer of wards: counts, rates, or changes with their verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.records import records
from data.model.selection import Selection
from data.model.shown_measure import CHANGE, SHOWN_MEASURES, ShownMeasure
from data.model.verdict import Verdict
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.counts import count_columns
from data.reports.hotspots.layer import Layer, other_types_notice, outlined
from data.reports.maps import MapClass, MapClasses
from data.reports.panel import Words
from data.reports.table import Column, Table
from data.statistics.space.ward_map import VERDICT_CLASSES
from data.words import findings, verdicts
from data.words import formatting as f

PERCENT_OF_INTERVAL = [
    Column("lower_ci_pct", "Change, lower 95%", "number", 1),
    Column("upper_ci_pct", "Change, upper 95%", "number", 1),
]
STANDING = [
    Column("count_rank_words", "Place by number"),
    Column("lower_ci_per_1000", "Per 1,000, lower 95%", "number", 1),
    Column("upper_ci_per_1000", "Per 1,000, upper 95%", "number", 1),
    Column("rank_words", "Place per 1,000 residents"),
    Column("population", "Residents", "number"),
    Column("share_pct", "Share of all, %", "number", 1),
]


@dataclass(frozen=True)
class Wards:
    """The wards and how they are coloured.

    frame: as ``ward_map.mapped_wards`` gives it, with longitude and latitude of each label; notes: what has to be known
    of the changes.
    """

    measure: Measure
    frame: pd.DataFrame
    breaks: Sequence[float]
    notes: Sequence[str] = ()

    @property
    def is_change(self) -> bool:
        """Whether the colours are verdicts."""
        return self.measure.name == CHANGE

    def within(self, codes: Sequence[str]) -> "Wards":
        """These wards alone, in the classes and with the places that they have among all."""
        return replace(self, frame=self.frame[self.frame["area_code"].isin(codes)].reset_index(drop=True))

    @property
    def kind(self) -> ShownMeasure:
        """Where the measure stands in the frame, and its words."""
        return SHOWN_MEASURES[self.measure.name]

    @property
    def classes(self) -> list[MapClass]:
        """The classes: of a map of changes the verdicts with their signs."""
        if not self.is_change:
            words = f.classes(self.breaks, are_whole=self.measure.decimals == 0) or ["all wards alike"]
            return [MapClass(one) for one in words]
        return [MapClass(str(verdict), verdicts.SIGNS[verdict]) for verdict in VERDICT_CLASSES]


def ward_layer(asked: MapRequest, wards: Wards) -> Layer:
    """The layer of a measure: all wards on the map and in the list, in the heading those that are chosen."""
    selection, chosen = asked.selection, wards.within(asked.selection.wards)
    title = _heading(asked, wards.is_change, _of(selection, wards.measure.title))
    notes = [*wards.notes, *verdicts.uneven(records(wards.frame), "area_name")] if wards.is_change else []
    missing = () if wards.is_change else asked.choices.missing(selection.period)
    refused = findings.incomplete(selection.period, missing)
    # Of the map and its files, which have every ward.
    scope = findings.every_ward(replace(selection, crime_types=selection.counted_types))
    return Layer(
        finding=_finding(asked, chosen),
        words=Words(f"{title}, by ward", _caption(asked, wards), asked.source, notes, scope),
        classes=MapClasses(
            wards.classes,
            _heading(asked, wards.is_change, _of(selection, wards.kind.classes)),
            "wards",
            str(Verdict.CANNOT_COMPARE) if wards.is_change else "not available",
            "verdict" if wards.is_change else "sequential",
        ),
        frame=_mapped(asked, wards),
        ranked=_ranked(asked, wards),
        notices=[*([refused] if refused else []), *notes, *other_types_notice(selection)],
    )


def _mapped(asked: MapRequest, wards: Wards) -> pd.DataFrame:
    """The wards as the map has them, in the order of their codes, each with its name and value in words."""
    ordered = wards.frame.sort_values("area_code")
    texts = [
        f"<b>{row['area_name']}</b><br>{value_words(row, wards.measure, asked.selection, asked.comparison)}"
        for row in records(ordered)
    ]
    return ordered.assign(text=texts)


def _ranked(asked: MapRequest, wards: Wards) -> Table:
    """The wards by the measure; a row picks its ward."""
    frame, selection = wards.frame, asked.selection
    # Without any value they stand by their names.
    order = f", {_of(selection, wards.kind.order)} first" if frame["value"].notna().any() else ""
    return Table(
        frame.assign(
            verdict_words=[verdicts.words(verdict) for verdict in frame["verdict"]],
            pick=[f"ward:{code}" for code in frame["area_code"]],
        ),
        _columns(asked, wards),
        marked=[f"ward:{code}" for code in outlined(selection)],
        picks="pick",
        picked=selection.map.pick,
        title=f"{f.number(len(frame))} {'wards' if len(frame) > 1 else 'ward'}{order}",
        more=_more_columns(asked, wards),
    )


def value_words(row: pd.Series, measure: Measure, selection: Selection, comparison: Comparison | None) -> str:
    """A ward's value of the measure with its unit, and the interval or verdict that goes with it."""
    if measure.name == CHANGE:
        return _change_words(row, measure.decimals, comparison)
    if measure.unit == "offences":
        return f.so_many(row["value"], selection.noun)
    shown = f"{f.number(row['value'], measure.decimals)} {_of(selection, measure.unit)}"
    bounds = SHOWN_MEASURES[measure.name].bounds
    if bounds is None or pd.isna(row[bounds[0]]):
        return shown
    low, high = (f.number(row[name], measure.decimals) for name in bounds)
    return f"{shown} (95% interval {low} to {high})"


def _change_words(row: pd.Series, decimals: int, comparison: Comparison | None) -> str:
    """The verdict, after the change and its interval where they may be given; with the months where they are a part."""
    verdict = verdicts.words(row["verdict"])
    if pd.isna(row["change_pct"]):
        return verdict
    months = findings.other_months(comparison)
    return f"{f'{f.capital(months)}: ' if months else ''}{verdicts.change(row, decimals)}<br>{verdict}"


def _columns(asked: MapRequest, wards: Wards) -> list[Column]:
    """The columns of the table, which the file has too."""
    noun = f.capital(asked.selection.noun)
    first, count = Column("area_name", "Ward"), Column("offence_count", noun, "number", status="count_status")
    if wards.is_change:
        changed = [Column("change_pct", "Change, %", "change", 1), Column("verdict_words", "Verdict", "wrapped")]
        return [first, *count_columns(asked.comparison, count), *(changed if asked.comparison else [])]
    given = [count, Column("rate_per_1000", "Per 1,000", "number", 1, status="rate_status")]
    measure = wards.measure
    own = Column(measure.name, wards.kind.classes, "number", measure.decimals)
    more = [] if measure.name in [column.name for column in given] else [own]
    return [first, Column("map_rank", f"Rank {wards.kind.by}", "number"), *more, *given]


def _more_columns(asked: MapRequest, wards: Wards) -> list[Column]:
    """The further columns of the file: intervals, the residents that a rate was made with, and areas by their codes."""
    more = STANDING
    if wards.is_change:
        more = PERCENT_OF_INTERVAL if asked.comparison else []
    return [*more, Column("area_code", "Code", "code")]


def _of(selection: Selection, words: str) -> str:
    """Words on offences, of incidents where those are counted."""
    return words.replace("offences", selection.noun).replace("Offences", f.capital(selection.noun))


def _heading(asked: MapRequest, is_change: bool, otherwise: str) -> str:
    """What a map of changes is of: it changes with what is compared."""
    if not is_change:
        return otherwise
    period = asked.comparison.now if asked.comparison else asked.selection.period
    key = asked.comparison.key if asked.comparison else asked.selection.comparison_key
    return f"Change on {f.before_words(period, key)}"


def _finding(asked: MapRequest, wards: Wards) -> str:
    """The heading of the page: the clear changes, what the chosen wards hold, or of all the wards that hold most."""
    selection, frame = asked.selection, wards.frame
    what, total = selection.types_label.lower(), frame["offence_count"].sum(skipna=False)
    where = "" if selection.is_whole_area else f" in {selection.wards_label}"
    if wards.is_change and (frame["verdict"] != Verdict.CANNOT_COMPARE).any():
        return _changed(asked, frame, f"{what}{where}")
    if pd.isna(total):
        return f"No complete data for {f.period(selection.period)}, so nothing is mapped"
    if total == 0:
        return f"No {what.removeprefix('all ')} was recorded{where} in {f.period(selection.period)}"
    if selection.is_whole_area:
        return f"{findings.top_wards(frame, total)} of {what}"
    if len(frame) > 1:
        share = f.number(frame["share_pct"].sum())
        return f"{selection.wards_label} hold {share}% of {what} in {selection.area_name}"
    row = frame.iloc[0]
    if wards.is_change or pd.isna(row["value"]):
        return f"{row['area_name']}: {f.so_many(row['offence_count'], selection.noun)}"
    by, count = wards.kind.rank.removesuffix("rank"), len(selection.vintage.wards)
    said = f"{row['area_name']}: {value_words(row, wards.measure, selection, None)}"
    if f.is_place_open(row[f"{by}best_rank"], row[f"{by}worst_rank"], count):
        return f"{said}; its place among {count} wards is not certain"
    place = f.place(row, by)
    return f"{said}, {place} of {count} wards {wards.kind.by}{', allowing for chance' if ' to ' in place else ''}"


def _changed(asked: MapRequest, frame: pd.DataFrame, what: str) -> str:
    """The change of the one ward that is chosen, else how many of them changed clearly, of the months compared."""
    selection, comparison = asked.selection, asked.comparison
    is_part = bool(findings.other_months(comparison))
    if len(frame) == 1 and not selection.is_whole_area:
        row = frame.iloc[0]
        where = findings.of_months(row["area_name"], comparison)
        counted = f"{f.so_many(row['total_0'], selection.noun)} in {where}"
        if is_part:
            return f"{counted}, from {f.number(row['total_1'])}: {str(row['verdict']).lower()}"
        return f"{counted}{findings.judged(row, comparison)}"
    changed = verdicts.clearly_changed(frame["verdict"].tolist(), "wards")
    return f"{findings.of_months(changed, comparison)}: {what}"


def _caption(asked: MapRequest, wards: Wards) -> str:
    selection, comparison, measure = asked.selection, asked.comparison, wards.measure
    what = f"{selection.types_label}, {f.period(selection.period)}, {selection.vintage.label}"
    if not wards.is_change:
        # Whatever the colours show, the table and the file beside them hold the rate.
        return f"{what}. {measure.caveat} Residents: {selection.of_every_ward.population_source}."
    if comparison is None:
        return f"{what}. Nothing can be compared."
    part = f"The changes are of {f.period(comparison.now)}. " if comparison.is_part else ""
    compared = f"{part}Compared with {findings.compared_with(comparison)}."
    found = wards.frame["verdict"]
    judged = [verdicts.judged_with(wards.frame.iloc[0])] if (found != Verdict.CANNOT_COMPARE).any() else []
    return " ".join([f"{what}.", compared, *judged, *verdicts.bracket_notes(wards.frame)])
