"""The tables that are open to other tools: their columns, by the contract of the build where they are a build's own."""

from dataclasses import dataclass
from typing import NamedTuple

from data.model.tables import TABLES

# A whole month, written as 2025-03; a table of the build has its first day.
MONTH = "MONTH"
CSV, PARQUET, JSON, GEOJSON, GEOPACKAGE = "csv", "parquet", "json", "geojson", "gpkg"
PLAIN = (CSV, PARQUET, JSON)


class Field(NamedTuple):
    """A column: its name, and its type as SQL has it, or MONTH."""

    name: str
    kind: str

    @property
    def is_text(self) -> bool:
        """Whether it can be filtered by what it says."""
        return self.kind == "VARCHAR"


@dataclass(frozen=True)
class OpenTable:
    """A table as it is given away. key: columns that no two rows share.

    endings: of its files; is_of_period: whether an address chooses its period (``from``, ``to``, ``compared``) and
    not only its rows.
    """

    name: str
    key: str
    fields: tuple[Field, ...]
    endings: tuple[str, ...] = PLAIN
    is_of_period: bool = False

    @property
    def filters(self) -> tuple[str, ...]:
        """What an address may ask of it: columns of text, and months."""
        texts = tuple(field.name for field in self.fields if field.is_text and field.name != "marking")
        has_months = self.is_of_period or any(field.kind == MONTH for field in self.fields)
        return (*texts, *(("from", "to") if has_months else ()), *(("compared",) if self.is_of_period else ()))


def _own(table: str, columns: str) -> tuple[Field, ...]:
    """Columns of a table of the build, of the types that its contract gives them; ``name=column`` renames one."""
    pairs = [one.rpartition("=")[::2] for one in columns.split()]
    return tuple(Field(name or column, TABLES[table].types[column]) for name, column in pairs)


def _made(kind: str, names: str) -> tuple[Field, ...]:
    return tuple(Field(name, kind) for name in names.split())


# Whose figures they are: the dataset, the level of the area, and the area.
_WHO = (
    *_own("fct_crime_monthly", "source level=area_type area_code"),
    *_own("dim_area", "area_name"),
    *_own("fct_crime_monthly", "vintage"),
)
_TYPE = _own("fct_crime_monthly", "crime_type")
# How a row is marked: of demonstration data, or for partners only; empty else.
_MARKED = _made("VARCHAR", "marking")
_NOW, _BEFORE = _made(MONTH, "from_month to_month"), _made(MONTH, "before_from before_to")
_ALL = (
    OpenTable(
        "counts",
        "source level area_code vintage month crime_type",
        (
            *_WHO,
            Field("month", MONTH),
            *_TYPE,
            *_own("fct_crime_monthly", "offence_count"),
            *_made("VARCHAR", "count_status"),
            *_MARKED,
        ),
    ),
    OpenTable(
        "changes",
        "source level area_code vintage crime_type",
        (
            *_WHO,
            *_TYPE,
            *_NOW,
            *_BEFORE,
            *_made("BIGINT", "count_now count_before"),
            *_made("DOUBLE", "change_pct change_by_day_pct lower_ci_pct upper_ci_pct"),
            *_made("VARCHAR", "verdict refusal family"),
            *_made("BIGINT", "comparisons"),
            *_MARKED,
        ),
        is_of_period=True,
    ),
    OpenTable(
        "rates",
        "source level area_code vintage crime_type",
        (
            *_WHO,
            *_TYPE,
            *_NOW,
            *_own("dim_population", "population"),
            *_made("BIGINT", "offence_count"),
            *_made("VARCHAR", "count_status"),
            *_made("DOUBLE", "rate_per_1000 lower_ci_per_1000 upper_ci_per_1000"),
            *_made("VARCHAR", "rate_status"),
            *_made("BIGINT", "rank best_rank worst_rank count_rank count_best_rank count_worst_rank"),
            *_MARKED,
        ),
        is_of_period=True,
    ),
    OpenTable(
        "news",
        "source build_id level area_code crime_type",
        (
            *_own("fct_verdict_change", "source build_id level area_code area_name crime_type"),
            Field("to_month", MONTH),
            *_own("fct_verdict_change", "told_before told_now verdict change_pct lower_ci_pct upper_ci_pct"),
            *_MARKED,
        ),
    ),
    OpenTable(
        "survey",
        "survey mode question_id quantity area_kind area_code subgroup_kind subgroup wave",
        (
            *_own("fct_survey_estimate", "survey mode"),
            *_own("dim_survey_question", "question_id question response is_up_bad"),
            *_own("fct_survey_estimate", "quantity who_asked area_kind area_code area_name subgroup_kind subgroup"),
            *_made("VARCHAR", "wave"),
            *_own("fct_survey_estimate", "wave_kind wave_end wave_months estimate_pct"),
            *_made("DOUBLE", "lower_ci_pct upper_ci_pct"),
            *_own("fct_survey_estimate", "unweighted_base base_is_assumed base_status base_below design_effect"),
            *_own("fct_survey_estimate", "document paragraph"),
            *_MARKED,
        ),
    ),
    OpenTable(
        "places",
        "place_id",
        (
            *_own("dim_place", "place_id kind"),
            *_made("VARCHAR", "kind_title"),
            *_own(
                "dim_place",
                "place_name longitude latitude is_approximate active_from active_to published_rank published_count "
                "published_measure published_to cited_source source_url document published_note",
            ),
            *_MARKED,
        ),
        (*PLAIN, GEOJSON),
    ),
    OpenTable(
        "areas",
        "area_code vintage",
        (
            *_own(
                "dim_area",
                "area_code vintage area_name level=area_type valid_from valid_to district_code population "
                "population_year",
            ),
            *_MARKED,
        ),
        (*PLAIN, GEOJSON, GEOPACKAGE),
    ),
)
OPEN_TABLES = {table.name: table for table in _ALL}
