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


@dataclass(frozen=True)
class Visitor:
    """Who asks: their name, where one is known, and what the door offers them.

    may_sign_in: whether there is a way to sign in; sign_out: what has to be given to sign out, empty where it is not
    done here.
    """

    viewer: Viewer = PUBLIC
    name: str = ""
    may_sign_in: bool = False
    sign_out: str = ""
