from dataclasses import replace

from data.words.freshness import fresh, next_update
from tests.fixtures.selections import status


def test_the_foot_says_when_the_data_were_put_together_and_when_more_come() -> None:
    assert fresh(status()) == [
        "Data put together on 4 March 2025; next update expected by the end of March 2025. "
        "Figures of recent months may be revised."
    ]


def test_an_update_that_did_not_come_is_due_and_the_demonstration_has_none() -> None:
    now = status()
    late = replace(now, built_at=now.built_at.replace(month=4))
    assert next_update(late) == "an update has been due since March 2025"
    assert next_update(replace(late, is_demo=True)) == "demonstration data: no update to come"
