from collections.abc import Callable
from pathlib import Path

from data.queries import similar
from tests.fixtures.small_raw import DISTRICT, NEIGHBOUR, write, write_small_raw
from tests.fixtures.small_tables import SIMILAR, SIMILAR_TABLES, served_small

HEADER = "area_code,similar_area_code,similar_area_name,csp_name,source,source_date"


def test_the_group_is_without_the_area_and_by_name(tmp_path: Path, use_store: Callable[[Path], None]) -> None:
    raw = write_small_raw(tmp_path / "raw")
    lines = [
        f"{DISTRICT},{NEIGHBOUR},Eastmere,,Report,2024-11-01",
        f"{DISTRICT},{DISTRICT},Westmere,Twin partnership,Report,2024-11-01",
        f"{DISTRICT},,Bergmere,,Report,2024-11-01",
        f"E07999999,{NEIGHBOUR},Eastmere,,Report,2024-11-01",
    ]
    write(raw / "groups.csv", "\n".join([HEADER, *lines]) + "\n")
    served_small(raw, tmp_path / "store", SIMILAR, SIMILAR_TABLES)
    use_store(tmp_path / "store")
    group = similar.most_similar_group()
    assert group["similar_area_name"].tolist() == ["Bergmere", "Eastmere"]
    assert group["similar_area_code"].tolist()[1] == NEIGHBOUR
    assert set(group["cited_source"]) == {"Report"}


def test_without_a_file_there_is_no_group(small_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(small_store)
    assert similar.most_similar_group().empty
