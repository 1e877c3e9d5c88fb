"""A feed as Atom has it (RFC 4287)."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

from data.outputs.harmless import CONTROL

ATOM = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """What is new once: what it is known by, its title, when (ISO 8601, UTC), its sentences."""

    known_by: str
    title: str
    updated: str
    sentences: Sequence[str]


class Feed(NamedTuple):
    """A feed: what it is known by, its title and author, its own address, that of the page, when it last changed."""

    known_by: str
    title: str
    author: str
    address: str
    page: str
    updated: str
    entries: Sequence[Entry]


def atom_bytes(feed: Feed) -> bytes:
    """The feed as XML in UTF-8; its ids stay the same wherever it is served."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", _urn(feed.known_by))
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for one in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", _urn(f"{feed.known_by} {one.known_by}"))
        _add(entry, "title", one.title)
        _add(entry, "updated", one.updated)
        _add(entry, "link", rel="alternate", type="text/html", href=feed.page)
        _add(entry, "content", "\n".join(one.sentences), type="text")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = CONTROL.sub("", text) or None
    return made


def _urn(known_by: str) -> str:
    return uuid5(NAMESPACE_OID, known_by).urn
