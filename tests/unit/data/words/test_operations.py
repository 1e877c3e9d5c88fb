from types import SimpleNamespace

import pytest

from data.model.verdict import Verdict
from data.words.operations import finding, left_open, smallest
from tests.fixtures.selections import period, selection


@pytest.mark.parametrize(
    ("verdict", "difference", "said"),
    [
        (Verdict.CLEAR_FALL, -48, "about 48 fewer burglaries than expected"),
        (Verdict.POSSIBLE_RISE, 1200, "perhaps 1,200 more burglaries than expected, not certain"),
        (Verdict.SAME, -3, "about as many burglaries as expected"),
        (Verdict.UNCLEAR, -30, "no clear effect on burglaries"),
        (Verdict.TOO_FEW, -3, "too few burglaries to tell"),
        (Verdict.CANNOT_COMPARE, 0, "its effect cannot be judged"),
    ],
)
def test_a_finding_says_what_was_seen_and_never_that_it_worked(verdict: Verdict, difference: int, said: str) -> None:
    row = {"verdict": verdict, "difference": difference}
    assert finding("Op Grip", row, selection(crime_types=("Burglary",))) == f"Op Grip: {said}"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-48.2, 28, "48 fewer to 28 more"),
        (-48.2, -0.3, "0.3 to 48 fewer"),
        (-48.2, 0, "0 to 48 fewer"),
        (0.3, 1200, "0.3 to 1,200 more"),
        (0, 28, "0 to 28 more"),
    ],
)
def test_what_chance_leaves_open_goes_from_the_least_to_the_most(low: float, high: float, said: str) -> None:
    assert left_open(low, high) == said


@pytest.mark.parametrize(("pct", "share"), [(31.2, " (31%)"), (None, "")])
def test_the_smallest_fall_that_could_be_seen_names_the_months_that_it_is_of(pct: float | None, share: str) -> None:
    side = SimpleNamespace(difference=SimpleNamespace(detectable=353, detectable_pct=pct), before_and_after=(1139, 0))
    assert smallest(side, period("2019-07", "2019-12"))[1] == (
        f"A fall smaller than 353{share} against July to December 2019 would most likely have gone unseen."
    )
