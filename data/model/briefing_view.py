"""What a briefing is made of, beside the selection that every page shares."""

from dataclasses import dataclass

from data.model.controls import choice
from data.model.packs import PACKS, SECTION_NAMES

OFFICIAL, SENSITIVE = "OFFICIAL", "OFFICIAL-SENSITIVE"
# More than this of a title or a meeting is cut: a cover has no room for it.
MOST_SIGNS = 160
# Between the names of sections in the address: it needs no escape there.
SEPARATOR = "."


@dataclass(frozen=True)
class BriefingView:
    """The pack, its sections in their order (empty for those of the pack), title and meeting (empty for the usual)."""

    pack: str = choice("pack", "Ready-made", {pack.name: pack.label for pack in PACKS.values()})
    marking: str = choice("marking", "Marking", {"official": OFFICIAL, "sensitive": SENSITIVE})
    sections: tuple[str, ...] = ()
    title: str = ""
    meeting: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The sections in their order."""
        return self.sections or PACKS[self.pack].sections

    @property
    def texts(self) -> dict[str, str]:
        """What the address says of it beside its choices of one, by key; empty where it is as usual."""
        return {"sections": SEPARATOR.join(self.sections), "title": self.title, "meeting": self.meeting}


def named_sections(text: str, pack: str) -> tuple[tuple[str, ...], list[str]]:
    """The sections that the address names, none where they are the pack's, and the names that are not known."""
    asked = [name for name in text.split(SEPARATOR) if name]
    named = tuple(dict.fromkeys(name for name in asked if name in SECTION_NAMES))
    return () if named == PACKS[pack].sections else named, [name for name in asked if name not in SECTION_NAMES]
