"""One line of the register: what its longer cells must hold, and what is wrong where they do not."""

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator
from shapely.geometry import shape

from data.model.schema import STREET_CRIME
from etl.datasets.places.position import from_geometry
from etl.sources.declared import read_meta

AREA = re.compile(r"(place|kind|ward|cell):[\w.-]{1,64}")
DOSE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))\s*=\s*(\d+(?:\.\d+)?)")


def parted(text: str) -> list[str]:
    """What stands between semicolons."""
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


class Registered(BaseModel):
    """The cells of a line that are more than a word, a day or a number; empty cells are None."""

    model_config = ConfigDict(extra="ignore")
    areas: str | None = None
    crime_types: str | None = None
    dosage: str | None = None
    dosage_unit: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    chosen_from: str | None = None
    chosen_to: str | None = None
    published_effect: str | None = None
    published_paragraph: str | None = None

    @field_validator("areas")
    @classmethod
    def _areas(cls, text: str | None) -> str | None:
        """Names of areas, or an outline."""
        if text is None or text.startswith("{"):
            return _outline(text)
        wrong = [part for part in parted(text) if not AREA.fullmatch(part)]
        if wrong:
            raise ValueError(f"{wrong[0]} is not place:ID, kind:KIND, ward:CODE or cell:ID")
        return "; ".join(parted(text))

    @field_validator("crime_types")
    @classmethod
    def _crime_types(cls, text: str | None) -> str | None:
        """Names of crime types."""
        known = [one["crime_type"] for one in read_meta(STREET_CRIME)["crime_types"]]
        if wrong := [part for part in parted(text or "") if part not in known]:
            raise ValueError(f"{wrong[0]} is not a crime type of data.police.uk")
        return "; ".join(parted(text)) if text else None

    @field_validator("dosage")
    @classmethod
    def _dosage(cls, text: str | None) -> str | None:
        """Numbers by month, as JSON."""
        if text is None:
            return None
        found = [(part, DOSE.fullmatch(part)) for part in parted(text)]
        if wrong := [part for part, match in found if not match]:
            raise ValueError(f"{wrong[0]} is not YYYY-MM=number")
        months = [match.group(1) for _, match in found if match]
        if len(set(months)) < len(months):
            raise ValueError("a month is given twice")
        return json.dumps({match.group(1): float(match.group(2)) for _, match in found if match})

    @model_validator(mode="after")
    def _whole(self) -> "Registered":
        """What the cells must be together."""
        if self.date_from and self.date_to and self.date_to < self.date_from:
            raise ValueError("date_to is before date_from")
        if bool(self.chosen_from) != bool(self.chosen_to):
            raise ValueError("only one of chosen_from and chosen_to is given")
        if self.chosen_from and self.chosen_to and self.chosen_to < self.chosen_from:
            raise ValueError("chosen_to is before chosen_from")
        if self.chosen_to and self.date_from and self.chosen_to >= self.date_from[:7]:
            raise ValueError("chosen_to is not before the month of date_from: areas are chosen before an operation")
        if bool(self.dosage) != bool(self.dosage_unit):
            raise ValueError("only one of dosage and dosage_unit is given")
        if self.published_effect and not self.published_paragraph:
            raise ValueError("published_effect has no published_paragraph")
        return self


def read_line(cells: dict[str, str | None]) -> tuple[dict[str, str | None], str | None]:
    """The cells as they are kept, and what is wrong with them, None where nothing is."""
    try:
        kept = Registered.model_validate(cells)
    except ValidationError as error:
        return cells, "; ".join(_said(one) for one in error.errors())
    return cells | kept.model_dump(), None


def _said(error: Any) -> str:
    """What is wrong, after the name of its column."""
    column = " ".join(map(str, error["loc"]))
    return f"{column} {error['msg'].removeprefix('Value error, ')}".strip()


def _outline(text: str | None) -> str | None:
    """An outline as GeoJSON: a polygon, several, or the features that hold them."""
    if text is None:
        return None
    try:
        given = json.loads(text)
        features = given["features"] if given.get("type") == "FeatureCollection" else [given]
        shapes = [feature.get("geometry", feature) for feature in features]
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise ValueError("is not GeoJSON") from error
    for one in shapes:
        if reason := from_geometry(one).reason:
            raise ValueError(f"holds an outline of which the {reason}")
        if shape(one).geom_type == "Point":
            raise ValueError("holds a point: an area needs an outline")
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": one} for one in shapes
    ]})  # fmt: skip
