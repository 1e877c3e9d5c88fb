"""What residents feel beside what is recorded, in the same area and the same months."""

from data.queries import choices, status, survey
from data.reports.evidence import whatever_is_chosen
from data.reports.panel import Report, Section
from data.reports.perception.quarters import quarters_panel
from data.reports.perception.side_by_side import linked, side_panel
from data.reports.perception.sites import sites_panel
from data.reports.perception.surveyed import nothing, status_of
from data.words import formatting as f
from data.words.survey import say


@whatever_is_chosen
def report() -> Report:
    """The area side by side, then wards or districts, then the sites of nuisance; recorded is the open data."""
    offered = choices.filter_choices()
    figures, waves = survey.figures(), survey.waves()
    rows = linked(waves, offered)
    if waves.empty:
        area = status.build_status().area_name
        return nothing(say("felt_unlinked"), [say("nothing", area=area), say("give")])
    sections = [
        *([Section([side_panel(rows, survey.of_the_area())])] if rows else []),
        Section([quarters_panel(figures, offered)]),
        Section([sites_panel(waves, offered)]),
    ]
    cautions = [] if rows else [f"{say('felt_unlinked')}."]
    heading = rows[0].heading if rows else say("felt_unlinked")
    return Report(f.capital(heading), status_of(survey.of_the_area()), sections, cautions=cautions, says_unplaced=False)
