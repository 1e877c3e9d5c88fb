"""Every table of a build, declared once: it is checked by this before it is published, and shown by this to a viewer.

A build with a table that is not here is refused, and no viewer sees such a table.
"""

from data.model.contract import BY_COLUMN, BY_SOURCE, EVERYBODY, ByParent, Table, of

DIM_PLACE = Table("dim_place", "place_id", BY_COLUMN, """
    place_id VARCHAR, kind VARCHAR, place_name VARCHAR, audience VARCHAR, district_code VARCHAR,
    geometry VARCHAR, longitude DOUBLE, latitude DOUBLE, is_approximate BOOLEAN, location_note VARCHAR,
    active_from DATE, active_to DATE, description VARCHAR, what_was_done VARCHAR, cited_source VARCHAR,
    source_url VARCHAR, document VARCHAR, published_rank INTEGER, published_count INTEGER,
    published_measure VARCHAR, published_to DATE, published_note VARCHAR, file VARCHAR""")  # fmt: skip
FCT_SURVEY_ESTIMATE = Table(
    "fct_survey_estimate",
    "question_key mode quantity area_kind area_code subgroup_kind subgroup wave_end wave_months",
    BY_COLUMN,
    """
    question_key VARCHAR, survey VARCHAR, mode VARCHAR, question_id VARCHAR, quantity VARCHAR, who_asked VARCHAR,
    area_code VARCHAR, area_kind VARCHAR, area_name VARCHAR, subgroup_kind VARCHAR, subgroup VARCHAR,
    wave_kind VARCHAR, wave_from DATE, wave_end DATE, wave_months INTEGER, wave_said VARCHAR, estimate_pct DOUBLE,
    unweighted_base INTEGER, base_is_assumed BOOLEAN, base_status VARCHAR, base_below INTEGER, design_effect DOUBLE,
    design_effect_status VARCHAR, is_weighted BOOLEAN, source_id VARCHAR, document VARCHAR, paragraph VARCHAR,
    note VARCHAR, audience VARCHAR, source VARCHAR, display_order BIGINT""",
)
QUARTER_KEY = "force_name csp_name quarter_start offence_group offence_code offence_description"
PROTECTED_KEY = "source measure part area_code vintage period_start months"
_ALL = (
    Table("dim_area", "area_code vintage", of("lookups", "boundaries", "populations", "ward_vintages"), """
        area_code VARCHAR, vintage VARCHAR, area_name VARCHAR, area_type VARCHAR, valid_from DATE,
        valid_to DATE, district_code VARCHAR, population BIGINT, population_year INTEGER,
        population_source VARCHAR"""),
    Table("dim_board_measure", "subject_id kind measure dataset", of("board_measures"), """
        subject_id VARCHAR, kind VARCHAR, measure VARCHAR, dataset VARCHAR, fit VARCHAR, display_order INTEGER,
        note VARCHAR"""),
    Table("dim_boundary", "layer", BY_COLUMN, """
        layer VARCHAR, area_type VARCHAR, vintage VARCHAR, audience VARCHAR, area_count BIGINT, west DOUBLE,
        south DOUBLE, east DOUBLE, north DOUBLE, geojson VARCHAR"""),
    Table("dim_cell", "cell_size_m cell_id", of("boundaries", "street_crime"), """
        cell_size_m BIGINT, cell_id INTEGER, grid_column INTEGER, grid_row INTEGER, easting DOUBLE,
        northing DOUBLE, holds_point BOOLEAN, location VARCHAR"""),
    Table("dim_cell_ward", "cell_size_m cell_id vintage", of("boundaries", "street_crime"), """
        cell_size_m BIGINT, cell_id INTEGER, vintage VARCHAR, ward_code VARCHAR"""),
    Table("dim_concern", "concern_id", of("concerns"), """
        concern_id VARCHAR, area_code VARCHAR, raised_on DATE, concern VARCHAR, said VARCHAR, document VARCHAR,
        paragraph VARCHAR, note VARCHAR"""),
    Table("dim_crime_type", "source crime_type", BY_SOURCE, """
        source VARCHAR, crime_type VARCHAR, is_crime BOOLEAN, display_order INTEGER, first_month DATE,
        last_month DATE"""),
    Table("dim_district_force", "source district_code", BY_SOURCE, """
        source VARCHAR, district_code VARCHAR, force VARCHAR, force_name VARCHAR"""),
    Table("dim_harm_weight", "crime_type offence", of("harm_weights"), """
        list_name VARCHAR, offence VARCHAR, offence_code VARCHAR, crime_type VARCHAR, harm_weight DOUBLE, unit VARCHAR,
        offences INTEGER, document VARCHAR"""),
    Table("dim_indicator", "indicator_id", of("indicators"), """
        indicator_id VARCHAR, area_code VARCHAR, number INTEGER, strategy VARCHAR, heading VARCHAR, indicator VARCHAR,
        baseline VARCHAR, owner VARCHAR, frequency VARCHAR, baseline_value DOUBLE, unit VARCHAR, baseline_from DATE,
        baseline_to DATE, aim VARCHAR, document VARCHAR, paragraph VARCHAR, is_doubtful BOOLEAN, note VARCHAR"""),
    Table("dim_lsoa_change", "lsoa11_code lsoa21_code", of("lookups"), """
        lsoa11_code VARCHAR, lsoa21_code VARCHAR, change VARCHAR, is_changed BOOLEAN, district_code VARCHAR"""),
    Table("dim_most_similar_group", "area_code csp_name", of("most_similar_groups"), """
        area_code VARCHAR, similar_area_code VARCHAR, similar_area_name VARCHAR, csp_name VARCHAR,
        cited_source VARCHAR, source_date DATE"""),
    Table("dim_name", "name_id", BY_SOURCE, """
        source VARCHAR, name_id VARCHAR, name VARCHAR, kind VARCHAR, title VARCHAR, map_rank INTEGER,
        longitude DOUBLE, latitude DOUBLE"""),
    Table("dim_name_ward", "name_id vintage", BY_SOURCE, """
        source VARCHAR, name_id VARCHAR, vintage VARCHAR, ward_code VARCHAR"""),
    Table("dim_operation", "operation_id", BY_COLUMN, """
        operation_id VARCHAR, operation_name VARCHAR, kind VARCHAR, audience VARCHAR, areas VARCHAR, date_from DATE,
        date_to DATE, chosen_from DATE, chosen_to DATE, crime_types VARCHAR, dosage VARCHAR, dosage_unit VARCHAR,
        spend_pounds DOUBLE, what_was_done VARCHAR, note VARCHAR, cited_source VARCHAR, document VARCHAR,
        paragraph VARCHAR, published_effect VARCHAR, published_paragraph VARCHAR, published_note VARCHAR"""),
    Table("dim_partnership", "force_name csp_name district_code", BY_SOURCE, """
        source VARCHAR, force_name VARCHAR, csp_name VARCHAR, district_code VARCHAR, is_own BOOLEAN,
        is_similar BOOLEAN, note VARCHAR"""),
    DIM_PLACE,
    Table("dim_place_kind", "kind", ByParent(DIM_PLACE, "kind"), """
        kind VARCHAR, title VARCHAR, description VARCHAR, caveat VARCHAR, default_audience VARCHAR,
        is_always_partner BOOLEAN, symbol VARCHAR, display_order BIGINT"""),
    Table("dim_place_ward", "place_id vintage", ByParent(DIM_PLACE, "place_id"), """
        place_id VARCHAR, vintage VARCHAR, ward_code VARCHAR"""),
    Table("dim_population", "area_code vintage population_year", of("populations", "lookups", "boundaries"), """
        area_code VARCHAR, vintage VARCHAR, area_type VARCHAR, population_year INTEGER, population BIGINT,
        population_source VARCHAR, is_common BOOLEAN"""),
    Table("dim_priority", "priority_id", of("priorities"), """
        priority_id VARCHAR, area_code VARCHAR, year_from DATE, year_to DATE, display_order INTEGER, number INTEGER,
        priority VARCHAR, full_text VARCHAR, document VARCHAR, paragraph VARCHAR, source_url VARCHAR, note VARCHAR"""),
    Table("dim_road_label", "road_number longitude latitude", of("roads"), """
        road_number VARCHAR, road_class VARCHAR, longitude DOUBLE, latitude DOUBLE"""),
    Table("dim_second_force", "source district_code force", BY_SOURCE, """
        source VARCHAR, district_code VARCHAR, force VARCHAR, force_name VARCHAR, record_count BIGINT,
        share_pct DOUBLE, missing_months DATE[], is_left_out BOOLEAN"""),
    Table("dim_source", "source", BY_COLUMN, """
        source VARCHAR, title VARCHAR, audience VARCHAR"""),
    Table("dim_survey_question", "question_key", ByParent(FCT_SURVEY_ESTIMATE, "question_key"), """
        question_key VARCHAR, survey VARCHAR, question_id VARCHAR, question VARCHAR, wording VARCHAR,
        response VARCHAR, scale VARCHAR, is_up_bad BOOLEAN, crime_types VARCHAR, display_order BIGINT"""),
    Table("fct_board_action", "action_id", BY_COLUMN, """
        action_id VARCHAR, subject_id VARCHAR, action VARCHAR, owner VARCHAR, opened_on DATE, due_on DATE,
        closed_on DATE, audience VARCHAR, note VARCHAR"""),
    Table("fct_cell_monthly", "source cell_size_m cell_id period_month crime_type", BY_SOURCE, """
        source VARCHAR, cell_size_m BIGINT, cell_id INTEGER, period_month DATE, crime_type VARCHAR,
        offence_count BIGINT"""),
    Table("fct_coverage", "source force period_month", BY_SOURCE, """
        source VARCHAR, force VARCHAR, force_name VARCHAR, period_month DATE, is_present BOOLEAN,
        record_count BIGINT, no_location_count BIGINT, unknown_lsoa_count BIGINT, point_outside_count BIGINT,
        usual_pct DOUBLE, note VARCHAR"""),
    Table("fct_crime", "record_id", BY_SOURCE, """
        source VARCHAR, record_id BIGINT, crime_id VARCHAR, period_month DATE, crime_type VARCHAR,
        district_code VARCHAR, lsoa_code VARCHAR, longitude DOUBLE, latitude DOUBLE, location VARCHAR,
        outcome VARCHAR, reported_by VARCHAR"""),
    Table("fct_crime_hourly", "source year_start weekday hour", BY_SOURCE, """
        source VARCHAR, year_start DATE, weekday INTEGER, hour INTEGER, offence_count INTEGER,
        count_status VARCHAR, hidden_below INTEGER"""),
    Table("fct_crime_monthly", "source area_type area_code vintage period_month crime_type", BY_SOURCE, """
        source VARCHAR, area_type VARCHAR, area_code VARCHAR, vintage VARCHAR, period_month DATE,
        crime_type VARCHAR, offence_count BIGINT"""),
    Table("fct_crime_ward", "record_id vintage", BY_SOURCE, """
        source VARCHAR, record_id BIGINT, vintage VARCHAR, ward_code VARCHAR"""),
    Table("fct_indicator_actual", "indicator_id period_from period_to", BY_COLUMN, """
        indicator_id VARCHAR, period_from DATE, period_to DATE, actual DOUBLE, base INTEGER, audience VARCHAR,
        cited_source VARCHAR, note VARCHAR"""),
    Table("fct_indicator_target", "indicator_id year_from", BY_COLUMN, """
        indicator_id VARCHAR, year_from DATE, target DOUBLE, audience VARCHAR, note VARCHAR"""),
    Table("fct_place_monthly", "place_id measure period_month", BY_COLUMN, """
        place_id VARCHAR, period_month DATE, measure VARCHAR, count INTEGER, cited_source VARCHAR, audience VARCHAR"""),
    Table("fct_public_concern", "area_code wave_end crime_type", of("public_concern"), """
        area_code VARCHAR, wave_end DATE, crime_type VARCHAR, question VARCHAR, concern_pct DOUBLE,
        unweighted_base INTEGER, document VARCHAR, paragraph VARCHAR"""),
    Table("fct_published_figure", "figure_id", of("published_figures"), """
        figure_id VARCHAR, area_code VARCHAR, subject_id VARCHAR, display_order INTEGER, statement VARCHAR,
        value DOUBLE, unit VARCHAR, denominator VARCHAR, period_from DATE, period_to DATE, document VARCHAR,
        paragraph VARCHAR, is_doubtful BOOLEAN, note VARCHAR"""),
    Table("fct_published_performance", "area_code period_to offence", of("published_performance"), """
        display_order INTEGER, area_code VARCHAR, period_from DATE, period_to DATE, offence VARCHAR,
        crime_types VARCHAR, offence_count BIGINT, change_pct DOUBLE, document VARCHAR, paragraph VARCHAR,
        note VARCHAR"""),
    Table("fct_protected", PROTECTED_KEY, BY_SOURCE, """
        source VARCHAR, measure VARCHAR, part VARCHAR, area_code VARCHAR, vintage VARCHAR, period_start DATE,
        months INTEGER, offence_count INTEGER, count_status VARCHAR, hidden_below INTEGER"""),
    Table("fct_recorded_crime_quarterly", QUARTER_KEY, BY_SOURCE, """
        source VARCHAR, financial_year VARCHAR, quarter INTEGER, quarter_start DATE, force_name VARCHAR,
        csp_name VARCHAR, offence_code VARCHAR, offence_description VARCHAR,
        offence_group VARCHAR, offence_subgroup VARCHAR, offence_count BIGINT"""),
    FCT_SURVEY_ESTIMATE,
    Table("fct_month_change", "source build_id period_month", BY_SOURCE, """
        source VARCHAR, build_id VARCHAR, period_month DATE, is_there BOOLEAN"""),
    Table("fct_revision", "source build_id period_month crime_type", BY_SOURCE, """
        source VARCHAR, build_id VARCHAR, period_month DATE, crime_type VARCHAR, count_before BIGINT,
        count_now BIGINT"""),
    Table("fct_told_verdict", "source level area_code crime_type", BY_SOURCE, """
        source VARCHAR, level VARCHAR, area_code VARCHAR, area_name VARCHAR, crime_type VARCHAR, period_to DATE,
        verdict_before VARCHAR, verdict VARCHAR, told VARCHAR"""),
    Table("fct_verdict_change", "source build_id level area_code crime_type", BY_SOURCE, """
        source VARCHAR, build_id VARCHAR, level VARCHAR, area_code VARCHAR, area_name VARCHAR, crime_type VARCHAR,
        period_to DATE, told_before VARCHAR, told_now VARCHAR, verdict VARCHAR, change_pct DOUBLE,
        lower_ci_pct DOUBLE, upper_ci_pct DOUBLE"""),
    Table("meta_annotation", "area_code date_from label", of("annotations"), """
        area_code VARCHAR, date_from DATE, date_to DATE, label VARCHAR, kind VARCHAR, explanation VARCHAR,
        document VARCHAR"""),
    Table("meta_build", "build_id", EVERYBODY, """
        build_id VARCHAR, built_at TIMESTAMP, schema_version INTEGER, area_codes VARCHAR[], area_name VARCHAR,
        partnership VARCHAR, is_demo BOOLEAN"""),
    Table("meta_comparison", "build_id", EVERYBODY, """
        build_id VARCHAR, built_at TIMESTAMP, before_id VARCHAR, before_at TIMESTAMP"""),
    Table("meta_crime_type", "source name", BY_SOURCE, """
        source VARCHAR, name VARCHAR, crime_type VARCHAR, is_crime BOOLEAN, display_order INTEGER,
        first_month DATE, last_month DATE"""),
    Table("meta_load", "", BY_SOURCE, """
        source VARCHAR, file VARCHAR, snapshot VARCHAR, sha256 VARCHAR, rows_read BIGINT, rows_loaded BIGINT,
        rows_outside_area BIGINT, rows_no_location BIGINT, rows_duplicate BIGINT, rows_rejected BIGINT"""),
    Table("meta_measure", "source measure", BY_COLUMN, """
        measure VARCHAR, source VARCHAR, audience VARCHAR, title VARCHAR, unit VARCHAR, decimals INTEGER,
        caveat VARCHAR"""),
    Table("meta_notice", "", BY_SOURCE, """
        source VARCHAR, kind VARCHAR, notice VARCHAR"""),
    Table("meta_reject", "", BY_SOURCE, """
        source VARCHAR, file VARCHAR, line BIGINT, reason VARCHAR, content VARCHAR"""),
    Table("meta_sheet", "source file sheet", BY_SOURCE, """
        source VARCHAR, file VARCHAR, sheet VARCHAR, rows_read BIGINT"""),
    Table("meta_source", "source", BY_COLUMN, """
        source VARCHAR, title VARCHAR, short_title VARCHAR, publisher VARCHAR, url VARCHAR, licence VARCHAR,
        attribution VARCHAR, audience VARCHAR, updated VARCHAR, lag_months INTEGER, caveat VARCHAR"""),
)  # fmt: skip
TABLES = {table.name: table for table in _ALL}
