"""The prose of pages: Markdown in components/text, and whole documents of docs."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dash import dcc

TEXT = Path(__file__).parent / "text"
DOCS = Path(__file__).parent.parent / "docs"


class Chapter(NamedTuple):
    """A chapter of a document: the anchor of its heading, the heading, and its Markdown."""

    anchor: str
    title: str
    text: str


def prose(name: str) -> dcc.Markdown:
    """The text of ``components/text/<name>.md``."""
    return dcc.Markdown((TEXT / f"{name}.md").read_text(encoding="utf-8"), className="prose")


@lru_cache(maxsize=8)
def chapters(name: str) -> tuple[Chapter, ...]:
    """The chapters of ``docs/<name>.md``, each from its heading of the second level to the next."""
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    split = (part.partition("\n") for part in parts)
    return tuple(Chapter(anchor(title), title.strip(), body.strip()) for title, _, body in split)


def anchor(title: str) -> str:
    """The anchor of a heading, as GitHub makes it: lower case, hyphens for spaces, no other marks."""
    return re.sub(r"[^\w-]", "", title.strip().lower().replace(" ", "-"))
