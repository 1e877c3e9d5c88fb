"""How wards and groups of residents answer, how far wards truly lie apart, and what was once published of that."""

from data.queries import survey
from data.reports.evidence import whatever_is_chosen
from data.reports.panel import Report, Section
from data.reports.perception.gap import gap_panel
from data.reports.perception.groups import group_panels
from data.reports.perception.surveyed import nothing, status_of
from data.reports.perception.ward_panels import Asked, asked_by_ward, spread_panel, ward_panel
from data.words.formatting import number
from data.words.survey import say

# Questions by ward that stand open.
OPEN = 2


@whatever_is_chosen
def report() -> Report:
    """Wards first, then groups, then the gap that was published."""
    figures = survey.figures()
    wards, gap, groups = asked_by_ward(figures), gap_panel(figures), group_panels(figures)
    missing = _missing(bool(wards), bool(groups))
    if not wards and not groups and gap is None:
        return nothing(say("wards_heading_none"), missing)
    drawn = [ward_panel(one, place, is_drawn=place < OPEN) for place, one in enumerate(wards)]
    sections = [
        *([Section(drawn[:OPEN], "columns"), Section([spread_panel(wards)])] if wards else []),
        *([Section([gap])] if gap else []),
        *([Section(drawn[OPEN:], fold=say("ward_fold"))] if drawn[OPEN:] else []),
        *(Section([panel], fold=panel.words.finding) for panel in groups),
    ]
    return Report(
        _heading(wards), status_of(figures), sections, cautions=missing, reading=_reading(wards), says_unplaced=False
    )


def _missing(has_wards: bool, has_groups: bool) -> list[str]:
    """What is not here, and how to give it."""
    key = {(False, False): "both_missing", (False, True): "wards_missing", (True, False): "groups_missing"}
    return [say(key[has_wards, has_groups])] if (has_wards, has_groups) in key else []


def _heading(wards: list[Asked]) -> str:
    """From which to which share the wards answer the open question in which they lie furthest apart."""
    if not wards:
        return say("wards_heading_none")
    asked = _widest(wards)
    shares = asked.waves["now_pct"]
    return say("wards_heading", question=asked.title, low=number(shares.min()), high=number(shares.max()))


def _widest(wards: list[Asked]) -> Asked:
    """The open question in which wards lie furthest apart with chance taken off; the first where none can be told."""
    told = [one for one in wards[:OPEN] if one.spread.can_tell]
    return max(told, key=lambda one: one.spread.spread_points, default=wards[0])


def _reading(wards: list[Asked]) -> list[str]:
    """How much of that is more than chance."""
    if not wards:
        return []
    spread = _widest(wards).spread
    if not spread.can_tell:
        return [say("wards_reading_untold")]
    return [say("wards_reading_told", spread=number(spread.spread_points))]
