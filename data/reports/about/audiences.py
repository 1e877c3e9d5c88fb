"""Who sees what of the dashboard."""

import pandas as pd

from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.words.audiences import SEEN


def audience_panel() -> Panel:
    """What the public sees, and what partners do: the same for whoever asks."""
    words = Words(
        "Who sees what",
        "Whoever has not signed in as a partner is the public. What is left out of a page is left out of its files.",
    )
    columns = [Column("what", "What"), Column("public", "The public sees"), Column("partners", "Partners see")]
    return Panel("about-audiences", words, Table(pd.DataFrame(SEEN), columns))
