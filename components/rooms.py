"""The rooms behind one door of the menu: links of which one is current."""

from dash import dcc, html

from components.attributes import dashed

METHODS, DATA, OPEN = "/methods", "/about-the-data", "/data"
DOOR = "Methods and data"
ROOMS = {METHODS: "How figures are made", DATA: "About the data", OPEN: "Numbers for other tools"}


def rooms(here: str, search: str) -> html.Nav:
    """The rooms by name; here: the path of the one that is shown; search: of the address, which the links keep."""
    links = [
        dcc.Link(html.Span(name, **(dashed(aria_current="page") if path == here else {})), href=f"{path}{search}")
        for path, name in ROOMS.items()
    ]
    return html.Nav(links, className="rooms", **dashed(aria_label=DOOR))
