"""The layer of wards: counts, rates, or changes with their verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components import findings, verdicts
from components import formatting as f
from components.data_table import Column
from components.figures import theme
from components.figures.hotspot_map import MapClass, Part, area_parts
from components.panel import Words, source_line
from components.panels.map_layer import MapLayer, Ranked, Shown, other_types_notice, sequential
from data.schema import Verdict
from data.selection import Measure, Selection

HEADINGS = {"rate_per_1000": "Per 1,000", "change_pct": "Change on the year before"}
ORDER = {"offence_count": "offences", "rate_per_1000": "rate", "change_pct": "rise"}
# A file names areas by their codes too, and the residents that a rate was made with.
FILE_COLUMNS = [
    Column("lower_ci_pct", "Change, lower 95%", "number", 1),
    Column("upper_ci_pct", "Change, upper 95%", "number", 1),
    Column("lower_ci_per_1000", "Per 1,000, lower 95%", "number", 1),
    Column("upper_ci_per_1000", "Per 1,000, upper 95%", "number", 1),
    Column("population", "Residents", "number"),
    Column("share_pct", "Share of all, %", "number", 1),
    Column("area_code", "Code", "code"),
]


@dataclass(frozen=True)
class Wards:
    """The wards and how they are coloured.

    frame: as ``data.analysis.ward_map.mapped_wards`` gives it, with longitude and latitude of each label; changes: the
    verdicts that are the classes of a map of changes, in their order.
    """

    measure: Measure
    frame: pd.DataFrame
    breaks: Sequence[float]
    changes: Sequence[Verdict]

    @property
    def is_change(self) -> bool:
        """Whether the colours are verdicts."""
        return self.measure.name == "change_pct"

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
        ward_columns(selection, measure),
        [f"ward:{code}" for code in chosen],
    )
    edge = [("outlined", theme.OUTLINE, f"outlined: {selection.wards_label}")] if chosen else []
    title = measure.title.replace("offences", selection.noun)
    return MapLayer(
        finding=_finding(selection, measure, frame),
        words=Words(f"{title}, by ward", _caption(shown, measure, frame), source(shown)),
        unit="wards",
        legend_title=f.capital(selection.noun) if measure.name == "offence_count" else HEADINGS[measure.name],
        classes=wards.classes,
        map_class=frame["map_class"],
        ranked=rows,
        notices=[*_refusals(shown, wards.is_change), *other_types_notice(selection)],
        extra=edge,
    )


def map_parts(shown: Shown, wards: Wards) -> dict[str, Part]:
    """The wards as the map draws them, in the order of their codes, each with its name and value in words."""
    ordered = wards.frame.sort_values("area_code")
    texts = [
        f"<b>{row['area_name']}</b><br>{value_words(row, wards.measure, shown.selection)}"
        for _, row in ordered.iterrows()
    ]
    return area_parts(ordered.assign(text=texts), wards.classes)


def outlined(selection: Selection) -> list[str]:
    """The wards that are outlined: those chosen, where not all are."""
    return [] if selection.is_whole_area else list(selection.wards)


def source(shown: Shown) -> str:
    """Where the counts come from, with the marks that belong to it."""
    return source_line(shown.status.source, shown.status.is_demo)


def value_words(row: pd.Series, measure: Measure, selection: Selection) -> str:
    """A ward's value of the measure with its unit, and the interval or verdict that goes with it."""
    if measure.name == "change_pct":
        return f"{f.signed(row['value'], measure.decimals, '%')}, {verdicts.words(row['verdict'])}"
    unit = measure.unit.replace("offences", selection.noun)
    shown = f"{f.number(row['value'], measure.decimals)} {unit}"
    if measure.name == "offence_count" or pd.isna(row["lower_ci_per_1000"]):
        return shown
    low, high = (f.number(row[f"{side}_ci_per_1000"], measure.decimals) for side in ("lower", "upper"))
    return f"{shown} ({low} to {high})"


def with_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its intervals and verdicts in words, and what a row picks."""
    return frame.assign(
        verdict_words=[verdicts.words(verdict) for verdict in frame["verdict"]],
        pick=[f"ward:{code}" for code in frame["area_code"]],
    )


def ward_columns(selection: Selection, measure: Measure) -> list[Column]:
    """The columns of the table and of the file."""
    first, count = Column("area_name", "Ward"), Column("total_0", f.capital(selection.noun), "number")
    if measure.name == "change_pct":
        return [
            first,
            count,
            Column("total_1", "A year before", "number"),
            Column("change_pct", "Change, %", "change", 1),
            Column("verdict_words", "Verdict", "wrapped"),
        ]
    return [first, Column("rank", "Rank", "number"), count, Column("rate_per_1000", "Per 1,000", "number", 1)]


def _finding(selection: Selection, measure: Measure, frame: pd.DataFrame) -> str:
    """The heading of the page: one chosen ward, else the changes that are real, else the wards that hold most."""
    what, total = selection.types_label.lower(), frame["total_0"].sum(skipna=False)
    if pd.isna(total):
        return f"No data for {f.period(selection.period)}, so nothing is mapped"
    if total == 0:
        return f"No {what} was recorded in {f.period(selection.period)}"
    chosen = frame[frame["area_code"].isin(outlined(selection))]
    if len(chosen) == 1 and pd.notna(chosen["value"].iloc[0]):
        row = chosen.iloc[0]
        place = "" if measure.name == "change_pct" else f", {f.ordinal(int(row['rank']))} of {len(frame)} wards"
        return f"{row['area_name']}: {value_words(row, measure, selection)}{place}"
    if measure.name == "change_pct" and (frame["comparisons"] > 0).any():
        return _changed(frame, what)
    return f"{findings.top_wards(frame, total)} of {what}"


def _changed(frame: pd.DataFrame, what: str) -> str:
    """How many wards changed by more than chance would explain."""
    counts = [int((frame["verdict"] == verdict).sum()) for verdict in (Verdict.HIGHER, Verdict.LOWER)]
    said = [f"{count} {verb}" for count, verb in zip(counts, ("rose", "fell"), strict=True) if count]
    compared = f"{len(frame)} wards"
    if not said:
        return f"None of {compared} changed by more than chance would explain: {what}"
    return f"Of {compared} {f.joined(said)} by more than chance would explain: {what}"


def _caption(shown: Shown, measure: Measure, frame: pd.DataFrame) -> str:
    selection = shown.selection
    what = f"{selection.types_label}, {f.period(selection.period)}, {selection.vintage.label}"
    # Whatever the colours show, the table and the file beside them hold the rate.
    caption = f"{what}. {measure.caveat} Residents: {selection.population_source}."
    if measure.name == "change_pct":
        before = f"Compared with {f.period(selection.period.back(1))}. "
        return f"{what}. {before}{verdicts.allowed_for(int(frame['comparisons'].max()), 'bh')} {measure.caveat}"
    return caption


def _refusals(shown: Shown, is_change: bool) -> list[str]:
    """Why the map has no values, where it has none."""
    period, before = shown.selection.period, shown.selection.period.back(1)
    missing = shown.choices.missing(period)
    if not is_change:
        refused = findings.incomplete(period, missing)
    elif before.last >= period.first:
        refused = "No change is tested over more than twelve months: the year before would lie within the period."
    else:
        refused = findings.refusal(period, missing, before, shown.choices.missing(before))
    return [refused] if refused else []
