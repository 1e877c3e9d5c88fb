import numpy as np
import pytest

from tests.calibration.families import FAMILIES, errors
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


def test_errors_tell_false_verdicts_from_found_changes() -> None:
    worlds = [world(seed, 0.4) for seed in range(3)]
    decide = {family.title: lambda p, _: p < 0.05 for family in FAMILIES}
    nobody = errors(lambda one: np.ones(len(one.types)), decide, worlds)
    everybody = errors(lambda one: np.zeros(len(one.types)), decide, worlds)
    assert {(one.any_false, one.false_share) for one in nobody.values()} == {(0, 0)}
    assert nobody["ward × type"].found == 0
    assert everybody["ward × type"].any_false == 1
    # Seven types in which all are false, six or seven in which 40 % have changed.
    assert 0.7 < everybody["ward × type"].false_share < 0.9
    # A few small counts went the other way by chance.
    assert 0.8 < everybody["ward × type"].found < 1
