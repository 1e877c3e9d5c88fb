"""Survey estimates, named places and areas, as the build has them."""

import pandas as pd

from data.model.schema import STREET_CRIME
from data.queries import choices, news, open_tables, places, status
from data.queries.survey import figures
from data.reports.open_tables.asked import Asked
from data.reports.open_tables.members import joined_marks, marking
from data.statistics.survey.perception import with_intervals


def survey(asked: Asked) -> pd.DataFrame:
    """Every estimate that the viewer may see, with the interval that pages draw."""
    found = with_intervals(figures())
    is_demo = status.build_status(STREET_CRIME).is_demo
    waves = [
        f"{end:%Y-%m}, {months}" if pd.notna(end) else kind
        for end, months, kind in zip(found["wave_end"], found["wave_months"], found["wave_kind"], strict=True)
    ]
    marks = [joined_marks(status.MARKING if one != "public" else "", is_demo) for one in found["audience"]]
    return asked.narrow(found.assign(wave=waves, marking=marks))


def verdict_changes(asked: Asked) -> pd.DataFrame:
    """The verdicts that appeared, turned or ended, in this build and those before it that are remembered."""
    every = pd.concat([one.verdicts for one in news.updates()], ignore_index=True)
    marks = {source: marking(source) for source in every["source"].unique()}
    return asked.narrow(every.rename(columns={"period_to": "to_month"}).assign(marking=every["source"].map(marks)))


def named_places(asked: Asked) -> pd.DataFrame:
    """The places that the viewer may see, each marked where it is for partners."""
    offered = choices.filter_choices()
    kinds = [kind for kind, _ in offered.place_kinds]
    found = places.places(kinds, offered.default_period, offered.vintages[-1].vintage)
    now = status.build_status(STREET_CRIME)
    marks = [joined_marks(status.MARKING if one != "public" else "", now.is_demo) for one in found["audience"]]
    return asked.narrow(found.assign(marking=marks))


def areas(asked: Asked) -> pd.DataFrame:
    """Districts, wards and LSOAs."""
    is_demo = status.build_status(STREET_CRIME).is_demo
    return asked.narrow(open_tables.areas().assign(marking=joined_marks("", is_demo)))
