"""A large set of street-level files in the genuine format, by the demonstration generator, kept between runs."""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np

from etl import demo
from etl.demo.areas import list_areas
from etl.demo.counts import draw_monthly_counts
from etl.demo.files import FORCE, write_street_files
from etl.demo.geography import draw_geography
from etl.demo.places import place_points
from etl.demo.records import draw_records

# The area's own first.
FORCES = (
    "Essex", "Southshire", "Eastshire", "Westshire", "Midshire", "Highshire", "Lowshire", "Uppershire",
    "Nethershire", "Farshire", "Nearshire",
)  # fmt: skip
# Of the real files one in ten has quotes: around places with a comma in their names, or around every field.
QUOTED_IN = 10
EVERY_HUNDREDTH = re.compile(rb"(On or near Demonstration Street \d*00),")
# Before the first month of the generator: every month is a plain file, which DuckDB alone can read too.
NO_ARCHIVE = "2000-01"


def generator_key() -> str:
    """A name that changes with the code and the tables of the generator, and with this file."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(Path(demo.__file__).parent.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def large_set(forces: int) -> Path:
    """A folder with the areas of the demonstration and the files of so many forces, half a million records each.

    Every force records in the same districts, the home district among them. One file in ten has quotes, half of these
    around every field. Made once, below the system's temporary folder.
    """
    kept = Path(tempfile.gettempdir()) / f"bench-street-{generator_key()}"
    folder = kept / f"{forces}-forces"
    if not folder.exists():
        kept.mkdir(exist_ok=True)
        # Made aside and renamed, so that a run that is stopped leaves no half of a set.
        with tempfile.TemporaryDirectory(dir=kept) as work:
            write_set(Path(work) / "set", forces)
            (Path(work) / "set").rename(folder)
    return folder


def write_set(folder: Path, forces: int) -> None:
    """Write the demonstration's areas, and in the place of its street files those of so many forces."""
    demo.write_demo_files(folder)
    shutil.rmtree(folder / "street")
    for number, force in enumerate(FORCES[:forces]):
        rng = np.random.default_rng(number)
        places = place_points(draw_geography(), list_areas(rng), rng)
        own = folder / "street" / force.lower()
        write_street_files(own, draw_records(draw_monthly_counts(rng), places, rng), NO_ARCHIVE)
        (own / f"{NO_ARCHIVE}.zip").unlink()
        for path in sorted(own.rglob("*-essex-street.csv")):
            text = path.read_bytes().replace(FORCE.encode(), f"{force} Police (demonstration)".encode())
            path.unlink()
            path.with_name(path.name.replace("essex", force.lower())).write_bytes(text)
    for place, path in enumerate(sorted(folder.rglob("*-street.csv"))):
        if place % QUOTED_IN == 0:
            path.write_bytes(quoted(path.read_bytes(), every_field=place % (2 * QUOTED_IN) == 0))


def quoted(text: bytes, every_field: bool) -> bytes:
    """The same file with quotes around every field, or around a few places, then with a comma in their names."""
    if not every_field:
        return EVERY_HUNDREDTH.sub(rb'"\1, Demonstration",', text)
    header, _, records = text.partition(b"\n")
    return header + b'\n"' + records.rstrip(b"\n").replace(b",", b'","').replace(b"\n", b'"\n"') + b'"\n'
