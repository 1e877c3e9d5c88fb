"""Ready-made briefings: each is an entry that names its sections, in their order."""

from dataclasses import dataclass

# Each is made by an entry in data/reports/briefing/sections.py, in the order in which they are offered.
SECTION_NAMES = (
    "headlines", "changes", "performance", "multiples", "where", "wards", "spots", "places", "funnel", "season",
    "others", "compare", "operations", "perception", "published", "ward", "ward-spots", "ward-types", "ward-places",
    "methods",
)  # fmt: skip


@dataclass(frozen=True)
class Pack:
    """A ready-made briefing; sections: some of ``SECTION_NAMES``."""

    name: str
    label: str
    sections: tuple[str, ...]


_ALL = (
    Pack(
        "executive",
        "Executive, monthly",
        ("headlines", "changes", "where", "spots", "methods"),
    ),
    Pack(
        "board",
        "Quarterly board",
        (
            "headlines", "changes", "multiples", "where", "wards", "spots", "places", "funnel", "compare", "perception",
            "methods",
        ),
    ),
    Pack("ward", "One ward", ("ward", "ward-spots", "ward-types", "headlines", "changes", "ward-places", "methods")),
)  # fmt: skip
PACKS = {pack.name: pack for pack in _ALL}
