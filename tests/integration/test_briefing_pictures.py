"""Slides as LibreOffice draws them: it opens them without complaint, and no chart is blank."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from briefing.__main__ import Exit, main
from data.outputs import palette

SOFFICE, PDFTOPPM = shutil.which("soffice"), shutil.which("pdftoppm")
needs_office = pytest.mark.skipif(
    not (SOFFICE and PDFTOPPM),
    reason="LibreOffice or pdftoppm is not here: apt install libreoffice-impress poppler-utils",
)


@pytest.fixture(scope="module")
def pictures(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The board's slides, and a picture of each."""
    folder = tmp_path_factory.mktemp("slides")
    assert main(["--preset", "board", "--out", str(folder), "--store", str(demo_store)]) == Exit.DONE
    (path,) = folder.glob("*.pptx")
    home = f"-env:UserInstallation=file://{folder / 'home'}"
    assert SOFFICE
    assert PDFTOPPM
    subprocess.run(
        [SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    subprocess.run([PDFTOPPM, "-r", "40", str(path.with_suffix(".pdf")), str(folder / "slide")], check=True, timeout=60)
    return path, sorted(folder.glob("slide-*.ppm"))


def pixels(path: Path) -> tuple[int, int, bytes]:
    """Width, height and the colours of a picture, three bytes a pixel."""
    head, body = path.read_bytes().split(b"\n255\n", 1)
    wide, high = head.split(b"\n")[1].split()
    return int(wide), int(high), body


def share_drawn(path: Path, box: tuple[float, float, float, float]) -> float:
    """The share of a part of a picture that is not white; box: shares of width and height."""
    wide, high, body = pixels(path)
    left, top, right, foot = (round(share * side) for share, side in zip(box, (wide, high, wide, high), strict=True))
    spots = [body[3 * (y * wide + x) : 3 * (y * wide + x) + 3] for y in range(top, foot) for x in range(left, right)]
    return sum(spot != b"\xff\xff\xff" for spot in spots) / len(spots)


@needs_office
def test_every_slide_is_drawn(pictures: tuple[Path, list[Path]]) -> None:
    path, drawn = pictures
    assert len(drawn) == len(Presentation(str(path)).slides)


@needs_office
def test_no_chart_map_or_table_is_blank(pictures: tuple[Path, list[Path]]) -> None:
    path, drawn = pictures
    presentation = Presentation(str(path))
    wide, high = presentation.slide_width, presentation.slide_height
    assert wide
    assert high
    seen = 0
    for slide, picture in zip(presentation.slides, drawn, strict=True):
        for shape in slide.shapes:
            if not (shape.has_chart or shape.has_table or shape.shape_type == 6):
                continue
            box = (shape.left / wide, shape.top / high, (shape.left + shape.width) / wide,
                   (shape.top + shape.height) / high)  # fmt: skip
            assert share_drawn(picture, box) > 0.01, (slide.slide_id, shape.name)
            seen += 1
    assert seen > 25


def luminance(colour: str) -> float:
    shades = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shades]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_from_their_ground() -> None:
    words = (palette.INK, palette.MUTED, palette.ACCENT, palette.SIGNAL, palette.VERDICTS[0], palette.VERDICTS[-1])
    for colour in (*words, *palette.WORDS.values()):
        assert contrast(colour, palette.WHITE) >= 4.5, colour
    for colour in (*palette.CATEGORIES, palette.CONTEXT, palette.EDGE):
        assert contrast(colour, palette.WHITE) >= 3 or colour in palette.WORDS, colour
    assert contrast(palette.INK, palette.GROUND) >= 4.5
