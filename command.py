"""crime-dashboard serve, briefing, or a command of the ETL (build, refresh, status, purge, more), from any folder."""

import runpy
import sys

from briefing.__main__ import main as briefing
from data.settings import ROOT
from etl.__main__ import main as etl


def main() -> None:
    """What the command line asks for; ends the program with its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["serve"] and len(arguments) > 1:
        sys.exit("usage: crime-dashboard serve (it has no options: DASHBOARD_STORE and DASHBOARD_PORT are settings)")
    elif arguments == ["serve"]:
        runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    elif arguments[:1] == ["briefing"]:
        sys.exit(briefing(arguments[1:]))
    else:
        sys.exit(etl(arguments, "crime-dashboard"))
