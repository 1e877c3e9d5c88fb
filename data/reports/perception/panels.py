"""The panels of the perception page: the yearly waves, and what else the report mentions."""

import pandas as pd

from data.model.measure import Measure
from data.reports.figures import WaveDots
from data.reports.panel import JUDGED, Fold, Listed, Note, Panel, Words
from data.reports.perception.sentences import asked, lead
from data.reports.table import Column, Table
from data.statistics.survey.proportions import DESIGN_EFFECT
from data.words import formatting as f
from data.words.verdicts import judged_with

QUARTER_MONTHS = 3
INTERVALS_ARE = "Figures as published; the intervals are ours."
DIRECTIONS = {True: "up is worse", False: "up is better"}
KINDS = {True: "assumed", False: "published"}
INTERVALS = f"95% intervals, widened by {f.number(DESIGN_EFFECT, 1)} for how people were chosen, as assumed"


def wave_panels(waves: pd.DataFrame, difference: Measure) -> list[Panel]:
    """A panel for each survey of an area: its questions are judged together, and its waves end together."""
    surveys = waves.groupby(["group", "now_end"], sort=False)
    return [_wave_panel(part, difference, f"-{place}" if place else "") for place, (_, part) in enumerate(surveys)]


def _wave_panel(waves: pd.DataFrame, difference: Measure, suffix: str) -> Panel:
    """The two latest yearly waves: a chart, and the table as published with the differences named rightly.

    suffix: what sets its chart and its file apart from those of other surveys.
    """
    first, names = waves.iloc[0], ("before", "now")
    kinds = {f"{wave}_kind": _kind(waves[f"{wave}_base"], waves[f"{wave}_base_is_assumed"]) for wave in names}
    told = waves.assign(
        direction=[DIRECTIONS.get(is_up_bad, "neither") for is_up_bad in waves["is_up_bad"].astype(object)], **kinds
    )
    published = pd.concat([waves[f"{wave}_pct"] for wave in names]).notna().to_numpy()
    bases = asked(
        pd.concat([waves[f"{wave}_base"] for wave in names])[published],
        pd.concat([waves[f"{wave}_base_is_assumed"] for wave in names])[published].astype(bool),
    )
    caption = (
        f"Share of residents asked in {first['area_name']} who gave the answer in each year, with "
        f"{INTERVALS}, and the difference in {difference.unit} with its verdict. Published figures; the "
        f"intervals are ours. {bases}"
    )
    source = f"{first['document']}, paragraph {first['paragraph']}"
    said = lead(waves)
    asked_here = f"Of every 100 residents asked in {first['area_name']}, how many gave the answer."
    short = f"{asked_here} Lines: what chance leaves open."
    words = Words("How residents' answers moved", caption, source, [_scope(waves), *said], short=short)
    table = Table(told, _wave_columns(first), f"perception-{first['now_end']:%Y-%m}{suffix}")
    sure: list[Note] = [Listed(said), INTERVALS_ARE, bases, f"Source: {source}.", (f"{judged_with(first)} ", JUDGED)]
    folds = [Fold("How sure is this?", sure)]
    return Panel(f"perception-waves{suffix}", words, table, WaveDots(told), folds=folds)


def _scope(estimates: pd.DataFrame) -> str:
    """The area and the survey that a file is about."""
    areas, documents = (f.joined(list(estimates[name].unique())) for name in ("area_name", "document"))
    return f"Area: {areas}. Survey: as published in {documents}."


def _kind(base: pd.Series, is_assumed: pd.Series) -> pd.Series:
    """Whether a number asked is published or assumed; nothing where there is none."""
    return is_assumed.map(KINDS).where(base.notna())


def _wave_columns(first: pd.Series) -> list[Column]:
    years = {wave: f"Year to {f.month(first[f'{wave}_end'])}" for wave in ("before", "now")}
    estimates = [Column(f"{wave}_pct", f"{year}, %", "number") for wave, year in years.items()]
    difference = [
        Column("difference_points", "Difference, percentage points", "change"),
        Column("lower_ci_points", "Lowest difference possible, 95%", "change"),
        Column("upper_ci_points", "Highest difference possible, 95%", "change"),
        Column("verdict", "Verdict", "verdict"),
        Column("note", "Published: what the document says"),
        Column("direction", "Direction"),
    ]
    details = [
        column
        for wave, year in years.items()
        for column in (
            Column(f"{wave}_lower_pct", f"{year}, lower 95%", "number"),
            Column(f"{wave}_upper_pct", f"{year}, upper 95%", "number"),
            Column(f"{wave}_base", f"{year}, asked", "number"),
            Column(f"{wave}_kind", f"{year}, number asked is", "short"),
        )
    ]
    return [Column("question", "Question"), Column("response", "Answer counted"), *estimates, *difference, *details]


def quarter_panel(quarters: pd.DataFrame) -> Panel | None:
    """Figures of other waves that the report mentions in passing: a table, never joined to the yearly ones."""
    if quarters.empty:
        return None
    wave = [
        f"{'quarter' if months == QUARTER_MONTHS else f'{months} months'} to {f.month(end)}"
        for months, end in zip(quarters["wave_months"], quarters["wave_end"], strict=True)
    ]
    told = quarters.assign(
        wave=wave,
        place="paragraph " + quarters["paragraph"].astype(str),
        kind=_kind(quarters["unweighted_base"], quarters["base_is_assumed"]),
    )
    areas = f.joined(list(quarters["area_name"].unique()))
    columns = [
        Column("question", "Question"),
        Column("wave", "Months"),
        Column("estimate_pct", "Estimate, %", "number"),
        Column("lower_ci_pct", "Lower, 95%", "number"),
        Column("upper_ci_pct", "Upper, 95%", "number"),
        Column("unweighted_base", "Asked", "number"),
        Column("kind", "Number asked is", "short"),
        Column("place", "In the report"),
        Column("note", "Published: what the document says"),
    ]
    words = Words(
        "Other figures in the same report",
        f"Single quarters in {areas}, with {INTERVALS}: smaller samples than a year's, so "
        f"not compared with it. {asked(quarters['unweighted_base'], quarters['base_is_assumed'])}",
        str(quarters["document"].iloc[0]),
        [_scope(quarters)],
    )
    return Panel("perception-quarters", words, Table(told, columns, "perception-quarters"))
