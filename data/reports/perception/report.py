"""What residents told the survey, as published, with what may be said of it."""

from dataclasses import replace

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices, published, status
from data.reports.panel import Panel, Report, Section, Words
from data.reports.perception import panels, sentences
from data.statistics.survey.perception import quarters
from data.words.prose import prose


def report(_selection: Selection, _offered: Choices) -> Report:
    """The whole page: a survey is of the whole area, whatever is chosen."""
    now, waves = status.build_status(), published.survey_waves()
    heading = sentences.finding(waves, now.area_name)
    if waves.empty:
        return Report(heading, now, cautions=[sentences.nothing(now.area_name)])
    yearly = panels.wave_panels(waves, choices.measures()["difference_points"])
    other = panels.quarter_panel(quarters(published.survey_estimates()))
    about = Panel("perception-about", Words("What these figures are"), text=prose("perception"))
    sections = [
        Section(yearly),
        *([Section([other], fold="Other figures of the survey")] if other else []),
        Section([about], fold="About these figures"),
    ]
    surveyed = replace(now, called="Survey of residents", latest_month=waves["now_end"].max())
    return Report(heading, surveyed, sections, reading=[sentences.others(waves)])
