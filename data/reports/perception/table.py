"""The table in the partnership's layout: each question, each year, the change with its verdict, and the place."""

import pandas as pd

from data.model.period import Period, ending
from data.model.records import records
from data.queries.survey import marking
from data.reports.panel import JUDGED, Fold, Listed, Note, Panel
from data.reports.perception.sentences import lead
from data.reports.perception.surveyed import SURVEY, sampled, source, suffix, words_of
from data.reports.table import POINTS, SHARES, Column, Table
from data.statistics.survey.perception import SERIES
from data.words import formatting as f
from data.words.survey import base_kind, place, say, wave, waves_to, way, when
from data.words.verdicts import judged_with

# Waves that stand side by side; earlier ones are in the file.
SHOWN_WAVES = 3
DIRECTIONS = {True: "rises", False: "falls"}


def table_panels(waves: pd.DataFrame, figures: pd.DataFrame) -> list[Panel]:
    """A panel for each survey of an area and each end of its waves.

    waves: as ``perception.ranked`` gives them, worst first; figures: every figure of the area, for the earlier waves.
    """
    surveys = waves.groupby([*SURVEY, "wave_months", "now_end"], sort=False)
    return [_panel(part.reset_index(drop=True), figures, suffix(place)) for place, (_, part) in enumerate(surveys)]


def _panel(waves: pd.DataFrame, figures: pd.DataFrame, suffix: str) -> Panel:
    first, own = waves.iloc[0], _same_waves(waves, figures)
    told, ends = _told(waves, own), sorted(own["wave_end"].unique())
    said, how = lead(waves), sampled(own)
    words = words_of(
        own,
        str(first["survey"]),
        say("table_caption", area=first["area_name"], **how),
        say("table_short", area=first["area_name"], waves=waves_to(int(first["wave_months"]), first["now_end"])),
        said,
    )
    columns, more = _columns(first, ends)
    if told["rank"].eq("").all():
        columns = [column for column in columns if column.name != "rank"]
    table = Table(told, columns, more=more)
    alone = [say("one_wave", survey=first["survey"])] if waves["before_pct"].isna().all() else []
    no_rank = [say("no_rank")] if waves["rank"].isna().all() else []
    sure: list[Note] = [Listed(said), say("points"), how["bases"], *no_rank, f"Source: {source(own)}.",
                        (f"{judged_with(first)} ", JUDGED)]  # fmt: skip
    folds = [
        Fold("How sure is this?", sure),
        Fold(say("wording", survey=first["survey"]), table=_wording(own)),
    ]
    return Panel(
        f"perception-table{suffix}", words, table, notes=alone, folds=folds, marking=marking(own) or marking(waves),
        period=_asked_in(own),
    )  # fmt: skip


def _asked_in(own: pd.DataFrame) -> Period:
    """From the first month of the earliest wave to the last of the latest."""
    first, last = (
        ending(end.date(), int(own["wave_months"].iloc[0])) for end in (own["wave_end"].min(), own["wave_end"].max())
    )
    return Period(first.first, last.last)


def _same_waves(waves: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of these questions in waves of the same months of every year."""
    own = figures.merge(waves[[*SERIES, "wave_months", "now_end"]], on=[*SERIES, "wave_months"])
    return own[own["wave_end"].dt.month == own["now_end"].dt.month].reset_index(drop=True)


def _told(waves: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The waves with what is said of each, and a column a wave."""
    rows, own = records(waves), own.assign(kind=[base_kind(row) for row in records(own)])
    told = waves.assign(
        direction=[say(DIRECTIONS.get(row["is_up_bad"], "neither")) for row in rows],
        way=[way(row["is_worse"]) for row in rows],
        rank=[place(row) for row in rows],
    )
    for values, named in (("estimate_pct", ""), ("unweighted_base", "asked "), ("kind", "kind ")):
        each = own.assign(column=[f"{named}{_column(end)}" for end in own["wave_end"]])
        told = told.join(each.pivot(index="question_key", columns="column", values=values), on="question_key")
    return told


def _column(end: pd.Timestamp) -> str:
    return f"{end:%Y-%m}"


def _columns(first: pd.Series, ends: list[pd.Timestamp]) -> tuple[list[Column], list[Column]]:
    """What is shown, and what the file has besides."""
    names = {end: f.capital(wave(int(first["wave_months"]), end)) for end in ends}
    # The quiet line names the waves: the headings of a phone have no room for it.
    years = [Column(_column(end), f"{end:%b %Y}, %", "number") for end in ends]
    shown = [
        Column("question", "Question"),
        *years[-SHOWN_WAVES:],
        Column("difference_points", "Change, points", "change", between=SHARES),
        Column(
            "difference_points", "Change, points", "interval", 0, POINTS, verdict="verdict", unit="", between=SHARES
        ),
        Column("verdict", "Verdict", "verdict", order="p_value"),
        Column("way", "For the", "short"),
        Column("rank", "Place among districts", order="rank"),
    ]
    now = names[first["now_end"]]
    more = [
        *years[:-SHOWN_WAVES],
        Column("response", "Answer counted"),
        Column("direction", "Direction"),
        Column("now_lower_pct", f"{now}, lower 95%", "number"),
        Column("now_upper_pct", f"{now}, upper 95%", "number"),
        *(Column(f"asked {_column(end)}", f"{name}, asked", "number") for end, name in names.items()),
        *(Column(f"kind {_column(end)}", f"{name}, number asked is", "short") for end, name in names.items()),
        Column("note", "Published: what the document says"),
    ]
    return shown, more


def _wording(own: pd.DataFrame) -> Table:
    """Each question in full, as far as it is known."""
    latest = own.sort_values("wave_end").groupby("question_key", sort=False).tail(1).sort_values("display_order")
    columns = [
        Column("question", "Question"),
        Column("wording", "As it was asked"),
        Column("response", "Answer counted"),
        Column("scale", "All answers"),
        Column("mode", "Asked by", "short"),
        Column("who_asked", "Who was asked", "short"),
        Column("note", "Published: what the document says"),
    ]
    return Table(latest.reset_index(drop=True), [one for one in columns if latest[one.name].notna().any()])


def other_panel(figures: pd.DataFrame) -> Panel | None:
    """Figures of other months, or of none that a document states: a table, never joined to the waves.

    figures: as ``perception.other_waves`` gives them.
    """
    if figures.empty:
        return None
    told = figures.assign(
        wave=[f.capital(when(row)) for row in records(figures)],
        place="paragraph " + figures["paragraph"].astype(str),
        kind=[base_kind(row) for row in records(figures)],
    )
    columns = [
        Column("question", "Question"),
        Column("response", "Answer counted"),
        Column("who_asked", "Who was asked", "short"),
        Column("area_name", "Area", "short"),
        Column("wave", "Months"),
        Column("estimate_pct", "Estimate, %", "number"),
        Column("lower_ci_pct", "Lower, 95%", "number"),
        Column("upper_ci_pct", "Upper, 95%", "number"),
        Column("unweighted_base", "Asked", "number"),
        Column("kind", "Number asked is", "short"),
        Column("document", "Document"),
        Column("place", "In the document"),
        Column("note", "Published: what the document says"),
    ]
    how = sampled(figures)
    caption = (
        f"Figures of other months than the table's, or of none that the document states, with {how['intervals']}: "
        f"not compared with it. {how['bases']}"
    )
    words = words_of(figures, "Other figures that documents give", caption)
    table = Table(told, columns)
    return Panel("perception-quarters", words, table, marking=marking(figures))
