"""The words of pages: Markdown and phrases in data/words/text, and whole documents of docs."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TEXT = Path(__file__).parent / "text"
DOCS = Path(__file__).parents[2] / "docs"
# As safe as safe_load, and ten times as fast where the library came with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# An example of one area: <!-- E06000034 --> text <!-- /E06000034 -->.
EXAMPLE = re.compile(r"<!-- (?P<area>[EWSN]\d{8}) -->\s(?P<text>.*?\s)<!-- /(?P=area) -->\s", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


class Chapter(NamedTuple):
    """A chapter of a document: the anchor of its heading, the heading, and its Markdown."""

    anchor: str
    title: str
    text: str


def prose(name: str) -> str:
    """The text of ``data/words/text/<name>.md``."""
    return (TEXT / f"{name}.md").read_text(encoding="utf-8")


@cache
def phrases(name: str) -> dict[str, Any]:
    """The phrases of ``data/words/text/<name>.yml`` by their keys, with the names of their figures in braces."""
    found: dict[str, Any] = yaml.load((TEXT / f"{name}.yml").read_text(encoding="utf-8"), LOADER)
    return found


def speaker(name: str) -> Callable[..., str]:
    """What gives one of these phrases by its key, with its figures filled in."""

    def say(key: str, **given: object) -> str:
        """The phrase of this key."""
        return str(phrases(name)[key]).format(**given)

    return say


@lru_cache(maxsize=8)
def chapters(name: str, area_codes: tuple[str, ...] = ()) -> tuple[Chapter, ...]:
    """The chapters of ``docs/<name>.md``, each from its heading of the second level to the next.

    Without its comments, and without what stands between two that bear the code of an area that is not asked for.
    """
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    text = EXAMPLE.sub(lambda found: found["text"] if found["area"] in area_codes else "", text)
    text = COMMENT.sub("", text)
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    split = (part.partition("\n") for part in parts)
    return tuple(Chapter(anchor(title), title.strip(), body.strip()) for title, _, body in split)


def anchor(title: str) -> str:
    """The anchor of a heading, as GitHub makes it: lower case, hyphens for spaces, no other marks."""
    return re.sub(r"[^\w-]", "", title.strip().lower().replace(" ", "-"))
