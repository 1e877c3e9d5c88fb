"""What an operation did: its finding, what may be said, and every operation beside it."""

from dataclasses import replace

import pandas as pd

from data.model.choices import Choices
from data.model.operation_view import FIRST, OWN
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.queries import choices as offers
from data.queries import operations as register
from data.queries import status
from data.reports.operations import panels, saying
from data.reports.operations.case import Case, case_of, every_case, own_row
from data.reports.operations.planner import planner_panel
from data.reports.operations.table import operations_panel
from data.reports.panel import Panel, Report, Section, Words, source_line
from data.statistics.effect.judged import judged
from data.words import operations as said
from data.words.prose import phrases


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page; open records alone are counted, whatever source is chosen."""
    if offered.source != STREET_CRIME:
        offered = offers.filter_choices()
        selection = replace(selection, source=STREET_CRIME, crime_types=offered.crime_types,
                            all_crime_types=offered.crime_types, not_crime=offered.not_crime).held(offered)  # fmt: skip
    now = status.build_status()
    source = source_line(now.source, now.is_demo)
    cases, rows = every_case(selection.vintage.vintage)
    marking = status.MARKING if any(case.row["audience"] != "public" for case in cases) else ""
    table = [operations_panel(selection, cases, rows, source, marking)] if cases else []
    words = phrases("operations")
    unknown = str(words["unknown"])
    names = [FIRST, OWN, *(case.row["operation_id"] for case in cases)]
    cautions = [] if selection.operation.operation in names else [unknown]
    if selection.operation.operation == FIRST and cases and all(case.refusal for case in cases):
        # What is known of them is in the table, and behind their links.
        return Report(str(words["none_judged"]), replace(now, marking=marking or now.marking), [Section(table)],
                      reading=[str(words["none_judged_why"])], marking=marking)  # fmt: skip
    case, row = _chosen(selection, offered, cases, rows)
    marked = replace(now, marking=marking or now.marking)
    if case is None or row is None:
        return Report(str(words["none"]), marked, [Section(table)] if table else [], cautions=[str(words["none_more"])])
    heading = said.finding(str(case.row["operation_name"]), row, case.selection)
    return Report(heading, marked, _sections(case, row, table, offered, source), cautions=cautions, marking=marking)


def listed() -> list[tuple[str, str]]:
    """The id and the name of every operation that the viewer may see."""
    frame = register.operations()
    return list(zip(frame["operation_id"], frame["operation_name"], strict=True))


def chosen_row(selection: Selection) -> pd.Series | None:
    """The operation that the address names, else the first that can be judged, else the first; None where none is."""
    asked = selection.operation.operation
    listed = register.operations()
    if asked == OWN:
        return own_row(selection)
    found = listed[listed["operation_id"] == asked]
    if len(found):
        return found.iloc[0]
    cases, _ = every_case(selection.vintage.vintage)
    best = next((case.row for case in cases if not case.refusal), cases[0].row if cases else None)
    return pd.Series(best) if best is not None else None


def _chosen(
    selection: Selection, offered: Choices, cases: list[Case], rows: pd.DataFrame
) -> tuple[Case | None, pd.Series | None]:
    """The operation that is shown, with its verdict: of the register's family where all is as it is proposed."""
    row = chosen_row(selection)
    if row is None:
        return None, None
    view = selection.operation
    if view.is_as_registered and selection.has_all_types:
        place = next(at for at, case in enumerate(cases) if case.row["operation_id"] == row["operation_id"])
        if not cases[place].refusal:
            return cases[place], rows.iloc[place]
    case = case_of(row, selection, offered)
    return case, judged([case.outcome], is_registered=False).iloc[0]


def _sections(case: Case, row: pd.Series, table: list[Panel], offered: Choices, source: str) -> list[Section]:
    measure = offers.measures()["offence_count"]
    told = saying.may_be_said(case, row, source)
    published = saying.as_published(case)
    beside = [told, *([published] if published else [])]
    planned = planner_panel(case, offered, source, panels.marking(case))
    drawn = [panels.before_and_after(case, measure, source)] if case.effect is not None else []
    if case.refusal or case.effect is None:
        more = [*drawn, *([planned] if planned else []), *table]
        return [Section(beside, "columns" if len(beside) > 1 else ""), *(Section([one]) for one in more)]
    about = " ".join(phrases("operations")["about"])
    return [
        Section([*drawn, told, panels.left_over(case, row, source), *([published] if published else [])], "operation"),
        Section([panels.added_up(case, measure, source), *([planned] if planned else [])], "columns"),
        Section(table),
        Section([panels.compared_places(case, source)], fold="Places it is compared with"),
        Section([Panel("operations-about", Words("About these figures", source=source), text=about)],
                fold="About these figures"),
    ]  # fmt: skip
