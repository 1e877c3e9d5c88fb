"""The layer of wards: counts, rates, or changes with their verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components import verdicts
from components.data_table import Column
from components.figures import theme
from components.figures.hotspot_map import MapClass, Part, area_parts
from components.panel import Words, source_line
from components.panels.map_layer import MapLayer, Ranked, Shown, count_columns, other_types_notice, sequential
from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.words import findings
from data.words import formatting as f

CHANGE = "change_pct"
ORDER = {"offence_count": "offences", "rate_per_1000": "rate", CHANGE: "rise"}
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

    frame: as ``ward_map.mapped_wards`` gives it, with longitude and latitude of each label; changes: the
    verdicts that are the classes of a map of changes, in their order; notes: what has to be known of the changes.
    """

    measure: Measure
    frame: pd.DataFrame
    breaks: Sequence[float]
    changes: Sequence[Verdict]
    notes: Sequence[str] = ()

    @property
    def is_change(self) -> bool:
        """Whether the colours are verdicts."""
        return self.measure.name == CHANGE

    @property
    def classes(self) -> list[MapClass]:
        """The classes: of a map of changes a colour and the sign of each verdict."""
        if not self.is_change:
            return sequential(self.breaks)
        return [
            MapClass(str(verdict), colour, verdicts.SIGNS[verdict])
            for verdict, colour in zip(self.changes, theme.VERDICTS, strict=True)
        ]


def ward_layer(shown: Shown, wards: Wards) -> MapLayer:
    """The layer of a measure."""
    selection, measure, frame = shown.selection, wards.measure, wards.frame
    chosen = outlined(selection)
    order = ORDER[measure.name].replace("offences", selection.noun)
    rows = Ranked(
        f"Wards, highest {order} first",
        with_words(frame),
        ward_columns(shown, measure),
        [f"ward:{code}" for code in chosen],
    )
    edge = [("outlined", theme.OUTLINE, f"outlined: {selection.wards_label}")] if chosen else []
    title = _heading(shown, wards.is_change, measure.title.replace("offences", selection.noun))
    notes = list(wards.notes) if wards.is_change else []
    missing = () if wards.is_change else shown.choices.missing(selection.period)
    refused = findings.incomplete(selection.period, missing)
    return MapLayer(
        finding=_finding(shown, wards),
        words=Words(f"{title}, by ward", _caption(shown, wards), source(shown), notes, shown.scope),
        unit="wards",
        legend_title=_heading(shown, wards.is_change, _legend_title(selection, measure)),
        classes=wards.classes,
        map_class=frame["map_class"],
        ranked=rows,
        notices=[*([refused] if refused else []), *notes, *other_types_notice(selection)],
        absent=str(Verdict.CANNOT_COMPARE) if wards.is_change else "not available",
        extra=edge,
    )


def map_parts(shown: Shown, wards: Wards) -> dict[str, Part]:
    """The wards as the map draws them, in the order of their codes, each with its name and value in words."""
    ordered = wards.frame.sort_values("area_code")
    texts = [
        f"<b>{row['area_name']}</b><br>{value_words(row, wards.measure, shown.selection, shown.comparison)}"
        for _, row in ordered.iterrows()
    ]
    return area_parts(ordered.assign(text=texts), wards.classes)


def outlined(selection: Selection) -> list[str]:
    """The wards that are outlined: those chosen, where not all are."""
    return [] if selection.is_whole_area else list(selection.wards)


def source(shown: Shown) -> str:
    """Where the counts come from, with the marks that belong to it."""
    return source_line(shown.status.source, shown.status.is_demo)


def value_words(row: pd.Series, measure: Measure, selection: Selection, comparison: Comparison | None) -> str:
    """A ward's value of the measure with its unit, and the interval or verdict that goes with it."""
    if measure.name == CHANGE:
        return _change_words(row, measure.decimals, comparison)
    unit = measure.unit.replace("offences", selection.noun)
    shown = f"{f.number(row['value'], measure.decimals)} {unit}"
    if measure.name == "offence_count" or pd.isna(row["lower_ci_per_1000"]):
        return shown
    low, high = (f.number(row[f"{side}_ci_per_1000"], measure.decimals) for side in ("lower", "upper"))
    return f"{shown} (95% interval {low} to {high})"


def _change_words(row: pd.Series, decimals: int, comparison: Comparison | None) -> str:
    """The verdict, after the change and its interval where they may be given; with the months where they are a part."""
    verdict = verdicts.words(row["verdict"])
    if pd.isna(row["change_pct"]):
        return verdict
    months = f"{f.capital(f.period(comparison.now))}: " if comparison and comparison.is_part else ""
    return f"{months}{verdicts.change(row, decimals)}<br>{verdict}"


def with_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its intervals and verdicts in words, and what a row picks."""
    return frame.assign(
        verdict_words=[verdicts.words(verdict) for verdict in frame["verdict"]],
        pick=[f"ward:{code}" for code in frame["area_code"]],
    )


def ward_columns(shown: Shown, measure: Measure) -> list[Column]:
    """The columns of the table, which the file has too."""
    first, count = Column("area_name", "Ward"), Column("offence_count", f.capital(shown.selection.noun), "number")
    if measure.name == CHANGE:
        changed = [Column("change_pct", "Change, %", "change", 1), Column("verdict_words", "Verdict", "wrapped")]
        return [first, *count_columns(shown.comparison, count), *(changed if shown.comparison else [])]
    by = "by number" if measure.name == "offence_count" else "per resident"
    return [
        first,
        Column("map_rank", f"Rank {by}", "number"),
        count,
        Column("rate_per_1000", "Per 1,000", "number", 1),
    ]


def file_columns(shown: Shown, measure: Measure) -> list[Column]:
    """The columns of the file: areas by their codes too, intervals, and the residents that a rate was made with."""
    more = STANDING
    if measure.name == CHANGE:
        more = PERCENT_OF_INTERVAL if shown.comparison else []
    return [*ward_columns(shown, measure), *more, Column("area_code", "Code", "code")]


def _heading(shown: Shown, is_change: bool, otherwise: str) -> str:
    """What a map of changes is of: it changes with what is compared."""
    if not is_change:
        return otherwise
    period = shown.comparison.now if shown.comparison else shown.selection.period
    key = shown.comparison.key if shown.comparison else shown.selection.comparison_key
    return f"Change on {f.before_words(period, key)}"


def _legend_title(selection: Selection, measure: Measure) -> str:
    return f.capital(selection.noun) if measure.name == "offence_count" else "Per 1,000"


def _finding(shown: Shown, wards: Wards) -> str:
    """The heading of the page: one chosen ward, else the clear changes, else the wards that hold most."""
    selection, frame = shown.selection, wards.frame
    what, total = selection.types_label.lower(), frame["offence_count"].sum(skipna=False)
    if wards.is_change and (frame["verdict"] != Verdict.CANNOT_COMPARE).any():
        return _changed(shown, frame, what)
    if pd.isna(total):
        return f"No data for {f.period(selection.period)}, so nothing is mapped"
    if total == 0:
        return f"No {what} was recorded in {f.period(selection.period)}"
    chosen = frame[frame["area_code"].isin(outlined(selection))]
    if len(chosen) != 1:
        return f"{findings.top_wards(frame, total)} of {what}"
    row = chosen.iloc[0]
    if wards.is_change or pd.isna(row["value"]):
        return f"{row['area_name']}: {f.number(row['offence_count'])} {selection.noun}"
    by = "by number" if wards.measure.name == "offence_count" else "per resident"
    place = f"{f.ordinal(int(row['map_rank']))} of {len(frame)} wards {by}"
    return f"{row['area_name']}: {value_words(row, wards.measure, selection, None)}, {place}"


def _changed(shown: Shown, frame: pd.DataFrame, what: str) -> str:
    """The change of the one ward that is chosen, else how many wards changed clearly, of the months compared."""
    selection, comparison = shown.selection, shown.comparison
    is_part = comparison is not None and comparison.is_part
    months = f", {f.period(comparison.now)}" if comparison and is_part else ""
    chosen = frame[frame["area_code"].isin(outlined(selection))]
    if len(chosen) == 1:
        row = chosen.iloc[0]
        counted = f"{f.number(row['total_0'])} {selection.noun} in {row['area_name']}{months}"
        if is_part:
            return f"{counted}, from {f.number(row['total_1'])}: {str(row['verdict']).lower()}"
        return f"{counted}{findings.judged(row, comparison)}"
    clear = [int((frame["verdict"] == verdict).sum()) for verdict in (Verdict.CLEAR_RISE, Verdict.CLEAR_FALL)]
    named = zip(clear, ("clear rise", "clear fall"), strict=True)
    said = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in named if number]
    none = "Too few to tell" if (frame["verdict"] == Verdict.TOO_FEW).all() else "No clear rise or fall"
    return f"{f.capital(f.joined(said)) or none} in {len(frame)} wards{months}: {what}"


def _caption(shown: Shown, wards: Wards) -> str:
    selection, comparison, measure = shown.selection, shown.comparison, wards.measure
    what = f"{selection.types_label}, {f.period(selection.period)}, {selection.vintage.label}"
    if not wards.is_change:
        # Whatever the colours show, the table and the file beside them hold the rate.
        return f"{what}. {measure.caveat} Residents: {selection.population_source}."
    if comparison is None:
        return f"{what}. Nothing can be compared."
    part = f"The changes are of {f.period(comparison.now)}. " if comparison.is_part else ""
    compared = f"{part}Compared with {findings.compared_with(comparison)}."
    found = wards.frame["verdict"]
    judged = [verdicts.judged_with(wards.frame.iloc[0])] if (found != Verdict.CANNOT_COMPARE).any() else []
    return " ".join([f"{what}.", compared, *judged, *verdicts.bracket_notes(wards.frame)])
