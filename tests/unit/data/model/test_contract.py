import pytest

from data.model.contract import BY_COLUMN, BY_SOURCE, EVERYBODY, ByParent, Rule, Sight, Table, of
from data.model.tables import DIM_PLACE, TABLES

PUBLIC = Sight(("public",), ("open", "o'clock"), "build.")


def test_the_view_of_a_table_names_its_columns_and_its_rule() -> None:
    table = Table("fct_stop", "stop_id", BY_SOURCE, "stop_id BIGINT,\n    source VARCHAR, words VARCHAR[]")
    assert table.types == {"stop_id": "BIGINT", "source": "VARCHAR", "words": "VARCHAR[]"}
    assert table.view(PUBLIC) == (
        "SELECT fct_stop.stop_id, fct_stop.source, fct_stop.words FROM build.fct_stop "
        "WHERE fct_stop.source IN ('open', 'o''clock')"
    )


def test_a_child_is_seen_with_its_parent() -> None:
    assert ByParent(DIM_PLACE, "place_id").shows("fct_visit", PUBLIC) == (
        "fct_visit.place_id IN (SELECT dim_place.place_id FROM build.dim_place WHERE dim_place.audience IN ('public'))"
    )


@pytest.mark.parametrize(
    ("rule", "shown"),
    [(EVERYBODY, "true"), (of("open"), "true"), (of("open", "extract"), "false"), (of("extract"), "false")],
)
def test_a_whole_table_is_seen_or_not(rule: Rule, shown: str) -> None:
    assert rule.shows("fct_stop", PUBLIC) == shown


@pytest.mark.parametrize("rule", [BY_COLUMN, BY_SOURCE])
def test_who_sees_nothing_is_asked_of_no_audience(rule: Rule) -> None:
    assert rule.shows("t", Sight((), ())) == f"t.{rule.column} IN (NULL)"


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        (BY_SOURCE, "value INTEGER"),
        (BY_COLUMN, "value INTEGER"),
        (BY_COLUMN, "source VARCHAR"),
        (BY_SOURCE, "source VARCHAR, audience VARCHAR"),
        (EVERYBODY, "source VARCHAR"),
        (of("open"), "audience VARCHAR"),
        (ByParent(DIM_PLACE, "place_id"), "place_id VARCHAR, audience VARCHAR"),
        (ByParent(DIM_PLACE, "place_id"), "value INTEGER"),
    ],
)
def test_a_table_whose_rule_is_not_that_of_its_columns_cannot_be_declared(rule: Rule, columns: str) -> None:
    with pytest.raises(ValueError, match="fct_stop: its rule goes by"):
        Table("fct_stop", "", rule, columns)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_key_is_made_of_columns(table: Table) -> None:
    assert set(table.key.split()) <= set(table.types)


def test_the_names_of_builds_are_all_that_is_of_no_dataset() -> None:
    open_to_all = [table for table in TABLES.values() if table.audience == EVERYBODY]
    assert [table.name for table in open_to_all] == ["meta_build", "meta_comparison"]
    assert set(open_to_all[1].types) == {"build_id", "built_at", "before_id", "before_at"}
