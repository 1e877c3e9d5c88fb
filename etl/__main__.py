"""python -m etl demo | build | check | status | template."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

import duckdb
from pydantic import ValidationError

from data.settings import Settings, explained
from etl import checks, status
from etl.demo import write_demo_files
from etl.errors import CheckError, SourceError
from etl.pipeline import build
from etl.template import write_template


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m etl", description="Load source files into a new build.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build from source files and publish")
    building.add_argument("--raw", type=Path, required=True, help="folder that holds the source files")
    building.add_argument("--snapshot", type=month, help="YYYY-MM in which files outside archives were downloaded")
    building.add_argument("--accept-losses", action="store_true", help="publish though less is in it than before")
    demo = commands.add_parser("demo", help="write demonstration source files and build from them")
    checked = commands.add_parser("check", help="check the current build again")
    shown = commands.add_parser("status", help="the current build, its loads and its gaps")
    shown.add_argument("--json", action="store_true", help="as JSON")
    template = commands.add_parser("template", help="write an empty file for those who supply data")
    template.add_argument("name", help="the dataset, as recorded_crime")
    for command in (building, demo, checked, shown):
        command.add_argument("--store", type=Path, help="folder of builds (default: DASHBOARD_STORE)")
    return parser.parse_args(arguments)


def month(text: str) -> str:
    """A month as YYYY-MM; raises ValueError where it is not one."""
    return datetime.strptime(text, "%Y-%m").strftime("%Y-%m")


def run(options: argparse.Namespace) -> None:
    """Carry out one command."""
    if options.command == "template":
        print(f"wrote {write_template(options.name, Path.cwd())}")
        return
    settings = Settings()
    if options.store:
        settings = settings.model_copy(update={"store": options.store})
    if options.command == "status":
        print(status.print_status(settings.store, options.json))
        return
    if options.command == "check":
        path = status.current_build(settings.store)
        with duckdb.connect(path, read_only=True) as connection:
            checks.check(connection, None)
        print(f"{path.name}: every check holds")
        return
    if options.command == "demo":
        raw = settings.store / "raw" / "demo"
        write_demo_files(raw)
        path = build(raw, settings)
    else:
        path = build(options.raw, settings, print, options.snapshot, options.accept_losses)
    print(f"published {path.name}")


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 with the error in one line on standard error."""
    try:
        run(parse(arguments))
    except ValidationError as error:
        print(f"error: {explained(error)}", file=sys.stderr)
        return 1
    except (SourceError, CheckError, OSError, duckdb.Error) as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
