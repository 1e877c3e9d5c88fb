"""Source files from the sites that publish them, only ever on demand: police archives, areas, populations."""

from collections.abc import Callable
from pathlib import Path

from data.settings import Settings
from etl.download.manifest import Manifest
from etl.download.nomis import fetch_populations
from etl.download.ons import fetch_areas
from etl.download.police import fetch_archives
from etl.download.portal import Portal
from etl.download.web import open_session


def download(raw: Path, settings: Settings, first: str, last: str | None, report: Callable[[str], None]) -> list[str]:
    """Bring ``raw`` up to date for the months ``first`` to ``last`` (YYYY-MM; None: the latest there is).

    What has not changed is not fetched again. Returns the paths below ``raw`` of the archives that the months need.
    Raises DownloadError; what was complete stays, what was cut off is resumed at the next call.
    """
    raw.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(raw, report)
    with open_session() as session:
        # Areas first: they are small, and a wrong setting shows before gigabytes are fetched.
        lsoas = fetch_areas(Portal(session, settings.ons_url, manifest), settings.area)
        fetch_populations(session, settings.nomis_url, manifest, lsoas)
        return fetch_archives(session, settings.police_url, manifest, first, last)
