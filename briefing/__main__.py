"""python -m briefing --preset board --out DIR: PowerPoint, Word and Excel of the build, without a browser.

python -m briefing notify: tell whom the settings name what is new.
"""

import argparse
import os
import sys
from enum import IntEnum
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from pydantic import ValidationError

from briefing.asked import WHOLE, asked
from briefing.files import made
from briefing.notify import NotSentError, notify
from data.build import database
from data.model.file_errors import TemplateError
from data.model.packs import PACKS
from data.model.schema import NoBuildError
from data.model.viewer import PARTNER, PUBLIC
from data.outputs.docx.template import own_template as word_template
from data.outputs.pptx.template import own_template
from data.queries import choices
from data.settings import explained


class Exit(IntEnum):
    """What the program ends with: docs/briefing.md explains each."""

    DONE = 0
    SECTION_FAILED = 1
    USAGE = 2
    NO_BUILD = 3
    NOT_WRITTEN = 4
    NOT_SENT = 5


class UsageError(ValueError):
    """What was asked for cannot be, with what can."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        "python -m briefing", description="Write a briefing as PowerPoint or Word, and Excel."
    )
    parser.add_argument("--preset", choices=list(PACKS), default=next(iter(PACKS)), help="which ready-made briefing")
    parser.add_argument("--out", type=Path, help="folder for the files")
    parser.add_argument("--store", type=Path, help="folder of builds (default: DASHBOARD_STORE)")
    parser.add_argument("--wards", default="", help="names or codes, parted by semicolons (default: all)")
    parser.add_argument("--view", default="", help="the address of a view, from which all else is taken")
    parser.add_argument("--title", default="", help="on the cover")
    parser.add_argument("--meeting", default="", help="on the cover")
    parser.add_argument("--partner", action="store_true", help="with data for partners, marked OFFICIAL-SENSITIVE")
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="write our template, of Word where it ends with .docx, to be made your own, and end",
    )
    options = parser.parse_args(arguments)
    if not options.out and not options.template:
        parser.error("give --out, the folder for the files")
    return options


def searched(options: argparse.Namespace) -> str:
    """The query of the address that the options stand for.

    Raises UsageError where a ward is not known.
    """
    query = parse_qs(options.view.partition("?")[2], keep_blank_values=True)
    query |= {"pack": [options.preset]} if not query.get("pack") else {}
    query |= {key: [text] for key in ("title", "meeting") if (text := getattr(options, key))}
    wanted = [name.strip() for name in options.wards.split(";") if name.strip()]
    if wanted:
        query["ward"] = [_code(name) for name in wanted]
    return "?" + urlencode(query, doseq=True)


def _code(name: str) -> str:
    wards = {ward.code: ward.name for vintage in choices.filter_choices().vintages for ward in vintage.wards}
    found = [code for code, known in wards.items() if name.lower() in (code.lower(), known.lower())]
    if not found:
        raise UsageError(f"there is no ward {name}: known are {'; '.join(sorted(set(wards.values())))}")
    # Of a ward with several codes the latest is meant.
    return found[-1]


def run(options: argparse.Namespace) -> Exit:
    """Write the files; each is whole or not there."""
    if options.template:
        own = word_template() if options.template.suffix.lower() == ".docx" else own_template()
        options.template.write_bytes(own)
        print(f"wrote {options.template}")
        return Exit.DONE
    if options.store:
        os.environ["DASHBOARD_STORE"] = str(options.store)
    database.pin(PARTNER if options.partner else PUBLIC)
    search = searched(options)
    briefing = asked(WHOLE, search)
    assert briefing is not None
    options.out.mkdir(parents=True, exist_ok=True)
    for ending in PACKS[briefing.selection.briefing.pack].endings:
        file = made(ending, WHOLE, search)
        assert file is not None
        path = options.out / file.name
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(file.body)
        part.replace(path)
        print(f"wrote {path}")
    failed = [part.title for part in briefing.parts if any(told.is_failed for told in part.told)]
    if failed:
        print(f"error: could not be made: {', '.join(failed)}", file=sys.stderr)
    return Exit.SECTION_FAILED if failed else Exit.DONE


def tell(arguments: list[str]) -> Exit:
    """Tell whom the settings name what is new."""
    parser = argparse.ArgumentParser("python -m briefing notify", description="Tell what is new since the data before.")
    parser.add_argument("--store", type=Path, help="folder of builds (default: DASHBOARD_STORE)")
    print(notify(parser.parse_args(arguments).store))
    return Exit.DONE


def main(arguments: list[str]) -> int:
    """The exit code, with the error in one line on standard error where it is not 0."""
    try:
        return tell(arguments[1:]) if arguments[:1] == ["notify"] else run(parse(arguments))
    except (UsageError, ValidationError) as error:
        said, code = explained(error) if isinstance(error, ValidationError) else str(error), Exit.USAGE
    except NoBuildError as error:
        said, code = str(error), Exit.NO_BUILD
    except NotSentError as error:
        said, code = str(error), Exit.NOT_SENT
    except (TemplateError, OSError) as error:
        said, code = str(error), Exit.NOT_WRITTEN
    print(f"error: {' '.join(said.split())}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
