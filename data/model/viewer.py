"""Who looks, and whose data are shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """Who looks: ``audiences`` are those whose data are shown. Whoever is not known is the public."""

    audiences: tuple[str, ...] = ("public",)

    @property
    def is_partner(self) -> bool:
        """Whether data for partners are shown."""
        return "partner" in self.audiences


PUBLIC = Viewer()
PARTNER = Viewer(("public", "partner"))
