from data.words.risk import heading, without


def test_what_is_not_known_is_named_with_what_the_ranks_rest_on() -> None:
    assert without(["frequency", "trend"], ["harm", "concern"]) == (
        "Not known here: harm and concern. The ranks rest on how often and the trend alone."
    )


def test_a_name_of_several_things_takes_the_verb_of_several() -> None:
    assert heading("Burglary") == "Risk matrix: burglary ranks first"
    assert heading("Drugs") == "Risk matrix: drugs rank first"
