from typing import Any

import pandas as pd
import pytest

from data.model.comparison import Comparison
from data.model.verdict import Verdict
from data.reports.risk.asked import RiskView
from data.reports.risk.panels import matrix_panel
from tests.fixtures.selections import period, selection, status

NOW, BEFORE = period("2024-01", "2024-12"), period("2023-01", "2023-12")
NONE = pd.DataFrame(columns=["list_name", "unit", "crime_type", "question"])


def view(verdicts: list[Verdict], harm: bool = False) -> RiskView:
    """Burglary is more frequent than robbery, and both count as they did before."""
    weights = [5.0, 4.0] if harm else None
    types: dict[str, Any] = {
        "crime_type": ["Burglary", "Robbery"], "offence_count": [900.0, 400.0], "total_0": [900.0, 400.0],
        "total_1": [900.0, 400.0], "dispersion": 1.0, "harm_weight": weights, "mix": "", "concern_pct": None,
        "unweighted_base": None, "verdict": verdicts,
    } | dict.fromkeys(("change_pct", "lower_ci_pct", "upper_ci_pct", "p_value"), 0.0)  # fmt: skip
    compared = Comparison(NOW, BEFORE, NOW, "1")
    return RiskView(selection(), status(), compared, pd.DataFrame(types), NONE, NONE, ())


@pytest.mark.parametrize(
    ("verdicts", "finding"),
    [
        ([Verdict.SAME, Verdict.TOO_FEW], "How often, and the trend: none clearly rose"),
        ([Verdict.SAME, Verdict.CLEAR_RISE], "Often and rising: robbery"),
    ],
)
def test_only_what_clearly_rose_is_called_rising(verdicts: list[Verdict], finding: str) -> None:
    assert matrix_panel(view(verdicts)).words.finding == finding


@pytest.mark.parametrize(
    ("verdicts", "finding"),
    [
        ([Verdict.CANNOT_COMPARE, Verdict.SAME], "Often and harmful: burglary"),
        ([Verdict.TOO_FEW, Verdict.SAME], "Often and harmful: robbery"),
        ([Verdict.TOO_FEW, Verdict.TOO_FEW], "How often, and how harmful"),
    ],
)
def test_the_most_harmful_may_be_one_that_cannot_be_compared(verdicts: list[Verdict], finding: str) -> None:
    assert matrix_panel(view(verdicts, harm=True)).words.finding == finding
