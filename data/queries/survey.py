"""What was found by asking: every figure of every survey that the viewer may see."""

import pandas as pd

from data.build import database
from data.queries.status import MARKING
from data.statistics.survey.perception import ranked, told_apart, two_waves, worst_first


@database.per_build
def figures() -> pd.DataFrame:
    """Every figure, in the order of the questions: the columns of both tables, and is_own: of the area itself.

    A question that no figure of the viewer answers is not there.
    """
    return database.frame(
        """
        SELECT
            q.question, q.wording, q.response, q.scale, q.is_up_bad, q.crime_types, q.display_order,
            e.* EXCLUDE (display_order, area_name),
            coalesce(
                e.area_name, (SELECT max(a.area_name) FROM dim_area AS a WHERE a.area_code = e.area_code), e.area_code
            ) AS area_name,
            e.area_kind = 'district' AND e.area_code IN (SELECT unnest(area_codes) FROM meta_build) AS is_own
        FROM fct_survey_estimate AS e JOIN dim_survey_question AS q ON e.question_key = q.question_key
        ORDER BY q.display_order, e.display_order
        """
    )


def marking(figures: pd.DataFrame) -> str:
    """How what is made of these figures, or of these waves, is marked."""
    return MARKING if figures["audience"].ne("public").any() else ""


def of_the_area() -> pd.DataFrame:
    """The figures of everybody in the area itself."""
    every = figures()
    return every[every["is_own"] & every["subgroup_kind"].eq("everyone")].reset_index(drop=True)


@database.per_build
def waves() -> pd.DataFrame:
    """The latest wave of each question in the area beside the one a year before, worst first, with its rank.

    Of surveys with one wave alone only where no other is there. Columns: those of ``perception.two_waves`` and
    ``perception.ranked``.
    """
    return worst_first(ranked(figures(), told_apart(two_waves(of_the_area()))))
