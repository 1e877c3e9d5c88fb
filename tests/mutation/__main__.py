"""How many small faults in the statistics, the opening of builds and the checks the unit tests notice.

python -m tests.mutation [--number 60] [--seed 1] [--children 2]. mutmut plants the faults in a copy of the project; a
number of them is drawn, and each is tried with the unit tests that run the function it is in.

Two kinds are left out, noticed or not, since hardly any of them is a fault: the ``strict=`` of a ``zip`` over sides of
one length, and the conversion to float of what nearly always is float already. Others that change nothing are still
drawn and counted as not noticed: a merge by the columns that both sides have anyway, what stands in where ``where``
takes the other side, an order of groups that is sorted again. None is planted in the constants of a module or in SQL.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from data.settings import ROOT

CONFIG = """
[tool.mutmut]
source_paths = ["data", "etl"]
only_mutate = ["data/statistics/**/*.py", "data/build/*.py", "etl/publish/checks.py"]
also_copy = ["app.py", "pages", "components", "server", "tests", "docs", "pyproject.toml"]
pytest_add_cli_args_test_selection = [
    "tests/unit/data/statistics", "tests/unit/data/build", "tests/unit/etl/publish/test_checks.py",
]
use_git_change_detection = false
"""
# Any one fault: with the first run all of them are made.
FIRST = "data.statistics.ranking.rates.x_rates_with_intervals__mutmut_1"
SURVIVED, UNTRIED = 0, (None, 5, 33)
# Of a line and of the same with a fault: what may be left out of both, where nothing else may differ.
OF_A_LINE, OF_A_FAULT = (
    re.compile(r"(strict=True|dtype=float)(, )?|float(?=\))"),
    re.compile(r"(strict=\w+|dtype=(float|None))(, )?|(float|None)(?=\))"),
)


def main() -> int:
    """Print what was noticed, and each fault that was not."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--number", type=int, default=60, help="how many faults are tried")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--children", type=int, default=2, help="how many at a time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "store"))
        with (copy / "pyproject.toml").open("a", encoding="utf-8") as stream:
            stream.write(CONFIG)
        _mutmut(copy, "run", "--max-children", str(asked.children), FIRST)
        drawn = _drawn(copy, asked.number, random.Random(asked.seed))
        _mutmut(copy, "run", "--max-children", str(asked.children), *drawn)
        codes = _codes(copy)
        alive = [name for name in drawn if codes[name] == SURVIVED or codes[name] in UNTRIED]
        for name in alive:
            print(f"not noticed ({codes[name]}):", _mutmut(copy, "show", name), sep="\n")
        killed = len(drawn) - len(alive)
        print(
            f"{killed} of {len(drawn)} faults noticed, {killed / len(drawn):.0%} (of {len(codes)}, seed {asked.seed})"
        )
    return 0


def _drawn(folder: Path, number: int, source: random.Random) -> list[str]:
    """The names of so many faults of the kinds that are counted."""
    names = sorted(_codes(folder))
    source.shuffle(names)
    counted = (name for name in names if not _is_left_out(_mutmut(folder, "show", name)))
    return list(islice(counted, number))


def _is_left_out(shown: str) -> bool:
    """Whether a fault, as mutmut shows it, is of a kind that is left out."""
    changed = [line for line in shown.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    if len(changed) != 2:
        return False
    before, after = (line[1:] for line in changed)
    return OF_A_LINE.sub("", before) == OF_A_FAULT.sub("", after)


def _mutmut(folder: Path, *arguments: str) -> str:
    """Run mutmut in a folder; what it printed. It ends with 1 where a fault was not noticed."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not (folder / "mutants").is_dir():
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def _codes(folder: Path) -> dict[str, int | None]:
    """The exit code of the tests of each fault, None where it was not tried."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants").rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    sys.exit(main())
