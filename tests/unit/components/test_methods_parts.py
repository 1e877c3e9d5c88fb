from pathlib import Path

import pandas as pd
import pytest

from components import prose
from components.panels import about, methods, perception
from tests.fixtures.served import of_type, texts
from tests.unit.components.test_panel import as_json


def test_chapters_are_cut_at_their_headings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Title\nlost\n## One, and two\nbody\n\n### part\n- `a`\n## Gi\\* (hot)\n| a | b |\n|---|---|\n"
    (tmp_path / "short.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prose, "DOCS", tmp_path)
    found = prose.chapters("short")
    assert found == (
        ("one-and-two", "One, and two", "body\n\n### part\n- `a`"),
        ("gi-hot", "Gi\\* (hot)", "| a | b |\n|---|---|"),
    )


def test_the_contents_link_to_the_headings() -> None:
    shown = prose.Chapter("ranks", "Ranks", "text")
    (link,) = of_type(as_json(methods.contents([shown])), "A")
    (heading,) = of_type(as_json(methods.chapter(shown)), "H2")
    assert link["props"]["href"] == f"#{heading['props']['id']}" == "#ranks"


@pytest.mark.parametrize(
    ("base", "assumed", "words"),
    [
        ([550, 550], [True, True], "The number of people asked was not published: 550 in each wave are assumed."),
        ([600, 550], [False, True], "600 people were asked. The number of people asked was not published: 550 in each"),
        ([400, None], [False, True], "400 people were asked. Where no number is known, no interval is given."),
    ],
)
def test_how_many_were_asked_says_what_is_assumed(base: list[int | None], assumed: list[bool], words: str) -> None:
    assert perception.asked(pd.Series(base, dtype="Int64"), pd.Series(assumed)).startswith(words)


def test_what_became_of_lsoas_is_left_out_where_no_lookup_says_it() -> None:
    assert about.lsoa_line({}, "Westmere") is None
    line = " ".join(texts(as_json(about.lsoa_line({"unchanged": 96, "split": 1}, "Westmere"))))
    assert line == "Of the 97 LSOAs of 2011 in Westmere, 96 are unchanged and 1 is split in 2021."
