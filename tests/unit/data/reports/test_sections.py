import pandas as pd

from data.reports.briefing.sections import with_numbers
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table

ROWS, NONE = pd.DataFrame({"place": ["Alder Green"]}), pd.DataFrame({"place": []})


def test_a_panel_that_only_says_what_is_not_there_is_no_slide() -> None:
    listed, empty = (
        Panel(str(len(rows)), Words("P"), Table(rows, [Column("place", "Place")])) for rows in (ROWS, NONE)
    )
    absent, finding = (Panel(name, Words("P"), notes=["Nothing here."]) for name in ("absent", "finding"))
    assert with_numbers([listed, empty, absent, finding], "finding") == [listed, finding]
