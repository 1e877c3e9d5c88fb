from typing import Any

import numpy as np

from data.reports.figures import IntervalDots
from data.reports.perception.gap import gap_panel
from data.reports.perception.groups import group_panels
from data.reports.perception.ward_panels import asked_by_ward, spread_panel, ward_panel
from tests.fixtures.panels import rows, said
from tests.fixtures.surveyed import figures


def by_ward(base: int = 150, **same: Any) -> list[dict[str, Any]]:
    """Twenty wards from 30 to 68 %, in two years; the first rose by thirty points."""
    return [
        {"question": "Feel safe", "area_kind": "ward", "area_code": f"E0500000{ward:02}", "area_name": f"Ward {ward}",
         "wave_end": end, "estimate_pct": 30 + 2 * ward + (30 if ward == 0 and end > "2022" else 0),
         "unweighted_base": base, "is_own": False, "is_up_bad": False, **same}
        for ward in range(20) for end in ("2021-03-01", "2022-03-01")
    ]  # fmt: skip


def test_wards_stand_from_the_highest_with_the_change_and_the_clear_one_marked() -> None:
    (asked,) = asked_by_ward(figures(*by_ward(base=1200)))
    panel = ward_panel(asked, 0)
    assert isinstance(panel.figure, IntervalDots)
    drawn = panel.figure.frame.set_index("area_name")
    assert drawn.index[0] == "Ward 19"
    assert drawn.loc["Ward 0", "label"] == "+30 ▲"
    assert drawn["is_marked"].sum() == 1
    assert rows(panel)[0]["Asked"] == "1,200"


def test_questions_by_day_and_night_come_first_and_say_so() -> None:
    night = by_ward(subgroup_kind="time of day", subgroup="night")
    asked = asked_by_ward(figures(*by_ward(question="Trust"), *night))
    assert [one.title for one in asked] == ["Feel safe, by night", "Trust"]


def test_the_spread_stands_beside_what_chance_alone_makes() -> None:
    table = rows(spread_panel(asked_by_ward(figures(*by_ward(base=150)))))[0]
    assert (table["Wards"], table["Fewest asked"]) == ("20", "150")
    shares = np.array([60, *range(32, 70, 2)])
    assert table["Gap, points"] == "36"
    found = float(table["Spread, points"].split()[0])
    assert abs(found - np.sqrt(shares.var(ddof=1) - 0.25 * 1.3 / 150 * 1e4)) < 1
    assert 15 < float(table["Gap by chance alone"]) < 20


def test_few_asked_in_a_ward_cannot_tell() -> None:
    table = rows(spread_panel(asked_by_ward(figures(*by_ward(base=27)))))[0]
    assert table["Spread, points"] == "cannot be told from this survey"
    assert float(table["Gap by chance alone"]) > 35


def test_a_published_gap_stands_apart_with_what_chance_makes_of_such_gaps() -> None:
    gap: dict[str, Any] = {"question": "Gap", "quantity": "gap", "subgroup_kind": "time of day",
                           "unweighted_base": None, "wave_end": None, "wave_months": None,
                           "wave_said": "baseline 07/08"}  # fmt: skip
    both = figures(gap | {"subgroup": "day", "estimate_pct": 19}, gap | {"subgroup": "night", "estimate_pct": 35})
    panel = gap_panel(both)
    assert panel is not None
    assert panel.words.finding == "Published once: 19 points by day and 35 points by night"
    assert "38 points" in " ".join(line.text for line in panel.lines)
    assert "Baseline 07/08" in panel.words.short
    assert gap_panel(figures(*by_ward())) is None
    assert asked_by_ward(both) == []


def test_groups_of_one_kind_are_a_table_with_their_changes() -> None:
    told = [
        {"question": "Feel safe", "subgroup_kind": "age", "subgroup": group, "wave_end": end, "estimate_pct": share}
        for group, shares in {"16 to 34": (50, 30), "65 and over": (60, 61)}.items()
        for end, share in zip(("2021-03-01", "2022-03-01"), shares, strict=True)
    ]
    (panel,) = group_panels(figures(*told, *by_ward()))
    assert panel.words.finding == "By age"
    table = {row["Group"]: row for row in rows(panel)}
    assert table["16 to 34"]["Verdict"] == "▼ Clear fall"
    assert table["65 and over"]["Said so, %"].startswith("61 (")
    assert "groups" in said(panel)


def test_no_groups_are_no_panels() -> None:
    assert group_panels(figures(*by_ward())) == []
