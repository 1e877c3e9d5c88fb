"""How often each test of a change is wrong, and how often it finds one, on real monthly series.

python -m tests.calibration FILE [--months 12] [--draws 20] [--write docs/methods.md]; FILE is a CSV with the columns
borough, crime_type, then months (YYYY-MM), or a build (.duckdb), of which the districts are taken. Without FILE: how
often the families of verdicts are wrong in simulated worlds.
"""

import argparse
import sys
from pathlib import Path

from tests.calibration.families import errors
from tests.calibration.measures import OF_MONTHS, OF_YEARS, shares_called
from tests.calibration.methods import METHODS
from tests.calibration.null_pairs import YEAR, comparisons
from tests.calibration.series_file import read_series
from tests.calibration.table import markdown, markdown_of_families, rewritten
from tests.calibration.worlds import world

WORLDS, SHARE_CHANGED = (1000, 300), 0.4


def calibrate(path: Path, months: int, draws: int) -> str:
    """The table of a file as markdown; ValueError where the file has nothing to compare."""
    real = comparisons(read_series(path), months)
    if not real:
        raise ValueError(f"{path.name} has no {months} months with the same months a year before")
    measures = OF_YEARS if months == YEAR else OF_MONTHS
    return markdown(real, measures, shares_called(real, METHODS, measures, draws), months, draws)


def calibrate_families(worlds: tuple[int, int] = WORLDS) -> str:
    """The table of families as markdown; worlds: how many without change, and how many with."""
    unchanged = errors(world(seed) for seed in range(worlds[0]))
    mixed = errors(world(seed, SHARE_CHANGED) for seed in range(worlds[1]))
    return markdown_of_families(unchanged, mixed, worlds)


def main() -> int:
    """Print the table, and write it into a document where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="without it, the families are tried on simulated worlds")
    parser.add_argument("--months", type=int, default=YEAR, help="length of the periods that are compared")
    parser.add_argument("--draws", type=int, default=20, help="draws for each pair of periods")
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="rewrite the table between its marks there")
    asked = parser.parse_args()
    try:
        table = calibrate(asked.file, asked.months, asked.draws) if asked.file else calibrate_families()
        print(table)
        if asked.write:
            what = f"{asked.months} months" if asked.file else "families"
            text = rewritten(asked.write.read_text(encoding="utf-8"), table, what)
            asked.write.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
