import numpy as np

from data.statistics.effect.design import design
from data.statistics.effect.ground import Area, Ground
from data.statistics.effect.similarity import History, proposed, unlikeness

SIDE = 12


def ground() -> Ground:
    """A full square of cells, each of which holds a point."""
    row, column = (index.ravel().astype(np.intp) for index in np.indices((SIDE, SIDE)))
    return Ground(row, column, 150)


def area(row: int, column: int) -> Area:
    return Area(np.array([row], dtype=np.intp), np.array([column], dtype=np.intp), f"{row}, {column}")


def history(counts: np.ndarray) -> History:
    return History(np.stack([counts, counts], axis=1), 2 * counts[:, None])


def test_an_area_holds_its_own_cells_and_the_ring_those_within_the_metres() -> None:
    here, made = ground(), area(5, 5)
    assert here.held([made]).sum() == 1
    assert here.around([made], 150).sum() == 8
    assert [here.around([made], metres).sum() for metres in (151, 300)] == [24, 24]
    assert here.around([area(0, 0)], 150).sum() == 3


def test_a_cell_without_a_point_is_in_no_area_and_no_ring() -> None:
    here = ground()
    kept = (here.row != 5) | (here.column != 6)
    thinner = Ground(here.row[kept], here.column[kept], 150)
    assert thinner.around([area(5, 5)], 150).sum() == 7
    assert thinner.held([area(5, 6)]).sum() == 0


def test_squares_and_tiles_add_up_what_they_hold() -> None:
    here, ones = ground(), np.ones(SIDE * SIDE)
    squares, tiles = here.squares(3) @ ones, here.tiles(3) @ ones
    assert squares.max() == 9
    assert squares[0] == 4
    assert list(tiles) == [9.0] * 16
    assert len(here.square(5 * SIDE + 5, 3)) == 9


def test_places_like_an_area_are_never_in_it_around_it_or_taken_twice() -> None:
    here, counts = ground(), np.arange(SIDE * SIDE, dtype=float)
    areas = [area(5, 5), area(9, 2)]
    made = design(here, areas, history(counts), 150, each=3)
    taken = here.held(areas).any(axis=0) | made.around
    assert len(made.compared.areas) == 6
    assert not (made.control & taken).any()
    assert made.control.sum(axis=0).max() == 1
    assert not (made.around_control & (taken | made.control.any(axis=0))).any()


def test_the_place_with_the_same_count_is_proposed_first_and_one_left_out_gives_way() -> None:
    here, counts = ground(), np.full(SIDE * SIDE, 4.0)
    counts[[0, 65, 130]] = 50, 50, 45
    areas = [area(5, 5)]
    taken = here.held(areas).any(axis=0) | here.around(areas, 150)
    assert proposed(here, areas, history(counts), taken, 2).middles == [0, 130]
    assert proposed(here, areas, history(counts), taken, 2, without=[0]).middles[0] == 130


def test_of_two_places_with_one_count_the_nearer_is_proposed() -> None:
    here, counts = ground(), np.full(SIDE * SIDE, 4.0)
    near, far = 8 * SIDE + 3, 0 * SIDE + 9
    counts[[9 * SIDE + 9, near, far]] = 50
    areas = [area(9, 9)]
    assert proposed(here, areas, history(counts), here.held(areas)[0], 2).middles == [near, far]


def test_level_trend_mix_and_distance_each_make_places_less_alike() -> None:
    own = History(np.array([50.0, 50.0]), np.array([[60.0, 40.0]]))
    others = History(
        np.array([[50.0, 50.0], [70.0, 70.0], [30.0, 70.0], [50.0, 50.0], [50.0, 50.0]]),
        np.array([[60.0, 40.0], [84.0, 56.0], [60.0, 40.0], [20.0, 80.0], [60.0, 40.0]]),
    )
    score = unlikeness(own, others, np.array([0.0, 0.0, 0.0, 0.0, 5000.0]))
    assert score[0] == 0
    assert score[4] == 1
    assert (score[1:4] > 1).all()
