"""The calibration as a markdown table, and its place in a document."""

import math
import re

import numpy as np

from tests.calibration.families import Errors
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


def markdown_of_families(unchanged: dict[str, Errors], mixed: dict[str, Errors], worlds: tuple[int, int]) -> str:
    """The same of the families of verdicts; worlds: how many without change, and how many with changes in some."""
    said = (
        f"{worlds[0]:,} simulated years of 14 districts and 20 wards in which nothing changes, and {worlds[1]:,} in "
        "which two in five wards and other districts change by −40 to +60 % in half the crime types:"
    )
    head = ["family", "any false verdict where nothing changes", "false among those given", "changes over 20 % found"]
    rows = [
        [title, _percent(unchanged[title].any_false), _percent(one.false_share), _percent(one.found)]
        for title, one in mixed.items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join([said, "", *(f"| {' | '.join(cells)} |" for cells in lines)])


def rewritten(text: str, table: str, what: str) -> str:
    """The document with the table between the marks of ``what``; ValueError where the marks are not there."""
    start, end = f"<!-- calibration of {what} -->", f"<!-- end of calibration of {what} -->"
    if text.count(start) != 1 or text.count(end) != 1:
        raise ValueError(f"the document needs the lines {start} and {end}, once each")
    return re.sub(f"{start}.*?{end}", lambda _: f"{start}\n{table}\n{end}", text, flags=re.DOTALL)
