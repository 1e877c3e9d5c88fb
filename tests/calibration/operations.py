"""How often an operation that did nothing is said to have done something, and how often one that did is found.

python -m tests.calibration.operations BUILD SERIES [--since 2024-01] [--worlds 500] [--write docs/methods.md]; BUILD is
a .duckdb whose cells are resampled, SERIES a CSV as for ``python -m tests.calibration``, whose months are followed.
With --real CHOSEN BEFORE AFTER, each as 2023-03:12 (first month and how many), the build's own months are judged.
"""

import argparse
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from data.statistics.effect.design import Design, design
from data.statistics.effect.evaluation import effect
from data.statistics.effect.ground import Floats, Ground
from data.statistics.effect.plan import plan
from data.statistics.effect.similarity import History
from tests.calibration.cell_worlds import Cells, read_cells, read_seasons, world
from tests.calibration.null_pairs import YEAR
from tests.calibration.table import rewritten

AREAS, RING_M = 11, 150


class Months(NamedTuple):
    """Months by their places: those on which areas are chosen or likened, those before, and those after."""

    chosen: slice
    before: slice
    after: slice


def years(chosen: int, before: int, after: int) -> Months:
    """The same of whole years."""
    return Months(*(slice(YEAR * one, YEAR * (one + 1)) for one in (chosen, before, after)))


AT_RANDOM = years(3, 3, 4)
LATER, SKIPPED = years(2, 3, 4), years(3, 2, 4)


def history(counts: Floats, months: slice) -> History:
    """What areas are likened by; counts: types × cells × months."""
    own = counts[:, :, months]
    half = own.shape[2] // 2
    halves = np.stack([own[:, :, :half].sum(axis=(0, 2)), own[:, :, half:].sum(axis=(0, 2))], axis=1)
    return History(halves, own.sum(axis=2).T)


def placebo_operation(
    counts: Floats,
    ground: Ground,
    months: Months,
    rng: np.random.Generator,
    *,
    is_high: bool,
    among: int = AREAS,
) -> Design:
    """An operation over single cells: the highest of the months of choosing, or any in which something was recorded.

    among: how many of the highest the areas are drawn from.
    """
    level = counts[:, :, months.chosen].sum(axis=(0, 2))
    pool = np.argsort(-level, kind="stable")[:among] if is_high else np.flatnonzero(level)
    places = rng.choice(pool, AREAS, replace=False)
    return design(ground, [ground.square(place, 1) for place in places], history(counts, months.chosen), RING_M)


def thinned(counts: Floats, made: Design, months: slice, fall: float, rng: np.random.Generator) -> Floats:
    """Counts of which a share ``fall`` is taken away in the treated cells in these months."""
    found, cells = counts.copy(), made.treated.any(axis=0)
    treated = found[:, cells, months]
    found[:, cells, months] = rng.binomial(treated.astype(int), 1 - fall)
    return found


def found_effect(counts: Floats, made: Design, months: Months) -> tuple[int, int]:
    """Whether inside and around the areas a difference is told from chance: −1 a fall, 1 a rise, 0 none."""
    sides = counts.sum(axis=0)
    judged = effect(made, sides[:, months.before].sum(axis=1), sides[:, months.after].sum(axis=1))
    told = [
        int(np.sign(side.difference.difference)) if side and side.difference.is_told_from_chance else 0
        for side in ((judged.inside, judged.around) if judged else (None, None))
    ]
    return told[0], told[1]


DESIGNS = {
    "drawn at random": (AT_RANDOM, False),
    "the highest, judged on a later year": (LATER, True),
    "the highest, the year of choosing left out": (SKIPPED, True),
}
KINDS = {"violence": slice(0, 1), "all crime": slice(0, 2)}
FALLS = (0.2, 0.4)


def false_shares(cells: Cells, seasons: Floats, worlds: int) -> dict[tuple[str, str], tuple[float, float]]:
    """By design and crime: how often an operation that did nothing has an effect, inside its areas and around them."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for seed in range(worlds):
        counts = world(cells, seasons, seed)
        for kind, types in KINDS.items():
            for name, (months, is_high) in DESIGNS.items():
                made = placebo_operation(
                    counts[types], cells.ground, months, np.random.default_rng(seed), is_high=is_high
                )
                found.setdefault((name, kind), []).append(found_effect(counts[types], made, months))
    return {key: _shares(told) for key, told in found.items()}


def real_shares(cells: Cells, months: Months, draws: int) -> dict[tuple[str, str], tuple[float, float]]:
    """The same over the real months, which all operations share: drawn at random, and from the highest 33."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for seed in range(draws):
        for kind, types in KINDS.items():
            for name, is_high in (("drawn at random", False), ("11 of the highest 33", True)):
                # Where nobody chose the areas by their months, they are likened by the months that are judged.
                own = months if is_high else months._replace(chosen=months.before)
                made = placebo_operation(
                    cells.counts[types], cells.ground, own, np.random.default_rng(seed), is_high=is_high, among=33
                )
                found.setdefault((name, kind), []).append(found_effect(cells.counts[types], made, months))
    return {key: _shares(told) for key, told in found.items()}


def planted(cells: Cells, seasons: Floats, worlds: int) -> dict[tuple[str, str, float], tuple[float, float]]:
    """By design, crime and fall: the chance that the plan gives of finding it, and how often it is found."""
    found: dict[tuple[str, str, float], list[tuple[float, float]]] = {}
    earlier = slice(2 * YEAR, 3 * YEAR)
    for seed in range(worlds):
        counts = world(cells, seasons, seed, is_steady=True)
        for (kind, types), (name, (months, is_high)) in product(KINDS.items(), list(DESIGNS.items())[:2]):
            own, rng = counts[types], np.random.default_rng(seed)
            made = placebo_operation(own, cells.ground, months, rng, is_high=is_high)
            planned = plan(made, *(own[:, :, part].sum(axis=(0, 2)) for part in (months.before, earlier)))
            assert planned is not None
            for fall in FALLS:
                told, _ = found_effect(thinned(own, made, months.after, fall, rng), made, months)
                found.setdefault((name, kind, fall), []).append((planned.chance(fall), told < 0))
    return {key: (_mean(pairs, 0), _mean(pairs, 1)) for key, pairs in found.items()}


def _mean(pairs: Sequence[tuple[float, float]], place: int) -> float:
    return float(np.mean([pair[place] for pair in pairs]))


def _shares(told: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """How many of the operations have an effect inside, and around."""
    inside, around = (np.abs(np.array(told)) == 1).mean(axis=0)
    return float(inside), float(around)


def markdown_of_false(found: dict[tuple[str, str], tuple[float, float]], draws: int) -> str:
    """A table of false effects; draws: how many operations stand behind each figure."""
    rows = [
        f"| {name}, {kind} | {inside:.1%} | {around:.1%} |".replace("%", " %")
        for (name, kind), (inside, around) in found.items()
    ]
    head = f"| {draws:,} operations each that did nothing | false effect in the areas | around them |"
    return "\n".join([head, "| --- | --- | --- |", *rows])


def markdown_of_planted(found: dict[tuple[str, str, float], tuple[float, float]], draws: int) -> str:
    """A table of planted falls; draws: how many operations stand behind each figure."""
    rows = [
        f"| {name}, {kind}, −{fall:.0%} | {planned:.0%} | {told:.0%} |".replace("%", " %")
        for (name, kind, fall), (planned, told) in found.items()
    ]
    head = f"| {draws:,} operations each | the plan says | found |"
    return "\n".join([head, "| --- | --- | --- |", *rows])


def _months_of(text: str, cells: Cells) -> slice:
    """The places of months named as 2023-03:12."""
    first, _, count = text.partition(":")
    start = cells.months.index(first)
    return slice(start, start + int(count))


def main() -> int:
    """Print the tables, and write them into a document where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration.operations", description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("series", type=Path)
    parser.add_argument("--since", default="2024-01", help="the first month of the build that is resampled")
    parser.add_argument("--worlds", type=int, default=500)
    parser.add_argument("--real", nargs=3, metavar=("CHOSEN", "BEFORE", "AFTER"))
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="rewrite the tables between their marks there")
    asked = parser.parse_args()
    cells = read_cells(asked.build, asked.since)
    if asked.real:
        months = Months(*(_months_of(text, cells) for text in asked.real))
        print(markdown_of_false(real_shares(cells, months, asked.worlds), asked.worlds))
        return 0
    seasons = read_seasons(asked.series)
    table = "\n\n".join(
        [
            markdown_of_false(false_shares(cells, seasons, asked.worlds), asked.worlds),
            markdown_of_planted(planted(cells, seasons, asked.worlds), asked.worlds),
        ]
    )
    print(table)
    if asked.write:
        text = rewritten(asked.write.read_text(encoding="utf-8"), table, "operations")
        asked.write.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
