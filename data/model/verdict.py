"""What may be said of a change, and why nothing can be."""

from enum import StrEnum


class Verdict(StrEnum):
    """What may be said of a change, in these words and no others."""

    CANNOT_COMPARE = "Cannot compare"
    CLEAR_RISE = "Clear rise"
    CLEAR_FALL = "Clear fall"
    TOO_FEW = "Too few to tell"
    POSSIBLE_RISE = "Possible rise, not certain"
    POSSIBLE_FALL = "Possible fall, not certain"
    SAME = "About the same"
    UNCLEAR = "No clear change"


CLEAR = (Verdict.CLEAR_RISE, Verdict.CLEAR_FALL)
RISES = (Verdict.CLEAR_RISE, Verdict.POSSIBLE_RISE)
FALLS = (Verdict.CLEAR_FALL, Verdict.POSSIBLE_FALL)
# To tell a verdict in a column from the words that stand where there is none.
VERDICTS = frozenset(Verdict)


# Of these no percentage of ours is given, anywhere.
WITHOUT_PERCENTAGE = (Verdict.CANNOT_COMPARE, Verdict.TOO_FEW)


class Refusal(StrEnum):
    """Why a figure cannot be compared."""

    NONE = ""
    MISSING = "a month of one of the periods is missing, or was not published"
    ONE_MONTH = "one month alone does not show how much months vary"
    NO_NOISE = "too few months to show how much they vary"
    NO_BASE = "how many people were asked is not published"
    NO_EARLIER = "no figure of the same months a year before is given"
    ONE_FIGURE = "one figure against one does not show how much they vary"
    NO_WHOLE = "of how many the figure is a share or a rate is not given"
    NO_AREA = "where it was is not known here"
    NO_MONTHS = "when it was is not known"
    NO_POINT = "an area has no police point of its own: it is smaller than the published places can tell"
    NO_YEAR = "the same months of no year before are all there"
    MOVED = "the police moved their points between the two periods"
    CHOSEN = "its areas were chosen as high on the very months before"
    NO_OFFENCES = "nothing was recorded there, or nowhere like it, before"


# Where a change of counts and one of counts a day differ by so much, the bracket is said to be by the day.
DAYS_MATTER_POINTS = 0.5
