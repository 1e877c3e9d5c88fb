"""Choices of one: what a control offers, declared beside the field that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Control:
    """A choice of one: its key in the address, its title on the page, and its values with their words.

    The first value is the usual one, which the address does not carry.
    """

    key: str
    title: str
    options: Mapping[Any, str]

    @property
    def texts(self) -> dict[str, Any]:
        """The values by how the address writes them: a switch is 0 or 1."""
        return {self.text(value): value for value in self.options}

    @staticmethod
    def text(value: Any) -> str:
        """How the address writes a value."""
        return str(int(value)) if isinstance(value, bool) else str(value)


def choice(key: str, title: str, options: Mapping[Any, str]) -> Any:
    """A field of a dataclass that a control sets."""
    return field(default=next(iter(options)), metadata={"control": Control(key, title, options)})


def controls_of(kind: type) -> dict[str, Control]:
    """The controls of a dataclass, by the names of their fields."""
    return {one.name: one.metadata["control"] for one in fields(kind) if "control" in one.metadata}
