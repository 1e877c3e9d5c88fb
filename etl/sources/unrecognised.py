"""Why no dataset reads a file: what was looked for in it, and the nearest that it has."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from etl.sources.area_columns import names_an_area
from etl.sources.layers import LAYER_SUFFIXES
from etl.sources.resident_columns import resembling_columns
from etl.sources.source_files import TEXT_SUFFIXES, WORKBOOK_SUFFIXES, SourceFile

AREA_CODES = ("wd24cd", "lsoa21cd", "lad24cd")
RESIDENTS = ("population_2024", "usual_residents_census2021", "total")
NEAR = 0.6
# The first line of a file that is no table may be as long as the file.
LONGEST_NAME = 40
UNREADABLE = {
    ".shp": "it cannot be opened as a Shapefile; put its parts .dbf, .shx and .prj beside it, or zip them together",
    ".gpkg": "it cannot be opened as a GeoPackage; download it again",
}


def reason(file: SourceFile, known: Iterable[str], tables: Mapping[str, Sequence[str]]) -> str:
    """Why a file was not recognised, in words that end a sentence.

    known: the columns that datasets look for; tables: the columns by which files are known, by the dataset's title.
    """
    suffix, columns = file.path.suffix.lower(), tuple(column[:LONGEST_NAME] for column in file.columns)
    if suffix in WORKBOOK_SUFFIXES:
        return "no sheet names the columns of a dataset; save the sheet that is meant as CSV"
    if suffix in LAYER_SUFFIXES:
        if not columns:
            return UNREADABLE.get(suffix, "it is neither GeoJSON nor TopoJSON")
        return f"its features have no code of areas, as WD24CD, LSOA21CD or LAD24CD{_nearest(columns, AREA_CODES)}"
    if title := _likeliest(columns, tables):
        lacking = [column for column in tables[title] if column not in columns]
        return f"it lacks {', '.join(lacking)}, by which “{title}” is known{_nearest(columns, lacking)}"
    if others := resembling_columns(columns):
        return f"“{others[0]}” does not count all residents; looked for a column such as population_2024"
    if names_an_area(columns):
        return f"it has no column of residents, as population_2024, beside its codes{_nearest(columns, RESIDENTS)}"
    if not columns:
        return "its first line names no columns"
    nearest = _nearest(columns, (*AREA_CODES, *known))
    return f"its columns ({', '.join(columns[:4])}, …) are those of no dataset{nearest}"


def kind_reason(name: str) -> str:
    """Why a file of a kind that is never read was not."""
    suffix = PurePosixPath(name).suffix.lower() or "of no suffix"
    kinds = ", ".join(sorted(TEXT_SUFFIXES | LAYER_SUFFIXES | WORKBOOK_SUFFIXES | {".zip"}))
    return f"a file {suffix} is not read; save it as one of {kinds}"


def _likeliest(columns: Sequence[str], tables: Mapping[str, Sequence[str]]) -> str | None:
    """The title of the dataset that a file has most of: of two alike, that whose lacking column is nearly there."""
    lacking = {title: [column for column in needed if column not in columns] for title, needed in tables.items()}
    # More than half of what a file is known by is no chance.
    likely = [title for title, needed in tables.items() if 2 * len(lacking[title]) < len(needed)]
    return min(
        likely,
        key=lambda title: (len(lacking[title]) / len(tables[title]), -_closest(columns, lacking[title])[0]),
        default=None,
    )


def _closest(columns: Sequence[str], wanted: Iterable[str]) -> tuple[float, str, str]:
    """How alike the most alike column and name looked for are, and both."""
    pairs = [(SequenceMatcher(None, column, name).ratio(), column, name) for column in columns for name in wanted]
    return max(pairs, default=(0.0, "", ""))


def _nearest(columns: Sequence[str], wanted: Iterable[str]) -> str:
    """The pair of a column and a name looked for that are most alike, where they are."""
    likeness, column, name = _closest(columns, wanted)
    return f"; nearest to “{name}” is “{column}”" if likeness >= NEAR else ""
