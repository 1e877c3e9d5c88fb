"""How many small faults in the statistics, the opening of builds and the checks the unit tests notice.

python -m tests.mutation [--number 60] [--seed 1] [--children 2]. mutmut plants the faults in a copy of the project; a
number of them is drawn, and each is tried with the unit tests that run the function it is in.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
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
        drawn = random.Random(asked.seed).sample(sorted(_codes(copy)), asked.number)
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
