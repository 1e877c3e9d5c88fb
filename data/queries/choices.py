"""What can be chosen: wards, crime types and months of the current build."""

from datetime import date

from data.build import database
from data.model.areas import Vintage, Ward
from data.model.choices import Choices
from data.model.measure import Measure
from data.model.schema import STREET_CRIME
from data.queries.places import place_kinds


def filter_choices(source: str = STREET_CRIME) -> Choices:
    """The choices that the current build offers of a source, else of street-level crime; read once a build."""
    # The name of the build is the key, so a new build brings new choices without being told.
    return _choices(source if source in dict(_sources()) else STREET_CRIME)


@database.per_build
def _sources() -> tuple[tuple[str, str], ...]:
    """Every source that has records of the area, with its title, street-level crime first."""
    found = database.rows(
        """
        SELECT DISTINCT s.source, s.short_title
        FROM meta_source AS s
        LEFT JOIN dim_district_force AS d ON s.source = d.source
        WHERE s.source = $street_crime OR d.district_code IN (SELECT unnest(area_codes) FROM meta_build)
        ORDER BY s.source <> $street_crime, s.source
        """,
        street_crime=STREET_CRIME,
    )
    return tuple((source, title) for source, title in found)


@database.per_build
def _choices(source: str) -> Choices:
    build_id, area_name, area_codes = database.rows("SELECT build_id, area_name, area_codes FROM meta_build")[0]
    types = database.rows(
        "SELECT crime_type, is_crime, first_month, last_month FROM dim_crime_type "
        "WHERE source = $source ORDER BY display_order",
        source=source,
    )
    months = database.rows(
        # A month counts as present when every district of the area has a force that supplied it whole, and no second
        # force that is in its figures lacks it.
        """
        SELECT
            m.period_month,
            bool_and(coalesce(c.is_present, false) AND s.district_code IS NULL),
            coalesce(bool_or(c.record_count > 0), false)
        FROM (SELECT DISTINCT period_month FROM fct_coverage WHERE source = $source) AS m
        CROSS JOIN (SELECT unnest($area_codes::VARCHAR[]) AS district_code) AS a
        LEFT JOIN dim_district_force AS d ON d.source = $source AND a.district_code = d.district_code
        LEFT JOIN fct_coverage AS c ON c.source = $source AND d.force = c.force AND m.period_month = c.period_month
        LEFT JOIN dim_second_force AS s
            ON s.source = $source AND a.district_code = s.district_code AND NOT s.is_left_out
            AND list_contains(s.missing_months, m.period_month)
        GROUP BY m.period_month
        ORDER BY m.period_month
        """,
        source=source,
        area_codes=area_codes,
    )
    return Choices(
        build_id=build_id,
        area_name=area_name,
        area_codes=tuple(area_codes),
        crime_types=tuple(name for name, *_ in types),
        not_crime=tuple(name for name, is_crime, *_ in types if not is_crime),
        months=tuple(month for month, *_ in months),
        present=frozenset(month for month, is_present, _ in months if is_present),
        vintages=_vintages(),
        source=source,
        sources=_sources(),
        published={name: (first, last) for name, _, first, last in types if first or last},
        place_kinds=tuple((row["kind"], row["title"]) for row in place_kinds().to_dict("records")),
        parts=frozenset(month for month, is_present, has_records in months if has_records and not is_present),
    )


def _vintages() -> tuple[Vintage, ...]:
    rows = database.rows(
        # Every ward in every year that most wards have: one that lacks it has no rate, rather than one of another year.
        """
        SELECT a.vintage, a.valid_from, a.valid_to, y.population_year,
            a.area_code, a.area_name, p.population, p.population_source, a.district_code, d.area_name
        FROM dim_area AS a
        JOIN dim_area AS d ON d.area_type = 'district' AND a.district_code = d.area_code
        LEFT JOIN (
            SELECT DISTINCT vintage, population_year FROM dim_population WHERE area_type = 'ward' AND is_common
        ) AS y ON a.vintage = y.vintage
        LEFT JOIN dim_population AS p
            ON a.area_code = p.area_code AND a.vintage = p.vintage AND y.population_year = p.population_year
        WHERE a.area_type = 'ward'
        ORDER BY coalesce(a.valid_from, DATE '0001-01-01'), a.vintage, y.population_year, d.area_name, a.area_name
        """
    )
    # A ward without residents does not take those of the area away.
    of_area = tuple(
        database.rows(
            """
            SELECT population_year, CAST(sum(population) AS BIGINT) FROM dim_population
            WHERE area_type = 'district' AND list_contains((SELECT area_codes FROM meta_build), area_code)
            GROUP BY population_year
            HAVING count(*) = (SELECT len(area_codes) FROM meta_build)
            ORDER BY population_year
            """
        )
    )
    found: dict[str, tuple[date | None, date | None]] = {}
    wards: dict[str, dict[int | None, tuple[Ward, ...]]] = {}
    for vintage, valid_from, valid_to, year, *ward in rows:
        found.setdefault(vintage, (valid_from, valid_to))
        years = wards.setdefault(vintage, {})
        years[year] = (*years.get(year, ()), Ward(*ward))
    return tuple(
        Vintage(
            vintage,
            *found[vintage],
            list(years.values())[-1],
            tuple((year, members) for year, members in years.items() if year is not None),
            of_area,
        )
        for vintage, years in wards.items()
    )


@database.per_build
def measures() -> dict[str, Measure]:
    """The measures of the current build by name: title, unit, decimals, caveat and source."""
    found = database.rows(
        """
        SELECT m.measure, m.title, m.unit, m.decimals, m.caveat, coalesce(s.short_title, '')
        FROM meta_measure AS m LEFT JOIN meta_source AS s ON m.source = s.source
        ORDER BY m.source, m.measure
        """
    )
    return {row[0]: Measure(*row) for row in found}
