from data.words.harm import measure, missing, phrase


def test_what_an_extract_lacks_is_named_with_the_columns_that_would_give_it() -> None:
    assert missing(["youth_violence", "repeat_victim", "hate"]) == (
        "Not in the extract: violence against people aged 10 to 24, crimes against repeat victims and hate crime. "
        "Columns to give: victim_age_band, repeat_victim and hate_strand."
    )


def test_wards_that_could_be_among_the_highest_are_named_with_their_measure() -> None:
    said = phrase("among", wards="Seven", measure=measure("knife"))
    assert said == "Seven wards could be among the five highest for crimes with a knife"
