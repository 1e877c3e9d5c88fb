import random

import pytest

from data.outputs.slides.fit import CUT, em_width, fitted, line_height, width, wrapped

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSans{}.ttf"


def test_lines_are_no_wider_than_their_room_and_keep_every_word() -> None:
    chance = random.Random(3)
    for _ in range(50):
        words = ["w" * chance.randrange(1, 40) for _ in range(chance.randrange(1, 60))]
        room = chance.randrange(60, 900)
        lines = wrapped(" ".join(words), 14, room)
        assert all(width(line, 14) <= room + 1e-6 for line in lines)
        assert "".join(lines).replace(" ", "") == "".join(words)


def test_text_takes_the_largest_size_in_which_it_fits() -> None:
    short = fitted(["Crime rose"], (400, 80), (30, 20, 10))
    long = fitted(["Crime rose " * 12], (400, 80), (30, 20, 10))
    assert (short.size, long.size) == (30, 10)
    assert long.height <= 80
    assert not long.is_cut


def test_what_does_not_fit_in_the_least_size_is_cut_with_a_sign() -> None:
    found = fitted(["word " * 500, "more"], (300, 60), (12, 10), gap=5)
    assert found.is_cut
    assert found.texts[-1].endswith(CUT)
    assert found.height <= 60
    assert all(width(line, 10) <= 300 for lines in found.paragraphs for line in lines)


def test_no_room_at_all_leaves_nothing() -> None:
    assert fitted(["word"], (300, 5), (12,)) == fitted(["word"], (300, line_height(12) - 1), (12,))


@pytest.mark.parametrize("weight", ["", "-Bold"])
def test_widths_are_those_of_the_font(weight: str) -> None:
    fonts = pytest.importorskip("PIL.ImageFont", reason="Pillow is not installed")
    try:
        font = fonts.truetype(FONTS.format(weight), 2048)
    except OSError:
        pytest.skip("DejaVu Sans is not on this machine")
    for text in ("W", "i", "é", "−", "Crime rose"):
        # Kerning brings letters together: the table is hardly ever narrower.
        assert -0.001 <= em_width(text, bool(weight)) - font.getlength(text) / 2048 < 0.05
