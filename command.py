"""crime-dashboard serve | demo | download | build | refresh | check | status | template, from any folder."""

import runpy
import sys

from data.settings import ROOT
from etl.__main__ import main as etl


def main() -> None:
    """What the command line asks for; ends the program with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["serve"]:
        runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    else:
        sys.exit(etl(arguments, "crime-dashboard"))
