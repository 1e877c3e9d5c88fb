from typing import Any

import pandas as pd
import pytest

from components.figures.small_multiples import CELL_PX, SIGN, cells
from components.figures.small_multiples import small_multiples as plain_small_multiples
from data.reports.figures import SmallMultiples
from tests.fixtures.drawings import checked
from tests.fixtures.selections import COUNT, RATE, period

small_multiples = checked(plain_small_multiples, SmallMultiples)

SHOWN = period("2024-02", "2024-03")


def many(**values: list[float]) -> pd.DataFrame:
    """Series from January 2024, each with limits around its own values; the last month of B breaks a rule."""
    frames = [
        pd.DataFrame(
            {
                "period_month": pd.date_range("2024-01-01", periods=len(given), freq="MS"),
                "series": name,
                "value": given,
                "phase": 0,
                "centre": sum(given) / len(given),
                "lower_limit": 0.0,
                "upper_limit": 2.0 * max(given),
                "signals": ["", "", "outside the limits"] if name == "B" else "",
            }
        )
        for name, given in values.items()
    ]
    return pd.concat(frames, ignore_index=True)


FRAME = many(A=[10.0, 20, 30], B=[1.0, 2, 3], C=[4.0, 5, 6], D=[1.0, 1, 1], E=[2.0, 2, 2])


def test_every_series_has_a_cell_with_its_band_line_and_title() -> None:
    figure: Any = small_multiples(FRAME, COUNT, SHOWN, is_common=False)
    axes = {trace.name: trace.xaxis for trace in figure.data if trace.name in "ABCDE"}
    assert axes == {"A": "x", "B": "x2", "C": "x3", "D": "x4", "E": "x5"}
    assert sum(trace.name == "limits" for trace in figure.data) == 5
    titles = [note.text for note in figure.layout.annotations]
    assert [title.split("</b>")[0] for title in titles] == [f"<b>{name}" for name in "ABCDE"]
    assert figure.layout.height == 2 * CELL_PX + 8


def test_a_mark_stands_in_the_title_only_for_a_signal_of_the_period() -> None:
    figure: Any = small_multiples(FRAME, COUNT, SHOWN, is_common=False)
    assert [SIGN in note.text for note in figure.layout.annotations] == [False, True, False, False, False]
    before: Any = small_multiples(FRAME.assign(signals=["near", "", ""] * 5), COUNT, SHOWN, is_common=False)
    assert not any(SIGN in note.text for note in before.layout.annotations)


def test_what_is_counted_has_no_half_between_its_ticks() -> None:
    free: Any = small_multiples(FRAME, COUNT, SHOWN, is_common=False)
    assert (free.layout.yaxis4.dtick, free.layout.yaxis5.dtick) == (1, 1)
    assert free.layout.yaxis.dtick is None
    rate: Any = small_multiples(FRAME, RATE, SHOWN, is_common=False)
    assert rate.layout.yaxis4.dtick is None


def test_scales_are_one_for_all_or_each_its_own_and_begin_at_zero() -> None:
    common: Any = small_multiples(FRAME, COUNT, SHOWN, is_common=True)
    free: Any = small_multiples(FRAME, COUNT, SHOWN, is_common=False)
    assert common.layout.yaxis.range == common.layout.yaxis4.range == pytest.approx((0, 1.06 * 60))
    assert free.layout.yaxis4.range == pytest.approx((0, 1.06 * 2))
    assert free.layout.xaxis.range == free.layout.xaxis5.range


@pytest.mark.parametrize(("count", "columns"), [(1, 4), (5, 4), (20, 4), (20, 1), (14, 2)])
def test_cells_fill_the_plot_without_touching(count: int, columns: int) -> None:
    found = cells(count, columns)
    edges = [edge for across, up in found for edge in (*across, *up)]
    assert 0 <= min(edges) <= max(edges) <= 1 + 1e-9
    for place, (across, up) in enumerate(found):
        assert across[0] < across[1]
        assert up[0] < up[1]
        for other_across, other_up in found[:place]:
            assert across[0] >= other_across[1] or up[1] <= other_up[0]


def test_a_long_name_is_wrapped() -> None:
    long = "A ward with a name that goes on and on for ever"
    figure: Any = small_multiples(FRAME.assign(series=long).iloc[:3], COUNT, SHOWN, is_common=True)
    assert "<br>" in figure.layout.annotations[0].text


def test_the_frame_is_not_changed() -> None:
    before = FRAME.copy()
    small_multiples(FRAME, COUNT, SHOWN, is_common=True)
    pd.testing.assert_frame_equal(FRAME, before)
