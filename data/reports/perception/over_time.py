"""Each answer wave by wave in its band, with events; each survey, and each way of asking, on its own."""

import pandas as pd

from data.model.period import Period
from data.model.records import records
from data.queries import published, status, survey
from data.queries.survey import marking
from data.reports.evidence import whatever_is_chosen
from data.reports.figures import WaveDots, WaveLines
from data.reports.panel import Fold, Panel, Report, Section, about
from data.reports.perception.surveyed import SURVEY, nothing, sampled, status_of, suffix, words_of
from data.reports.table import Column, Table
from data.statistics.survey.perception import SERIES, with_intervals
from data.words import formatting as f
from data.words.prose import phrases
from data.words.survey import base_kind, say, when

# Fewer waves than this are no line.
FEWEST_WAVES = 3
# Events that change how records are placed: nobody who is asked knows of them.
OF_PLACES = ("location", "area")
COLUMNS = [
    Column("question", "Question"),
    Column("wave", "Months"),
    Column("estimate_pct", "Estimate, %", "number", 0, ("lower_ci_pct", "upper_ci_pct")),
    Column("unweighted_base", "Asked", "number"),
    Column("kind", "Number asked is", "short"),
    Column("document", "Document"),
]


@whatever_is_chosen
def report() -> Report:
    """A panel for each survey of the area; those with two waves at most show them side by side."""
    figures, area = survey.of_the_area(), status.build_status().area_name
    dated = with_intervals(_longest(figures[figures["wave_end"].notna() & figures["quantity"].eq("share")]))
    if dated.empty:
        return nothing(say("time_none", area=area), [say("time_none", area=area), say("give")])
    every = [part.reset_index(drop=True) for _, part in dated.groupby(SURVEY, sort=False)]
    parts = [part for part in every if _most_waves(part) > 1] or every[:1]
    waves = survey.waves()
    panels = [_panel(part, waves, place, parts[0]) for place, part in enumerate(parts)]
    return Report(_heading(parts[0]), status_of(figures), [Section(panels)], says_unplaced=False)


def _longest(dated: pd.DataFrame) -> pd.DataFrame:
    """Of each question the waves of one length: of which there are most, and of equals the longer."""
    if dated.empty:
        return dated
    counts = dated.groupby([*SERIES, "wave_months"], as_index=False).size()
    best = counts.sort_values(["size", "wave_months"]).groupby(SERIES, sort=False).tail(1)
    found = dated.merge(best[[*SERIES, "wave_months"]], on=[*SERIES, "wave_months"])
    return found.sort_values(["display_order", "wave_end"], ignore_index=True)


def _most_waves(part: pd.DataFrame) -> int:
    return int(part.groupby("question_key").size().max())


def _heading(part: pd.DataFrame) -> str:
    """How many questions of the first survey there are over how many waves."""
    most, count = _most_waves(part), part["question_key"].nunique()
    asked = say("one_question") if count == 1 else say("questions", count=f.capital(f.in_words(count)))
    if most < FEWEST_WAVES:
        return say("time_two" if most > 1 else "time_one", questions=asked)
    return say("time_heading", questions=asked, times=f.in_words(most))


def _panel(part: pd.DataFrame, waves: pd.DataFrame, place: int, first: pd.DataFrame) -> Panel:
    told = part.assign(
        wave=[f.capital(when(row)) for row in records(part)], kind=[base_kind(row) for row in records(part)]
    )
    is_line = _most_waves(part) >= FEWEST_WAVES
    events = _events(part)
    named = "; ".join(
        f"{label}, {f.month(day)}" for label, day in zip(events["label"], events["date_from"], strict=True)
    )
    short = (
        say("time_short", events=say("events", events=named) if named else "") if is_line else say("time_dots_short")
    )
    caption = say("time_caption", area=part["area_name"].iloc[0], **sampled(part))
    words = words_of(part, str(part["survey"].iloc[0]), caption, short)
    table = Table(told, COLUMNS)
    figure = WaveLines(told, events) if is_line else _dots(part, waves)
    # Why it is a panel of its own.
    key = "other_mode" if part["survey"].iloc[0] == first["survey"].iloc[0] else "other_survey"
    notes = [say(key, mode=phrases("perception")["modes"][part["mode"].iloc[0]])] if place else []
    name = "perception-time" if is_line else "perception-waves"
    folds: list[Fold] = [about(words)]
    return Panel(f"{name}{suffix(place)}", words, table, figure, notes=notes, folds=folds, marking=marking(part))


def _dots(part: pd.DataFrame, waves: pd.DataFrame) -> WaveDots | None:
    """The latest two waves of these questions, of those that end together."""
    own = waves[waves["question_key"].isin(part["question_key"]) & waves["mode"].eq(part["mode"].iloc[0])]
    own = own[own["now_end"] == own["now_end"].max()].reset_index(drop=True)
    # A picture has the difference as both shares beside it are shown.
    shown = own["now_pct"].astype(float).round() - own["before_pct"].astype(float).round()
    return WaveDots(own.assign(difference_points=shown.where(own["difference_points"].notna()))) if len(own) else None


def _events(part: pd.DataFrame) -> pd.DataFrame:
    """The events from the first wave to the last."""
    first, last = part["wave_from"].min(), part["wave_end"].max()
    found = published.annotations(Period(first.date(), last.date()))
    return found[~found["kind"].isin(OF_PLACES)].reset_index(drop=True)
