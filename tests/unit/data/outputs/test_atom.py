from xml.etree import ElementTree as ET

from data.outputs.atom import ATOM, Entry, Feed, atom_bytes

ENTRY = Entry("one", "A <title> & more", "2026-01-02T03:04:05Z", ["First.", "Bell \x07 rings."])
FEED = Feed("area", "What is new", "Partnership", "https://x.org/changes.atom", "https://x.org/changes",
            "2026-01-02T03:04:05Z", [ENTRY, ENTRY._replace(known_by="two")])  # fmt: skip


def read(feed: Feed) -> ET.Element:
    return ET.fromstring(atom_bytes(feed))


def test_a_feed_has_what_the_standard_asks() -> None:
    root = read(FEED)
    assert root.tag == f"{{{ATOM}}}feed"
    for parent in (root, *root.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{{{ATOM}}}{name}")) == 1
    assert root.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == "Partnership"
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")} == {
        "self": "https://x.org/changes.atom",
        "alternate": "https://x.org/changes",
    }


def test_ids_differ_and_stay_wherever_the_feed_is_served() -> None:
    ids = [one.text for one in read(FEED).iter(f"{{{ATOM}}}id")]
    moved = FEED._replace(address="https://y.org/sub/changes.atom", page="https://y.org/sub/changes")
    assert len(set(ids)) == 3
    assert [one.text for one in read(moved).iter(f"{{{ATOM}}}id")] == ids


def test_text_is_kept_as_text() -> None:
    entry = read(FEED).find(f"{{{ATOM}}}entry")
    assert entry is not None
    assert entry.findtext(f"{{{ATOM}}}title") == "A <title> & more"
    assert entry.findtext(f"{{{ATOM}}}content") == "First.\nBell  rings."
