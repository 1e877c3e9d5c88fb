"""The rooms behind one door of the menu: links of which one is current."""

from typing import NamedTuple

from dash import dcc, html

from components.attributes import dashed
from components.links import at

METHODS, DATA, OPEN = "/methods", "/about-the-data", "/data"
BOARD = "/board"
PERCEPTION, OVER_TIME, WARDS = "/perception", "/perception/over-time", "/perception/wards"
FELT_RECORDED, YOU_SAID = "/perception/recorded", "/perception/you-said"
RISK, HARM, REVIEW = "/board/risk", "/board/harm", "/board/review"


class Door(NamedTuple):
    """An entry of the menu, and the rooms behind it: their names by their paths, the first the way in."""

    name: str
    rooms: dict[str, str]

    def named(self, path: str) -> dict[str, str]:
        """Name and title of the page of a room, and the way in to it where it is another one."""
        way_in, room = next(iter(self.rooms)), self.rooms[path]
        titled = {"title": f"{self.name}: {room.lower()}"}
        return titled | ({"name": self.name} if path == way_in else {"name": room, "door": way_in})


METHODS_DOOR = Door(
    "Methods and data",
    {
        METHODS: "How figures are made",
        DATA: "About the data",
        OPEN: "Numbers for other tools",
    },
)
BOARD_DOOR = Door(
    "Board",
    {
        BOARD: "Priorities and indicators",
        RISK: "Risk matrix",
        HARM: "Who is harmed",
        REVIEW: "Quarterly review",
    },
)
PERCEPTION_DOOR = Door(
    "Perception",
    {
        PERCEPTION: "The table",
        OVER_TIME: "Over time",
        WARDS: "By ward and group",
        FELT_RECORDED: "Felt and recorded",
        YOU_SAID: "You said",
    },
)


def rooms(door: Door, here: str, search: str) -> html.Nav:
    """The rooms by name; here: the path of the one that is shown; search: of the address, which the links keep."""
    links = [
        dcc.Link(html.Span(name, **(dashed(aria_current="page") if path == here else {})), href=f"{at(path)}{search}")
        for path, name in door.rooms.items()
    ]
    return html.Nav(links, className="rooms", **dashed(aria_label=door.name))
