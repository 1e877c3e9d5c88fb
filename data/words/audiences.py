"""Who sees what: the two audiences, the public and partners, in one table for page and documents."""

from typing import NamedTuple

EVERYTHING, NOTHING = "everything", "nothing, not even that there is any"


class Seen(NamedTuple):
    """What each audience sees of one kind of thing."""

    what: str
    public: str
    partners: str


# Of a dataset goes the row of its own name, else that of the audience that it declares (etl/datasets/*/meta.yml).
OF_DATASETS = {
    "public": Seen("Open data, published figures, the survey", EVERYTHING, EVERYTHING),
    "partner": Seen("Extracts that partners give", NOTHING, "everything, marked"),
    "places": Seen("Named places", "those that are called public; never where patrols go", "all; others are marked"),
    "place_reports": Seen("Monthly reports of places", "lines that are called public", "all; others are marked"),
}
SEEN = (
    *OF_DATASETS.values(),
    Seen("Files, lines left out, cautions", "those of what the public sees", "all; others are marked"),
    Seen("Slides, workbooks, pictures, CSV", "what its pages show", "what their pages show, marked as these are"),
)


def markdown() -> str:
    """The table as documents show it."""
    lines = [f"| {row.what} | {row.public} | {row.partners} |" for row in SEEN]
    return "\n".join(["| what | the public sees | partners see |", "|---|---|---|", *lines])
