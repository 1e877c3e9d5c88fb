"""What the partnership and its partners have published, and the events that charts mark."""

from functools import lru_cache

import pandas as pd

from data.build import database
from data.model.period import Period
from data.model.viewer import Viewer
from data.statistics.survey.perception import two_waves


def published_performance() -> pd.DataFrame:
    """The published crime performance of the area: period_from, period_to, offence, offence_count, change_pct, …"""
    return _performance(database.build_key())


def survey_estimates() -> pd.DataFrame:
    """Estimates of public perception: question, response, is_up_bad, area_name, wave_end, estimate_pct, …"""
    return _estimates(database.build_key())


def survey_waves() -> pd.DataFrame:
    """The latest yearly wave of each question beside the one before: the columns of ``perception.two_waves``."""
    return _waves(database.build_key())


@lru_cache(maxsize=8)
def _waves(_build: tuple[str, Viewer]) -> pd.DataFrame:
    return two_waves(survey_estimates())


# Small tables that no selection narrows are read once a build; nobody changes a frame that was handed out.
@lru_cache(maxsize=8)
def _performance(_build: tuple[str, Viewer]) -> pd.DataFrame:
    return database.frame("SELECT * FROM fct_published_performance ORDER BY period_to DESC, display_order")


@lru_cache(maxsize=8)
def _estimates(_build: tuple[str, Viewer]) -> pd.DataFrame:
    return database.frame(
        """
        SELECT
            q.display_order, q.question, q.response, q.is_up_bad, e.*,
            (SELECT max(a.area_name) FROM dim_area AS a WHERE a.area_code = e.area_code) AS area_name
        FROM fct_survey_estimate AS e JOIN dim_survey_question AS q ON e.question_id = q.question_id
        ORDER BY q.display_order, e.wave_months DESC, e.wave_end
        """
    )


def annotations(period: Period) -> pd.DataFrame:
    """Events within the period: date_from, date_to, label, kind, explanation, document."""
    return _annotations(database.build_key(), period)


@lru_cache(maxsize=64)
def _annotations(_build: tuple[str, Viewer], period: Period) -> pd.DataFrame:
    return database.frame(
        """
        SELECT date_from, coalesce(date_to, date_from) AS date_to, label, kind, explanation, document
        FROM meta_annotation
        WHERE date_from <= $last AND coalesce(date_to, date_from) >= $first
        ORDER BY date_from
        """,
        first=period.first,
        last=period.last,
    )
