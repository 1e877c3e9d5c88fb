"""What a briefing is: panels of pages as plain data, each with what a slide needs to stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.reports.panel import Panel
from data.words.formatting import day
from data.words.freshness import made_on
from data.words.prose import phrases

# Of the page that makes briefings.
PATH = "/briefing"


@dataclass(frozen=True)
class Told:
    """A panel with the words that its page says elsewhere.

    verdict: what may be said of the change of all that is chosen, with its interval; scope: wards and types by name;
    months: which, and what they are compared with; left_out: records that are in no figure; path: of its page; more:
    what the address needs beside the selection; is_failed: whether it could not be made, and says so.
    """

    panel: Panel
    verdict: str = ""
    scope: str = ""
    months: str = ""
    left_out: str = ""
    path: str = "/"
    more: str = ""
    is_failed: bool = False

    def address(self, view: str) -> str:
        """Where its page shows it; view: server and query of the briefing, parted by ``{path}``, or empty."""
        if not view:
            return f"{self.path}{self.more and f'?{self.more}'}"
        return view.replace("{path}", self.path) + (f"&{self.more}" if self.more else "")


@dataclass(frozen=True)
class Part:
    """A section of a briefing: its name, its title, its panels."""

    name: str
    title: str
    told: Sequence[Told]


@dataclass(frozen=True)
class Briefing:
    """Sections for a meeting; subject: the pack or the panel, for the name of a file; made_on: the day.

    is_chosen: whether it is of the wards and months of the selection; period: of a panel that is not, where it says so.
    """

    title: str
    meeting: str
    marking: str
    partnership: str
    subject: str
    selection: Selection
    status: BuildStatus
    scope: str
    months: str
    parts: Sequence[Part]
    made_on: date
    is_chosen: bool = True
    period: Period | None = None

    @property
    def made(self) -> str:
        """For which meeting, when its data and itself were made, and of demonstration data that they are made up."""
        said, meeting = phrases("briefing"), f"{self.meeting}. " if self.meeting else ""
        made = str(said["made"]).format(meeting=meeting, built=made_on(self.status), day=day(self.made_on))
        return f"{made} {said['demo']}" if self.status.is_demo else made

    @property
    def told(self) -> list[Told]:
        """Every panel, in its order."""
        return [one for part in self.parts for one in part.told]
