from data.words.harm import among_highest, missing


def test_what_an_extract_lacks_is_named_with_the_columns_that_would_give_it() -> None:
    assert missing(["youth_violence", "repeat_victim", "hate"]) == (
        "Not in the extract: violence against people aged 10 to 24, crimes against repeat victims and hate crime. "
        "Columns to give: victim_age_band, repeat_victim and hate_strand."
    )


def test_wards_that_could_be_among_the_highest_are_counted() -> None:
    assert among_highest(7, "knife") == "Seven wards could be among the five highest for crimes with a knife"
    assert among_highest(12, "hate").startswith("12 wards could be")
