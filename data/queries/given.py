"""Which datasets were given, and which were not, by title."""

from data.build import database


def loaded_titles() -> tuple[str, ...]:
    """The datasets of which the viewer may see a row, by title."""
    return tuple(title for title, is_loaded in _titles() if is_loaded)


def missing_titles() -> tuple[str, ...]:
    """The datasets that the viewer may see and of which nothing was given, by title."""
    return tuple(title for title, is_loaded in _titles() if not is_loaded)


@database.per_build
def _titles() -> list[tuple[str, bool]]:
    return database.rows(
        """
        SELECT s.title, coalesce(bool_or(l.rows_loaded > 0), false)
        FROM dim_source AS s
        LEFT JOIN meta_load AS l ON s.source = l.source
        WHERE s.audience = 'public' OR l.source IS NOT NULL
        GROUP BY s.source, s.title
        ORDER BY s.source = 'street_crime' DESC, s.title
        """
    )
