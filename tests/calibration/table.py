"""The calibration as a markdown table, and its place in a document."""

import math
import re

import numpy as np

from tests.calibration.measures import Measure
from tests.calibration.null_pairs import Comparison
from tests.calibration.series_file import Floats


def markdown(
    real: list[Comparison], measures: tuple[Measure, ...], shares: dict[str, Floats], months: int, draws: int
) -> str:
    """A line on what was compared, and the table: a row for each method, a column for each measure."""
    figures = sum(len(one.types) for one in real)
    areas = len(np.unique(np.concatenate([one.areas for one in real])))
    said = (
        f"{areas} areas, {figures:,} figures in {len(real)} comparison{'s' * (len(real) > 1)} of {months} months with "
        f"the same months a year before, {draws} draws each: the share that is called changed at 5 %."
    )
    head = ["method", *(measure.title for measure in measures)]
    rows = [[name, *map(_percent, values)] for name, values in shares.items()]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join([said, "", *(f"| {' | '.join(cells)} |" for cells in lines)])


def _percent(share: float) -> str:
    if math.isnan(share):
        return "no such figure"
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def rewritten(text: str, table: str, months: int) -> str:
    """The document with the table between the marks of these months; ValueError where the marks are not there."""
    start, end = f"<!-- calibration of {months} months -->", f"<!-- end of calibration of {months} months -->"
    if text.count(start) != 1 or text.count(end) != 1:
        raise ValueError(f"the document needs the lines {start} and {end}, once each")
    return re.sub(f"{start}.*?{end}", lambda _: f"{start}\n{table}\n{end}", text, flags=re.DOTALL)
