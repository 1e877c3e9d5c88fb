import numpy as np
import pandas as pd
import pytest

from data.statistics.change.judged_series import Columns
from tests.calibration import families
from tests.calibration.families import Errors, errors
from tests.calibration.product import judged
from tests.calibration.series_file import ALL_CRIME, ASB
from tests.calibration.worlds import CORRELATION, OWN, gamma_noise, world


def test_the_noise_has_its_mean_variance_and_serial_correlation() -> None:
    noise = gamma_noise(np.random.default_rng(0), np.full(20_000, 0.04))
    assert noise.mean() == pytest.approx(1, abs=0.002)
    assert noise.var() == pytest.approx(0.04, rel=0.02)
    assert np.corrcoef(noise[3], noise[4])[0, 1] == pytest.approx(CORRELATION, abs=0.03)
    assert np.corrcoef(noise[3], noise[5])[0, 1] == pytest.approx(CORRELATION**2, abs=0.03)


def test_a_seed_gives_one_world_and_its_sums_hold() -> None:
    one, again = world(4, 0.4), world(4, 0.4)
    districts, wards = one.districts.figures, one.wards.figures
    assert np.array_equal(districts.now, again.districts.figures.now)
    assert (districts.now.shape, wards.now.shape) == ((12, 14 * 15), (12, 20 * 15))
    own = districts.areas == OWN
    for crime_type in np.unique(wards.types):
        total = districts.now[:, own & (districts.types == crime_type)][:, 0]
        assert np.array_equal(total, wards.now[:, wards.types == crime_type].sum(axis=1)), crime_type
    crimes = own & ~np.isin(districts.types, [ALL_CRIME, ASB])
    assert np.array_equal(
        districts.now[:, crimes].sum(axis=1), districts.now[:, own & (districts.types == ALL_CRIME)][:, 0]
    )


def test_nothing_changes_unless_asked_for_and_then_in_half_the_types() -> None:
    assert (world(1).wards.ratio == 1).all()
    level = world(1, 0.4).wards
    changed = [(level.ratio[level.figures.types == name] != 1).any() for name in np.unique(level.figures.types)]
    # Seven of fourteen types, and the total.
    assert sum(changed) == 8


def test_errors_tell_false_verdicts_from_found_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = [world(seed, 0.4) for seed in range(3)]

    def said(is_called: bool) -> dict[str, Errors]:
        monkeypatch.setattr(families, "judged", lambda one: as_said(judged(one), is_called))
        return errors(worlds)

    nobody, everybody = said(False), said(True)
    assert {(one.any_false, one.false_share) for one in nobody.values()} == {(0, 0)}
    assert nobody["wards' crime types"].found == 0
    assert everybody["wards' crime types"].any_false == 1
    # Seven types in which all are false, six or seven in which 40 % have changed.
    assert 0.7 < everybody["wards' crime types"].false_share < 0.9
    assert everybody["wards' crime types"].found == 1


def as_said(figures: Columns, is_called: bool) -> Columns:
    """The figures, all called in their true direction or none; what has not changed has none."""
    called = np.full(len(figures["ratio"]), is_called)
    return {**figures, "is_called": called, "is_right": called & (figures["ratio"] != 1)}


def test_every_figure_of_a_world_is_judged_against_its_own_truth() -> None:
    one = world(1, 0.4)
    found = pd.DataFrame(judged(one)).set_index(["level", "code", "measure"])["ratio"]
    wards, districts = one.wards, one.districts
    assert len(found) == len(districts.ratio) + len(wards.ratio)
    for place in (0, 40, 299):
        key = ("ward", wards.figures.areas[place], wards.figures.types[place])
        assert found[key] == wards.ratio[place]
    for place in (0, 14):
        assert found["area", "area", districts.figures.types[place]] == districts.ratio[place]
