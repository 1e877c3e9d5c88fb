"""python -m etl demo | build | check | status."""

import argparse
import sys
from pathlib import Path

import duckdb
from pydantic import ValidationError

from data.settings import Settings, explained
from etl import checks, status
from etl.demo import write_demo_files
from etl.errors import CheckError, SourceError
from etl.pipeline import build


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m etl", description="Load source files into a new build.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build from source files and publish")
    building.add_argument("--raw", type=Path, required=True, help="folder that holds the source files")
    demo = commands.add_parser("demo", help="write demonstration source files and build from them")
    checked = commands.add_parser("check", help="check the current build again")
    shown = commands.add_parser("status", help="the current build, its loads and its gaps")
    shown.add_argument("--json", action="store_true", help="as JSON")
    for command in (building, demo, checked, shown):
        command.add_argument("--store", type=Path, help="folder of builds (default: DASHBOARD_STORE)")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    """Carry out one command."""
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
    raw = options.raw if options.command == "build" else settings.store / "raw" / "demo"
    if options.command == "demo":
        write_demo_files(raw)
    print(f"published {build(raw, settings).name}")


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
