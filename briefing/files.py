"""Files of what an address shows: slides, workbooks, numbers and pictures."""

import json
from collections.abc import Callable, Hashable
from threading import Condition
from typing import NamedTuple

from cachetools import LRUCache, cached

from briefing.asked import WHOLE, apart, asked, view_of
from data.outputs.csv import csv_text
from data.outputs.docx.document import docx_bytes
from data.outputs.names import file_name
from data.outputs.pptx.deck import pptx_bytes
from data.outputs.slides.layout import slides
from data.outputs.slides.svg import slide_svg
from data.outputs.xlsx import xlsx_bytes
from data.reports.briefing.briefing import Briefing
from data.reports.briefing.report import never
from data.settings import current

MOST_BYTES = 24 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"


class Made(NamedTuple):
    """A file: its name, its kind, what is in it."""

    name: str
    kind: str
    body: bytes


def _pptx(briefing: Briefing, panel: str, server: str) -> bytes:
    return pptx_bytes(briefing, current().template, view_of(briefing, server), has_cover=panel == WHOLE)


def _svg(briefing: Briefing, _panel: str, server: str) -> bytes:
    return slide_svg(slides(briefing, address=view_of(briefing, server), has_cover=False)[0]).encode()


KINDS: dict[str, tuple[str, Callable[[Briefing, str, str], bytes]]] = {
    "pptx": (f"{OFFICE}.presentationml.presentation", _pptx),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", lambda made, *_: xlsx_bytes(made)),
    "docx": (f"{OFFICE}.wordprocessingml.document", lambda made, *_: docx_bytes(made, current().word_template)),
    # With a byte order mark, or Excel takes true minus signs and dashes for something else.
    "csv": ("text/csv; charset=utf-8", lambda made, *_: f"\ufeff{csv_text(made.told[0].panel)}".encode()),
    "geojson": ("application/geo+json", lambda made, *_: json.dumps(made.told[0].panel.shapes).encode()),
    "svg": ("image/svg+xml", _svg),
}
# What only a panel is given as that has it: the others say in words what there is.
OF_NUMBERS = {"csv", "geojson"}


def _key(kind: str, panel: str, search: str, server: str = "", _is_gone: Callable[[], bool] = never) -> Hashable:
    # A template that is replaced is used from then on.
    templates = (current().template, current().word_template)
    stamps = [one.stat().st_mtime_ns if one and one.exists() else None for one in templates]
    return apart(), *stamps, kind, panel, search, server


def _size(made: Made | None) -> int:
    # What is not there is kept too, and takes room by what was asked.
    return len(made.body) if made else 4096


@cached(LRUCache(MOST_BYTES, getsizeof=_size), key=_key, condition=Condition())
def made(kind: str, panel: str, search: str, server: str = "", is_gone: Callable[[], bool] = never) -> Made | None:
    """The file of a kind of KINDS, None where there is no such kind or panel, or the panel has nothing of the kind.

    Arguments as ``asked``; server: its address, for the notes. Raises as ``asked`` does, and TemplateError where the
    partnership's template cannot be used.
    """
    found = asked(panel, search, is_gone) if kind in KINDS else None
    if found is None or (kind in OF_NUMBERS and (panel == WHOLE or kind not in found.told[0].panel.kinds)):
        return None
    mime, write = KINDS[kind]
    return Made(file_name(found, kind), mime, write(found, panel, server))
