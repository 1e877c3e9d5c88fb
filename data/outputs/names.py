"""Names of files: partnership, subject, the one ward, period, date."""

import re
import unicodedata

from data.reports.briefing.briefing import Briefing

MOST = 40


def file_name(briefing: Briefing, ending: str) -> str:
    """thurrock-community-safety-partnership_board_2021-04-to-2022-03_2026-11-26.pptx."""
    selection, period = briefing.selection, briefing.selection.period
    ward = "" if selection.is_whole_area or len(selection.wards) > 1 else slug(selection.wards_label)
    first, last = f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"
    months = first if first == last else f"{first}-to-{last}"
    parts = [slug(briefing.partnership), slug(briefing.subject), ward, months, briefing.made_on.isoformat()]
    return f"{'_'.join(part for part in parts if part)}.{ending}"


def slug(text: str) -> str:
    """Lower case, hyphens between words, nothing that a file system objects to."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MOST].strip("-")
