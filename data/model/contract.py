"""What a table of a build promises: its columns and their types, its key, and who may see a row of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol


@dataclass(frozen=True)
class Sight:
    """What somebody may see: of these audiences, and of these datasets; ``schema`` is where the tables lie."""

    audiences: tuple[str, ...]
    sources: tuple[str, ...]
    schema: str = ""


class Rule(Protocol):
    """How the audience of a row is found."""

    @property
    def column(self) -> str:
        """The column that decides it, empty where none does."""

    @property
    def words(self) -> str:
        """The rule as docs/tables.md says it."""

    def shows(self, table: str, sight: Sight) -> str:
        """The SQL condition on the rows of ``table`` that may be seen; where it is null or false the row is not."""


@dataclass(frozen=True)
class Everybody:
    """The table holds nothing of any dataset."""

    column = ""
    words = "everybody: nothing of any dataset is in it"

    def shows(self, table: str, sight: Sight) -> str:
        """Every row."""
        return "true"


@dataclass(frozen=True)
class ByOwnColumn:
    """A row is for the audience that its own ``column`` names: itself, or by the dataset (``source``) that it is of."""

    column: Literal["audience", "source"]
    words: str

    def shows(self, table: str, sight: Sight) -> str:
        """The rows of an audience or a dataset seen."""
        seen = {"audience": sight.audiences, "source": sight.sources}[self.column]
        return f"{table}.{self.column} IN ({_listed(seen)})"


@dataclass(frozen=True)
class OfDatasets:
    """Every row is made of these datasets: whoever may not see each of them sees no row."""

    datasets: tuple[str, ...]
    column: ClassVar[str] = ""

    @property
    def words(self) -> str:
        """The datasets by name."""
        return "who may see " + ", ".join(f"`{name}`" for name in self.datasets)

    def shows(self, table: str, sight: Sight) -> str:
        """Every row or none."""
        return "true" if set(self.datasets) <= set(sight.sources) else "false"


@dataclass(frozen=True)
class ByParent:
    """A row is for those who see a row of ``parent`` with the same value of ``column``."""

    parent: "Table"
    column: str

    @property
    def words(self) -> str:
        """The parent by name."""
        return f"who sees a row of `{self.parent.name}` with its `{self.column}`"

    def shows(self, table: str, sight: Sight) -> str:
        """The rows whose parent is seen."""
        name, column = self.parent.name, self.column
        # Each column is named with its table: one that the parent lacks must not be found in the child.
        return (
            f"{table}.{column} IN (SELECT {name}.{column} FROM {sight.schema}{name} "
            f"WHERE {self.parent.audience.shows(name, sight)})"
        )


@dataclass(frozen=True)
class Table:
    """One table. key: columns that no two rows share, none where rows may repeat; columns: as SQL declares them."""

    name: str
    key: str
    audience: Rule
    columns: str

    def __post_init__(self) -> None:
        """Raise ValueError where the rule goes by a column that is not there, or passes by one that says who sees."""
        telling = next((column for column in ("audience", "source") if column in self.types), self.audience.column)
        if self.audience.column != telling or (telling and telling not in self.types):
            raise ValueError(f"{self.name}: its rule goes by “{self.audience.column}”, its columns by “{telling}”")

    @property
    def types(self) -> dict[str, str]:
        """The type of each column by its name, as DuckDB names it."""
        return dict(column.split(maxsplit=1) for column in self.columns.split(","))

    def view(self, sight: Sight) -> str:
        """The query that gives of this table what is seen: the columns declared, of the rows that may be seen."""
        columns = ", ".join(f"{self.name}.{column}" for column in self.types)
        return f"SELECT {columns} FROM {sight.schema}{self.name} WHERE {self.audience.shows(self.name, sight)}"


EVERYBODY = Everybody()
BY_COLUMN = ByOwnColumn("audience", "who its `audience` says")
BY_SOURCE = ByOwnColumn("source", "who may see the dataset that its `source` names")


def of(*datasets: str) -> OfDatasets:
    """The rule of a table that is made of these datasets alone."""
    return OfDatasets(datasets)


def _listed(values: Iterable[str]) -> str:
    # Nobody is an audience of no name, and an empty list is no SQL.
    quoted = [value.replace("'", "''") for value in values]
    return ", ".join(f"'{value}'" for value in quoted) or "NULL"
