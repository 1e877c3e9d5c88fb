"""Who sees what: the two audiences, the public and partners, in one table for page and documents."""

from typing import NamedTuple

EVERYTHING, NOTHING = "everything", "nothing, not even that there is any"


class Seen(NamedTuple):
    """What each audience sees of one kind of thing."""

    what: str
    public: str
    partners: str


# Of what a dataset declares (etl/datasets/*/meta.yml): its audience, or a column by which each line has one of its own.
OF_DATASETS = {
    "public": Seen("Open data, published figures and surveys", EVERYTHING, EVERYTHING),
    "partner": Seen("Extracts that partners give", NOTHING, "all, marked"),
    "by line": Seen(
        "Places, their reports, operations, targets, actions, surveys of your own",
        "what their files call public; never where patrols go",
        "all; the rest is marked",
    ),
}
SEEN = (
    *OF_DATASETS.values(),
    Seen("Files read, lines left out, cautions", "those of what the public sees", "all; the rest is marked"),
    Seen("Slides, workbooks, pictures, CSV", "what its pages show", "what their pages show, marked as these are"),
)
