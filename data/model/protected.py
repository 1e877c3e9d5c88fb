"""What is published of flags and victims: the names that the build and the pages promise each other."""

# Months in which a year begins: financial years, as the partnership reports them.
YEAR_MONTHS, QUARTER_MONTHS = 12, 3

# By ward, quarter and year. Those of one group may tell of each other, and are protected together.
MEASURES = ("domestic_abuse", "sexual", "youth_violence", "repeat_victim", "hate", "knife")
GROUPS = (MEASURES[:4], ("hate",), ("knife",))

# The parts of measures, for the whole area and a whole year. Each list adds up to its measure.
AGES = ("under 10", "10 to 17", "18 to 24", "25 to 44", "45 to 64", "65 and over", "not known")
SEXES = ("female", "male", "other or not known")
STRANDS = ("race", "religion", "sexual orientation", "disability", "transgender identity", "another strand")
VIOLENCE, NOT_VIOLENCE = "violence", "not violence"
REPEAT, NOT_REPEAT = "repeat", "not repeat"
EVERY = "every"


def victim(age: str, sex: str) -> str:
    """The part of sexual offences of an age and a sex, of which one may be EVERY."""
    return f"{age}, {sex}"
