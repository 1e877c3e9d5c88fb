"""Residents by LSOA: ONS mid-year estimates, as CSV from Nomis."""

import csv
import hashlib
from collections.abc import Sequence

import requests

from etl.download.arcgis import CODES_IN_QUERY
from etl.download.manifest import Manifest
from etl.download.web import ask_json, ask_text, refuse_web_page
from etl.errors import DownloadError

PATH = "population/lsoa21.csv"
# Population estimates, small area (2021 based), by single year of age.
DATASET = "NM_2014_1"
EVERYONE = {"date": "latest", "gender": "0", "c_age": "200", "measures": "20100"}
COLUMNS = {"select": "date,geography_code,obs_value"}


def fetch_populations(session: requests.Session, base: str, manifest: Manifest, lsoas: Sequence[str]) -> None:
    """Keep the latest residents of the LSOAs (codes of 2021) as a CSV file. Raises DownloadError."""
    url = f"{base}/{DATASET}.data.csv"
    version = _version(session, base, lsoas)
    if manifest.is_current(PATH, version):
        return
    rows = []
    for at in range(0, len(lsoas), CODES_IN_QUERY):
        asked = {"geography": ",".join(lsoas[at : at + CODES_IN_QUERY])} | EVERYONE | COLUMNS
        rows += _read(url, ask_text(session, url, asked))
    residents = {row["GEOGRAPHY_CODE"]: row["OBS_VALUE"] for row in rows}
    years = {row["DATE"] for row in rows}
    if lacking := sorted(set(lsoas) - set(residents)):
        raise DownloadError(f"{url}: {len(lacking)} LSOAs are lacking ({lacking[0]}, …); try again later")
    if len(years) != 1:
        raise DownloadError(f"{url}: estimates of several years ({', '.join(sorted(years))}); try again later")
    # The loader reads year and source from the name of the column.
    lines = [f"LSOA21CD,population_mid_{years.pop()}", *(f"{code},{residents[code]}" for code in lsoas)]
    manifest.write(PATH, "\n".join(lines) + "\n", url, version)


def _version(session: requests.Session, base: str, lsoas: Sequence[str]) -> str | None:
    """When Nomis last changed the data set, as its definition says, and what is asked of it; None where it does not."""
    found = ask_json(session, f"{base}/{DATASET}.def.sdmx.json")
    families = found.get("structure", {}).get("keyfamilies", {}).get("keyfamily", [])
    notes = families[0].get("annotations", {}).get("annotation", []) if families else []
    changed = [str(note["annotationtext"]) for note in notes if note.get("annotationtitle") == "LastUpdated"]
    asked = hashlib.sha256(",".join(lsoas).encode()).hexdigest()[:16]
    return f"{DATASET} {changed[0]} {asked}" if changed else None


def _read(url: str, text: str) -> list[dict[str, str]]:
    refuse_web_page(url, text[:64].encode())
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or not {"DATE", "GEOGRAPHY_CODE", "OBS_VALUE"} <= set(rows[0]) or not all(map(_is_whole, rows)):
        raise DownloadError(f"{url}: not the table that was asked for (date, code, value); try again later")
    return rows


def _is_whole(row: dict[str, str]) -> bool:
    return bool(row["DATE"] and row["GEOGRAPHY_CODE"]) and (row["OBS_VALUE"] or "").isdigit()
