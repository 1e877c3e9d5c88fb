from data.reports.about.panels import definitions


def test_what_became_of_lsoas_is_left_out_where_no_lookup_says_it() -> None:
    assert definitions({}, "Westmere").notes == []
    (line,) = definitions({"unchanged": 96, "split": 1}, "Westmere").notes
    assert line == "Of the 97 LSOAs of 2011 in Westmere, 96 are unchanged and 1 is split in 2021."
