"""How fresh and how complete the data are, in words."""

from data.model.period import add_months
from data.model.status import BuildStatus
from data.words.formatting import day, month, number

REVISED = "Figures of recent months may be revised."


def unplaced(status: BuildStatus) -> str:
    """The share of the records that is in no figure, for the line above every heading."""
    return f"{number(_share(status), 1)}% of records have no location and are not counted"


def unplaced_records(status: BuildStatus) -> str:
    """The same with its counts."""
    records = f"{number(status.record_count)} {status.force_names or 'police'} records of the last 12 months"
    return f"{number(status.no_location_count)} of {records} ({number(_share(status), 1)}%) are not counted"


def _share(status: BuildStatus) -> float:
    # At least one, so that a source without any record of the force still has a line.
    return 100 * status.no_location_count / max(status.record_count, 1)


def made_on(status: BuildStatus) -> str:
    """The day on which the data were put together."""
    return day(status.built_at)


def next_update(status: BuildStatus) -> str:
    """When the next month is expected."""
    if status.is_demo:
        return "demonstration data: no update to come"
    if status.built_at.date() >= add_months(status.next_update, 1):
        return f"an update has been due since {month(status.next_update)}"
    return f"next update expected by the end of {month(status.next_update)}"


def fresh(status: BuildStatus) -> list[str]:
    """The sentences for the foot of every page."""
    return [f"Data put together on {made_on(status)}; {next_update(status)}. {REVISED}"]
