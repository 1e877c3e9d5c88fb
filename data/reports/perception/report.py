"""What residents told the survey, as published, with what may be said of it."""

from data.queries import status, survey
from data.reports.evidence import whatever_is_chosen
from data.reports.panel import Report, Section
from data.reports.perception import sentences
from data.reports.perception.surveyed import about, nothing, status_of
from data.reports.perception.table import other_panel, table_panels
from data.statistics.survey.perception import other_waves
from data.words.survey import say


@whatever_is_chosen
def report() -> Report:
    """The table: a survey is of the whole area, whatever is chosen."""
    figures, waves = survey.of_the_area(), survey.waves()
    heading = sentences.finding(waves, status.build_status().area_name)
    shares = survey.figures()
    elsewhere = shares[shares["area_kind"].eq("other") & shares["subgroup_kind"].eq("everyone")]
    other = other_panel(other_waves(figures, elsewhere, waves))
    if waves.empty and other is None:
        return nothing(heading, [say("nothing", area=status.build_status().area_name), say("give")])
    sections = [
        Section(table_panels(waves, figures)),
        *([Section([other], fold="Other figures of the survey")] if other else []),
        about(),
    ]
    reading = [sentences.others(waves)] if len(waves) else []
    return Report(heading, status_of(figures), sections, reading=reading, says_unplaced=False)
