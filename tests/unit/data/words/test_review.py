import pytest

from data.words.review import counted


@pytest.mark.parametrize(
    ("count", "is_tested", "said"),
    [
        (2, True, "Two things are new since the review of {last}"),
        (1, True, "One thing is new since the review of {last}"),
        (0, True, "Nothing new is confirmed since the review of {last}"),
        (0, False, "Crime types and wards could not be tested; nothing else is new since the review of {last}"),
    ],
)
def test_what_is_new_is_counted_and_what_was_not_tested_is_never_none(count: int, is_tested: bool, said: str) -> None:
    last = "July to September 2020"
    assert counted("heading", count, is_tested, last=last) == said.format(last=last)
