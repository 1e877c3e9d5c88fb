import numpy as np

from data.reports.figures import ConcentrationCurve
from data.reports.hotspots.concentration import concentration_panel, finding
from data.statistics.space.concentration import concentration
from tests.fixtures.selections import map_request

HELD = concentration(np.array([8.0, 5.0, 2.0, 1.0]))


def test_concentration_names_the_fewest_cells_that_hold_half() -> None:
    panel = concentration_panel(map_request(), HELD, None)
    assert panel.words.finding == "Half of all crime lies in 1 of 4 small spots"
    assert panel.notes == []
    assert isinstance(panel.figure, ConcentrationCurve)
    assert panel.figure.half_cells == 1
    assert panel.figure.curve["offence_share_pct"].tolist()[-1] == 100


def test_half_that_takes_spots_of_one_record_each_is_no_finding() -> None:
    held = concentration(np.array([1.0, 1.0, 0.0]))
    assert finding(map_request(), held) == "All crime: too few records to say where half of them lie"


def test_half_of_the_records_of_every_type_stands_beside_it() -> None:
    every = concentration(np.array([8.0, 8.0, 8.0, 1.0]))
    panel = concentration_panel(map_request(), HELD, every)
    assert panel.notes == [
        "Of records of every type, anti-social behaviour among them, half lie in 2 of 4 small spots."
    ]  # fmt: skip
    alone = concentration(np.array([1.0, 1.0, 0.0]))
    assert concentration_panel(map_request(), alone, alone).notes == []


def test_its_table_is_the_curve() -> None:
    table = concentration_panel(map_request(), HELD, None).table
    assert table is not None
    assert [column.heading for column in table.columns][-1] == "Share of offences, %"
    assert table.frame["offence_share_pct"].tolist() == [0, 50, 81.25, 93.75, 100]
