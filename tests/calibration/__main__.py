"""How often each test of a change is wrong, and how often it finds one, on real monthly series.

python -m tests.calibration FILE [--months 12] [--draws 20] [--write docs/methods.md]; FILE is a CSV with the columns
borough, crime_type, then months (YYYY-MM), or a build (.duckdb), of which the districts are taken.
"""

import argparse
import sys
from pathlib import Path

from tests.calibration.measures import OF_MONTHS, OF_YEARS, shares_called
from tests.calibration.methods import METHODS
from tests.calibration.null_pairs import YEAR, comparisons
from tests.calibration.series_file import read_series
from tests.calibration.table import markdown, rewritten


def calibrate(path: Path, months: int, draws: int) -> str:
    """The table of a file as markdown; ValueError where the file has nothing to compare."""
    real = comparisons(read_series(path), months)
    if not real:
        raise ValueError(f"{path.name} has no {months} months with the same months a year before")
    measures = OF_YEARS if months == YEAR else OF_MONTHS
    return markdown(real, measures, shares_called(real, METHODS, measures, draws), months, draws)


def main() -> int:
    """Print the table, and write it into a document where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--months", type=int, default=YEAR, help="length of the periods that are compared")
    parser.add_argument("--draws", type=int, default=20, help="draws for each pair of periods")
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="rewrite the table between its marks there")
    asked = parser.parse_args()
    try:
        table = calibrate(asked.file, asked.months, asked.draws)
        print(table)
        if asked.write:
            text = rewritten(asked.write.read_text(encoding="utf-8"), table, asked.months)
            asked.write.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
