"""Monthly counts: every area, month and crime type, from the cube that all figures are made from."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.model.choices import Choices
from data.model.count_status import CountStatus
from data.model.schema import AREA, WARD
from data.queries import cubes
from data.reports.open_tables.asked import Asked
from data.reports.open_tables.members import COLUMNS, marking, members, sources
from data.statistics.change.cube import Scope
from data.statistics.change.noise import Floats


def counts(asked: Asked) -> pd.DataFrame:
    """A row an area, month and crime type: 0 where nothing was recorded, empty with the reason in a gap."""
    parts = [_of_source(offered, asked) for offered in sources(asked)]
    return asked.narrow(pd.concat(parts, ignore_index=True))


def _of_source(offered: Choices, asked: Asked) -> pd.DataFrame:
    areas = asked.narrow(members(offered))
    types = asked.narrow(pd.DataFrame({"crime_type": offered.crime_types}))["crime_type"].tolist()
    months = asked.months(offered.months)
    parts = [
        _block(offered, part.reset_index(drop=True), months, types)
        for _, part in areas.groupby(["level", "vintage"], sort=False)
    ]
    return pd.concat(parts, ignore_index=True).assign(marking=marking(offered.source))


def _block(offered: Choices, areas: pd.DataFrame, months: Sequence[date], types: Sequence[str]) -> pd.DataFrame:
    """The rows of the areas of one level and vintage."""
    level, vintage = areas.loc[0, ["level", "vintage"]]
    scope = cubes.scope(offered.source, vintage if level == WARD else offered.vintages[-1].vintage)
    values = np.stack([_of_type(scope, level, list(areas["area_code"]), months, name) for name in types], axis=2)
    shape, every = values.shape, values.size
    rows = areas.iloc[np.tile(np.repeat(np.arange(shape[1]), shape[2]), shape[0])].reset_index(drop=True)
    flat = values.ravel()
    unpublished = [[not offered.is_published(name, month) for name in types] for month in months]
    reasons = np.repeat(np.array(unpublished)[:, None, :], shape[1], axis=1).ravel()
    status = np.select(
        [np.isfinite(flat), reasons], [CountStatus.COUNTED, CountStatus.NOT_PUBLISHED], CountStatus.NO_DATA
    )
    return rows[COLUMNS].assign(
        month=np.repeat(np.array(months, dtype="datetime64[s]"), every // shape[0]),
        crime_type=np.tile(np.array(types, dtype=object), every // shape[2]),
        offence_count=flat,
        count_status=[str(one) for one in status],
    )


def _of_type(scope: Scope, level: str, codes: Sequence[str], months: Sequence[date], name: str) -> Floats:
    """The counts of one type: months × areas."""
    if level == AREA:
        return scope.counts((AREA,), (name,), months)[:, None]
    cube = scope.wards if level == WARD else scope.districts
    places = {code: place for place, code in enumerate(cube.codes)}
    return cube.of((name,), months)[:, [places[code] for code in codes]]
