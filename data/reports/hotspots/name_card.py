"""The card of a name or a postcode that was looked for."""

from data.model.selection import Selection
from data.queries.names import Name
from data.reports.hotspots.asked import unpicked
from data.reports.panel import Panel, Words

WHERE = "It stands on the map at one point, near the middle of what it names."


def name_card(named: Name, selection: Selection) -> Panel:
    """What it is, and in which ward; the ward's own card stands below it."""
    facts = [("What", named.title), ("Ward", named.ward_name)]
    return Panel("hotspots-name", Words(named.name), facts=facts, notes=[WHERE, unpicked(selection)])
