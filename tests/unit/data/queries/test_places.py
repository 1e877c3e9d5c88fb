from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.build import database
from data.model.period import Period
from data.model.viewer import PARTNER, PUBLIC, Viewer
from data.queries import places
from data.queries.boundaries import boundary_geojson
from tests.fixtures.small_raw import EAST, WEST, build_small, square, write, write_features, write_small_raw

PERIOD = Period(date(2024, 4, 1), date(2024, 6, 1))
KINDS = ("micro_area", "motorbike_site", "order_area", "street_safe")
PLACES = """\
place_id,place_name,kind,audience,longitude,latitude,active_from,active_to,source,published_count,published_measure
open,Open track,motorbike_site,public,0.05,52.05,2024-06-30,,Wardens,,
closed,Closed track,motorbike_site,,0.15,52.05,,2024-03-31,Wardens,,
named,The order,order_area,,,,,,Council,55,tickets
"""
REPORTS = """\
place_id,period_month,measure,count,source,audience
open,2024-04,reports,3,Wardens,public
open,2024-06,reports,0,Police,public
open,2024-03,reports,9,Wardens,public
open,2024-03,warnings,1,Police,public
open,2024-05,fires,77,Fire service,
closed,2024-05,reports,5,Wardens,public
"""
MICRO = {"place_id": "micro", "place_name": "Station Road", "kind": "micro_area", "source": "Police"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose build holds public and partner places."""
    raw = write_small_raw(tmp_path_factory.mktemp("places") / "raw")
    write(raw / "p.csv", PLACES)
    write(raw / "r.csv", REPORTS)
    write_features(raw / "op-grip.geojson", [({**MICRO}, square(0.01, 0.02))])
    build_small(raw, raw.parent / "store")
    return raw.parent / "store"


@pytest.fixture(autouse=True)
def _reading(store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(store)


def shown(viewer: Viewer, kinds: tuple[str, ...] = KINDS) -> pd.DataFrame:
    database.pin(viewer)
    return places.places(kinds, PERIOD, "2024").set_index("place_id")


def kinds_for(viewer: Viewer) -> pd.DataFrame:
    database.pin(viewer)
    return places.place_kinds()


def test_the_public_is_told_only_of_kinds_with_a_public_place() -> None:
    kinds = kinds_for(PUBLIC)
    assert kinds[["kind", "place_count"]].to_numpy().tolist() == [["motorbike_site", 1], ["order_area", 1]]
    assert [list(layers) for layers in kinds["outline_layers"]] == [[], []]


def test_partners_are_told_of_all_with_their_layers() -> None:
    kinds = kinds_for(PARTNER).set_index("kind")
    assert kinds["place_count"].to_dict() == {"micro_area": 1, "motorbike_site": 2, "order_area": 1}
    assert list(kinds.loc["micro_area", "outline_layers"]) == ["place-micro_area-partner"]
    assert '"Polygon"' in str(boundary_geojson("place-micro_area-partner"))
    database.pin(PUBLIC)
    assert boundary_geojson("place-micro_area-partner") is None


def test_nothing_of_a_partner_place_reaches_the_public() -> None:
    frames = [
        kinds_for(PUBLIC),
        shown(PUBLIC).reset_index(),
        places.place_reports(["open", "closed", "micro"], PERIOD),
    ]
    text = " ".join(frame.to_csv() for frame in frames)
    assert "Open track" in text
    for secret in ("micro", "Grip", "Station Road", "closed", "Closed", "p.csv", "partner"):
        assert secret not in text
    assert places.place_geojson("micro") is None


def test_a_report_that_does_not_say_for_whom_is_for_partners() -> None:
    database.pin(PUBLIC)
    asked = ["open", "closed"]
    public = places.place_reports(asked, PERIOD)
    assert set(zip(public["place_id"], public["measure"], strict=True)) == {("open", "reports"), ("open", "warnings")}
    assert shown(PUBLIC)["is_marked"].to_dict() == {"open": False, "named": False}
    database.pin(PARTNER)
    partner = places.place_reports(asked, PERIOD)
    assert set(partner["measure"]) == {"reports", "warnings", "fires"}
    # A public report of a place for partners stays theirs.
    assert set(partner["place_id"]) == {"open", "closed"}
    assert shown(PARTNER)["is_marked"].to_dict() == {"micro": True, "closed": True, "open": True, "named": False}


def test_a_place_comes_with_its_ward_its_words_and_whether_it_was_active() -> None:
    found = shown(PARTNER)
    assert list(found.index) == ["micro", "closed", "open", "named"]
    assert found["ward_code"].fillna("-").tolist() == [WEST, EAST, WEST, "-"]
    assert found["ward_name"].fillna("-").tolist() == ["West", "East", "West", "-"]
    assert found["is_active"].to_dict() == {"micro": True, "closed": False, "open": True, "named": True}
    assert found["has_outline"].to_dict() == {"micro": True, "closed": False, "open": False, "named": False}
    assert found.loc["open", "kind_title"] == "Motorbike nuisance sites"
    assert (found.loc["named", "published_count"], found.loc["named", "published_unit"]) == (55, "tickets")
    assert "file" not in found.columns


def test_only_the_kinds_asked_for_are_given() -> None:
    assert list(shown(PARTNER, ("order_area",)).index) == ["named"]


def test_a_month_without_a_row_is_a_gap_and_a_zero_is_zero() -> None:
    found = places.place_reports(["open"], PERIOD)
    reports = found[found["measure"] == "reports"]
    assert reports["period_month"].dt.strftime("%Y-%m").tolist() == ["2024-04", "2024-05", "2024-06"]
    assert reports["count"].astype("object").where(reports["count"].notna(), None).tolist() == [3, None, 0]
    assert set(reports["cited_source"]) == {"Police and Wardens"}
    assert found.loc[found["measure"] == "warnings", "count"].isna().all()


def test_the_outline_of_one_place_is_for_those_who_may_see_it() -> None:
    database.pin(PARTNER)
    assert '"Polygon"' in str(places.place_geojson("micro"))
    assert places.place_geojson("named") is None
    assert places.place_geojson("none such") is None
