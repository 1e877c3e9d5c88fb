from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components import prose
from components.panels import about, methods, perception
from components.panels.compare import change_panel, similar_note
from components.panels.compare_context import Context, finding, lead
from data.schema import Verdict
from data.selection import BuildStatus
from tests.fixtures.selections import RATE, choices, selection, status
from tests.fixtures.served import of_type, texts
from tests.unit.components.test_panel import as_json


def compared(**columns: list[Any]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "area_code": ["D1", "D2", "D3"],
            "area_name": ["Westmere", "Eastmere", "Farmere"],
            "is_own": [True, False, False],
            "population": [1000, 2000, None],
            "population_source": ["Census 2021", "Census 2021", None],
            "offence_count": [100.0, 90.0, 5.0],
            "rate_per_1000": [100.0, 45.0, None],
            "lower_ci_per_1000": [90.0, 40.0, None],
            "upper_ci_per_1000": [110.0, 50.0, None],
            "rank": [1.0, 2.0, None],
            "best_rank": [1.0, 2.0, None],
            "worst_rank": [1.0, 2.0, None],
            "rank_words": ["1st of 2, no other place plausible", "2nd of 2, no other place plausible", ""],
        }
    )
    return frame.assign(**columns)


def context(frame: pd.DataFrame, now: BuildStatus | None = None) -> Context:
    return Context(selection(), choices(), now or status(), RATE, frame, ["Westmere rose."], "?from=2024-01")


def test_the_finding_is_the_place_of_the_area() -> None:
    assert finding(context(compared())) == "By rate of all crime, Westmere is 1st of 2, no other place plausible"
    both = compared(is_own=[True, True, False])
    assert finding(context(both)) == "2 districts by rate of all crime"
    alone = compared(rate_per_1000=[100.0, None, None])
    assert finding(context(alone)) == "Districts cannot be compared, year to December 2024"


def test_districts_that_are_not_ranked_are_named() -> None:
    said = lead(context(compared()), 63.3, ["Care."])
    assert said == [
        "Westmere had 100.0 offences per 1,000 residents (95% interval 90.0 to 110.0), all 2 districts together 63.3.",
        "Westmere rose.",
        "Farmere is not ranked: months or residents are missing.",
        "Care.",
    ]


def test_an_extract_of_one_partner_is_said_to_hold_what_it_holds() -> None:
    marked = BuildStatus(**{**vars(status()), "source": "Partner records", "marking": "OFFICIAL-SENSITIVE"})
    said = lead(context(compared(), marked), 63.3, [])
    assert said[-1].startswith("Partner records is one partner's own: it compares districts only where it holds")


def changes(*verdicts: Verdict) -> pd.DataFrame:
    count = len(verdicts)
    return pd.DataFrame(
        {
            "area_code": [f"D{place}" for place in range(count)],
            "area_name": [f"District {place}" for place in range(count)],
            "is_own": [place == 0 for place in range(count)],
            "total_0": 110.0, "total_1": 100.0, "change_pct": 10.0, "lower_ci_pct": None, "upper_ci_pct": 20.0,
            "comparisons": count, "verdict": verdicts,
        }
    )  # fmt: skip


def test_the_change_panel_counts_what_is_more_than_chance_and_explains_its_signs() -> None:
    tree = as_json(change_panel(context(compared()), changes(Verdict.HIGHER, Verdict.NORMAL, Verdict.NOT_COMPARABLE)))
    said = " ".join(texts(tree))
    assert "1 of 2 districts changed by more than chance" in said
    assert "▲ higher than chance would explain · ≈ within normal variation." in said
    assert "The verdicts allow for 3 comparisons (Holm's method)." in said
    assert next(of_type(tree, "Link"))["props"]["href"].startswith("/methods?from=2024-01#")


def test_without_a_comparable_district_there_is_no_change_panel() -> None:
    assert change_panel(context(compared()), changes(Verdict.NOT_COMPARABLE)) is None


def test_a_group_says_where_it_is_taken_from_and_who_is_missing() -> None:
    group = pd.DataFrame(
        {
            "similar_area_code": ["D2", "D9"],
            "similar_area_name": ["Eastmere", "Nowhere"],
            "cited_source": ["Report of groups"] * 2,
            "source_date": pd.to_datetime(["2024-11-01"] * 2),
        }
    )
    said = " ".join(texts(as_json(similar_note(context(compared()), group))))
    assert "Eastmere and Nowhere, by Report of groups, November 2024." in said
    assert "do not hold Nowhere: load the files of its force" in said
    none = " ".join(texts(as_json(similar_note(context(compared()), group.iloc[:0]))))
    assert "No most similar group has been given for Westmere" in none


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
