"""Names of files: partnership, subject, the one ward, period, date."""

import re
import unicodedata

from data.model.period import Period
from data.reports.briefing.briefing import Briefing

MOST = 40


def file_name(briefing: Briefing, ending: str) -> str:
    """thurrock-community-safety-partnership_board_2021-04-to-2022-03_2026-11-26.pptx."""
    selection = briefing.selection
    is_one_ward = briefing.is_chosen and not selection.is_whole_area and len(selection.wards) == 1
    ward = slug(selection.wards_label) if is_one_ward else ""
    period = selection.period if briefing.is_chosen else briefing.period
    parts = [slug(briefing.partnership), slug(briefing.subject), ward, _months(period), briefing.made_on.isoformat()]
    return f"{'_'.join(part for part in parts if part)}.{ending}"


def _months(period: Period | None) -> str:
    if period is None:
        return ""
    first, last = f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"
    return first if first == last else f"{first}-to-{last}"


def slug(text: str) -> str:
    """Lower case, hyphens between words, nothing that a file system objects to."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MOST].strip("-")
