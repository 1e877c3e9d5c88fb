"""Which operation is judged, and how, beside the selection that every page shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.model.controls import choice

# Areas that were ticked or drawn, and are in no register.
OWN = "own"
# The first of the register that can be judged.
FIRST = "first"
# More of an outline, or of a name, than this is no address.
MOST_SIGNS = 6000


@dataclass(frozen=True)
class OperationView:
    """operation: its id in the register, OWN for ticked or drawn areas, or FIRST.

    areas: of OWN, each ``ward:CODE`` or ``cell:ID``; shape: GeoJSON of OWN; without: ids of the middle squares of
    comparison places that are left out; before: how many years before, "auto" for what is proposed; each: how many
    places each area is compared with; around_m: how far around them.
    """

    operation: str = FIRST
    areas: tuple[str, ...] = ()
    shape: str = ""
    without: tuple[str, ...] = ()
    before: str = choice(
        "before",
        "Before",
        {"auto": "As proposed", "1": "A year before", "2": "Two years before", "3": "Three years before"},
    )
    each: int = choice("each", "Comparison", {2: "2 places for each", 1: "1 place for each", 3: "3 places for each"})
    around_m: int = choice("around", "Around", {150: "150 m", 300: "300 m", 450: "450 m"})

    @classmethod
    def named(cls, query: Mapping[str, Sequence[str]], **chosen: Any) -> "OperationView":
        """The view that an address names; its operation and its areas are known to the page alone."""
        texts = {key: query.get(key, [""])[0][:MOST_SIGNS] or usual for key, usual in cls().texts.items()}
        areas, without = (tuple(dict.fromkeys(one for one in query.get(key, []) if one)) for key in ("area", "without"))
        return cls(texts["operation"], areas, texts["shape"], without, **chosen)

    @property
    def is_as_registered(self) -> bool:
        """Whether all is as it is proposed: such a figure is judged with those of the other operations."""
        kept = OperationView(self.operation)
        return self.operation != OWN and self == kept

    @property
    def texts(self) -> dict[str, str]:
        """What the address says of it beside its choices of one and its lists, by key."""
        return {"operation": self.operation, "shape": self.shape}

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """Its lists, by key."""
        return {"area": self.areas, "without": self.without}
