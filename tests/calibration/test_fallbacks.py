"""How often an unchanged figure is called at 5 %, by where its noise is from, and where a season is in it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest

from data.model.comparison import JUST_BEFORE, Comparison
from data.model.period import Period
from data.model.schema import AREA, DISTRICT, WARD
from data.model.verdict import CLEAR
from data.settings import ROOT
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from tests.calibration.measures import LEVEL
from tests.calibration.product import MONTHS, YEARS, scope_of
from tests.calibration.worlds import OWN, world

WORLDS = 100
HALF = Period(MONTHS[18], MONTHS[23])
SEASONS = Comparison(HALF, Period(MONTHS[12], MONTHS[17]), HALF, JUST_BEFORE)


def alone(scope: Scope) -> Scope:
    """The district without any that is like it."""
    return replace(scope, alike=(OWN,))


def alone_and_whole(scope: Scope) -> Scope:
    """The same as one ward."""
    wards = scope.wards
    one = Cube(wards.months, wards.codes[:1], wards.types, wards.counts.sum(axis=1, keepdims=True))
    return replace(scope, alike=(OWN,), wards=one)


@pytest.fixture(scope="module")
def scopes() -> list[Scope]:
    """Worlds in which nothing changed."""
    return [scope_of(world(seed)) for seed in range(WORLDS)]


def called(scopes: Iterable[Scope], comparison: Comparison) -> tuple[str, float, float]:
    """The pool, and the share of the area's figures below 5 %, and with a clear verdict, where nothing changed."""
    below, clear, pools = [], [], set()
    for scope in scopes:
        figures = Figures(scope, comparison)
        area = figures.named[figures.named["level"] == AREA]
        pools.add(figures.pool)
        below.append((area["p_value"] < LEVEL).mean())
        clear.append(area["verdict"].isin(CLEAR).mean())
    (pool,) = pools
    return pool, float(np.mean(below)), float(np.mean(clear))


@pytest.mark.parametrize(
    ("of", "comparison", "pool", "words"),
    [
        (lambda scope: scope, YEARS, DISTRICT, r"over districts (\S+) %"),
        (alone, YEARS, WARD, r"over wards (\S+) %"),
        (alone_and_whole, YEARS, AREA, r"by its own months (\S+) %"),
        (lambda scope: scope, SEASONS, DISTRICT, r"six months against the six just before (\S+) %"),
    ],
    ids=["districts", "wards", "alone", "just before"],
)
def test_the_documented_share_of_false_calls(
    scopes: list[Scope], of: Callable[[Scope], Scope], comparison: Comparison, pool: str, words: str
) -> None:
    text = " ".join((ROOT / "docs" / "methods.md").read_text(encoding="utf-8").split())
    (documented,) = re.findall(words, text)
    found = called(map(of, scopes), comparison)
    print(f"{found[0]}: {found[1]:.2%} below 5 %, {found[2]:.2%} clear")
    assert found[0] == pool
    assert documented == f"{100 * found[1]:.1f}"
    if comparison is YEARS:
        assert found[1] <= LEVEL
