"""What the board looks at each quarter."""

import pandas as pd

from data.model.choices import Choices
from data.model.period import add_months
from data.model.selection import Selection
from data.queries import board, status
from data.reports.panel import Panel, Report, Section, Words
from data.reports.table import Column, Table
from data.words.board import phrase, year


def report(selection: Selection, offered: Choices) -> Report:
    """The priorities in force at the end of the period, else those adopted for the time just after it."""
    now, listed = status.build_status(offered.source), board.priorities()
    if listed.empty:
        return Report(phrase("heading", count=0, year=""), now, cautions=[phrase("nothing", area=now.area_name)])
    ours = in_force(listed, selection)
    said = {"count": len(ours), "year": year(ours["year_from"].iloc[0], ours["year_to"].iloc[0])}
    words = Words(phrase("priorities", **said), ours["document"].iloc[0], short=phrase("priorities_short"))
    columns = [Column("number", "", "number"), Column("priority", "Priority"), Column("full_text", "In full")]
    table = Table(ours, columns, f"priorities-{ours['year_from'].iloc[0]:%Y}")
    return Report(phrase("heading", **said), now, [Section([Panel("board-priorities", words, table)])])


def in_force(priorities: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The latest year that had begun a month after the end of the period; the first of all where none had."""
    after = pd.Timestamp(add_months(selection.period.last, 1))
    begun = priorities[priorities["year_from"] <= after]
    latest = begun["year_from"].max() if len(begun) else priorities["year_from"].min()
    return priorities[priorities["year_from"] == latest].reset_index(drop=True)
