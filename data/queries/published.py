"""What the partnership and its partners have published, and the events that charts mark."""

import pandas as pd

from data.build import database
from data.model.period import Period
from data.statistics.survey.perception import two_waves


@database.per_build
def published_performance() -> pd.DataFrame:
    """The published crime performance of the area: period_from, period_to, offence, offence_count, change_pct, …"""
    return database.frame("SELECT * FROM fct_published_performance ORDER BY period_to DESC, display_order")


@database.per_build
def survey_estimates() -> pd.DataFrame:
    """Estimates of public perception: question, response, is_up_bad, area_name, wave_end, estimate_pct, …"""
    return database.frame(
        """
        SELECT
            q.display_order, q.question, q.response, q.is_up_bad, e.* EXCLUDE (display_order, area_name),
            (SELECT max(a.area_name) FROM dim_area AS a WHERE a.area_code = e.area_code) AS area_name
        FROM fct_survey_estimate AS e JOIN dim_survey_question AS q ON e.question_key = q.question_key
        WHERE
            e.area_code IN (SELECT unnest(area_codes) FROM meta_build)
            AND e.subgroup_kind = 'everyone' AND e.quantity = 'share' AND e.wave_kind = 'wave'
        ORDER BY q.display_order, e.wave_months DESC, e.wave_end
        """
    )


@database.per_build
def survey_waves() -> pd.DataFrame:
    """The latest yearly wave of each question beside the one before: the columns of ``perception.two_waves``."""
    return two_waves(survey_estimates())


def annotations(period: Period) -> pd.DataFrame:
    """Events within the period: date_from, date_to, label, kind, explanation, document."""
    every = _annotations()
    spans = enumerate(zip(every["date_from"], every["date_to"], strict=True))
    within = [row for row, (first, last) in spans if first.date() <= period.last and last.date() >= period.first]
    return every.iloc[within].reset_index(drop=True)


@database.per_build
def _annotations() -> pd.DataFrame:
    return database.frame(
        """
        SELECT date_from, coalesce(date_to, date_from) AS date_to, label, kind, explanation, document
        FROM meta_annotation
        ORDER BY date_from
        """
    )
