"""python -m etl demo | download | build | refresh | check | status | purge | template."""

import argparse
import re
import sys
from pathlib import Path

import duckdb
from pydantic import ValidationError

from data.settings import Settings, explained, split_area
from etl.errors import CheckError, DownloadError, Exit, SourceError
from etl.pipeline import build
from etl.publish import checks, status
from etl.publish.publishing import current, purge
from etl.sources.template import write_template

INTERRUPTED = "Query interrupted"


def parse(arguments: list[str], program: str) -> argparse.Namespace:
    """The command line of ``program``."""
    serving = "crime-dashboard serve (or python app.py) shows the current build in a browser."
    parser = argparse.ArgumentParser(program, description="Load source files into a new build.", epilog=serving)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build from source files and publish")
    building.add_argument("--raw", type=Path, required=True, help="folder that holds the source files")
    building.add_argument("--snapshot", type=month, help="month in which files outside archives were downloaded")
    building.add_argument("--accept-losses", action="store_true", help="publish though less is in it than before")
    demo = commands.add_parser("demo", help="write demonstration source files and build from them")
    checking = commands.add_parser("check", help="check the current build again")
    shown = commands.add_parser("status", help="the current build, its loads and its gaps")
    shown.add_argument("--json", action="store_true", help="as JSON")
    purging = commands.add_parser("purge", help="delete failed builds and all but the newest, for good")
    purging.add_argument("--keep", type=int, default=1, help="how many builds stay, the current one with them (1)")
    downloading = commands.add_parser("download", help="fetch source files that are new or have changed")
    refreshing = commands.add_parser("refresh", help="download, and build and publish where something is new")
    for command in (downloading, refreshing):
        command.add_argument("--from", dest="first", type=month, required=True, help="first month, YYYY-MM")
        command.add_argument("--to", dest="last", type=month, help="last month (default: the latest there is)")
        command.add_argument("--raw", type=Path, help="folder for the source files (default: raw/live in the store)")
    for command in (building, demo, downloading, refreshing):
        # Repeated, or with commas.
        words = "district, county or force (default: DASHBOARD_AREA)"
        command.add_argument("--area", type=area, action="extend", help=words)
    for command in (building, demo, downloading, refreshing, checking, shown, purging):
        command.add_argument("--store", type=Path, help="folder of builds (default: DASHBOARD_STORE)")
    template = commands.add_parser("template", help="write an empty file for those who supply data")
    template.add_argument("name", help="the dataset, as recorded_crime")
    return parser.parse_args(arguments)


def month(text: str) -> str:
    """A month as YYYY-MM."""
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text} is not a month such as 2023-04")
    return text


def area(text: str) -> tuple[str, ...]:
    """An area as the settings have it."""
    try:
        return split_area(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(options: argparse.Namespace) -> int:
    """Carry out one command; return its exit code."""
    if options.command == "template":
        path = write_template(options.name, Path.cwd())
        print(f"wrote {path}, and what its columns mean to {path.with_suffix('.md').name}")
        return Exit.DONE
    settings = Settings()
    if options.store:
        settings = settings.model_copy(update={"store": options.store})
    if asked := getattr(options, "area", None):
        settings = settings.model_copy(update={"area": tuple(asked)})
    live = getattr(options, "raw", None) or settings.store / "raw" / "live"
    match options.command:
        case "status":
            print(status.print_status(settings.store, options.json))
        case "check":
            print(checked(status.current_build(settings.store)))
        case "purge":
            gone = purge(settings.store, options.keep)
            print("\n".join([*(f"deleted {path.name}" for path in gone), f"{len(gone)} builds deleted"]))
        # What a build does not need is imported where it is: it takes a tenth of a second.
        case "download":
            from etl.download import download

            download(live, settings, options.first, options.last, print)
        case "refresh":
            from etl.publish.refresh import refresh

            return refresh(live, settings, options.first, options.last, print)
        case "demo":
            from etl.demo import without_latest_month, write_demo_files

            raw = settings.store / "raw" / "demo"
            write_demo_files(raw)
            if current(settings.store) is None:
                # The month before comes first, so that the page on what is new has something to say.
                with without_latest_month(raw):
                    build(raw, settings)
            print(f"published {build(raw, settings).name}")
        case "build":
            path = build(options.raw, settings, print, options.snapshot, options.accept_losses)
            print(f"published {path.name}")
    return Exit.DONE


def checked(path: Path) -> str:
    """What to say of a build in which every check holds; raises CheckError where one does not."""
    with duckdb.connect(path, read_only=True) as connection:
        checks.check(connection, None)
    return f"{path.name}: every check holds"


def main(arguments: list[str], program: str = "python -m etl") -> int:
    """The exit code, with the error in one line on standard error where it is not 0: see ``Exit``."""
    options = parse(arguments, program)
    try:
        return run(options)
    except (KeyboardInterrupt, RuntimeError) as error:
        # Within a query DuckDB makes the one of the other.
        if isinstance(error, RuntimeError) and str(error) != INTERRUPTED:
            raise
        said, code = "stopped before its end: what is published is as it was", Exit.STOPPED
    except ValidationError as error:
        said, code = explained(error), Exit.ERROR
    except DownloadError as error:
        said, code = str(error), Exit.DOWNLOAD_FAILED
    except CheckError as error:
        # To whoever builds by hand a failed check is an error like any other.
        said, code = str(error), Exit.CHECK_FAILED if options.command == "refresh" else Exit.ERROR
    except (SourceError, OSError, duckdb.Error) as error:
        said, code = str(error), Exit.ERROR
    print(f"error: {' '.join(said.split())}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
