"""A place that a search finds."""

from typing import NamedTuple


class Found(NamedTuple):
    """A place, and how the map shows it.

    what: what it is and in which ward, in words; ward_code: empty where it lies in none; pick: as ``MapView.pick``,
    empty for a ward; kind: the layer of named places that shows it, empty where it is no such place;
    is_postcode: whether the blank in its name may be left out.
    """

    name: str
    what: str
    ward_code: str
    pick: str = ""
    kind: str = ""
    is_postcode: bool = False
