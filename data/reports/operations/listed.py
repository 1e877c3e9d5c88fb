"""The operations that there are to choose from."""

from data.queries.operations import operations


def listed() -> list[tuple[str, str]]:
    """The id and the name of every operation that the viewer may see."""
    frame = operations()
    return list(zip(frame["operation_id"], frame["operation_name"], strict=True))
