from math import nan

from data.analysis.verdicts import verdicts
from data.schema import Verdict


def test_a_missing_test_is_too_few_and_a_missing_difference_not_comparable() -> None:
    found = verdicts([nan, 5, 5, -5, 5, 5], [nan, nan, 0.01, 0.01, 0.5, 0.5], [True, True, False, True, False, True])
    assert found == [
        Verdict.NOT_COMPARABLE,
        Verdict.TOO_FEW,
        Verdict.HIGHER,
        Verdict.LOWER,
        Verdict.TOO_FEW,
        Verdict.NORMAL,
    ]


def test_the_words_are_fixed() -> None:
    assert [str(verdict) for verdict in Verdict] == [
        "higher than chance would explain",
        "lower than chance would explain",
        "within normal variation",
        "too few to tell",
        "not comparable",
    ]
