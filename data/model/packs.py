"""Ready-made briefings: each is an entry that names its sections, in their order."""

from dataclasses import dataclass

# Each is made by an entry in data/reports/briefing/sections.py, in the order in which they are offered.
SECTION_NAMES = (
    "about", "headlines", "changes", "performance", "multiples", "where", "wards", "spots", "places", "funnel",
    "season", "others", "compare", "operations", "perception", "perception-wards", "perception-recorded",
    "perception-said", "priorities", "indicators", "actions", "family", "published", "risk", "outcomes", "violence",
    "harm", "review", "news", "ward", "ward-spots", "ward-types", "ward-places", "gaps", "pestelo", "conclusions",
    "methods",
)  # fmt: skip


@dataclass(frozen=True)
class Pack:
    """A ready-made briefing; sections: some of ``SECTION_NAMES``; endings: of the files that a timer writes."""

    name: str
    label: str
    sections: tuple[str, ...]
    endings: tuple[str, ...] = ("pptx", "xlsx")


_ALL = (
    Pack(
        "executive",
        "Executive, monthly",
        ("headlines", "news", "changes", "where", "spots", "methods"),
    ),
    Pack(
        "board",
        "Quarterly board",
        (
            "priorities", "indicators", "actions", "headlines", "changes", "where", "wards", "compare", "family",
            "perception", "risk", "review", "methods",
        ),
    ),
    Pack(
        "assessment",
        "Strategic assessment",
        (
            "about", "headlines", "changes", "performance", "wards", "spots", "places", "season", "violence", "harm",
            "outcomes", "operations", "perception", "perception-wards", "perception-recorded", "perception-said",
            "published", "others", "compare", "family", "risk", "priorities", "indicators", "review", "gaps", "pestelo",
            "conclusions", "methods",
        ),
        ("docx", "xlsx"),
    ),
    Pack("ward", "One ward", ("ward", "ward-spots", "ward-types", "headlines", "changes", "ward-places", "methods")),
)  # fmt: skip
PACKS = {pack.name: pack for pack in _ALL}
