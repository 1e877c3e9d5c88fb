"""What the police say became of a crime, by the words of data.police.uk, and which of it is a positive outcome."""

# A suspect was charged, cautioned, given a penalty or a warning, or it was settled in the community: the positive
# outcomes of the Home Office, and what the site says of those after they came to a court.
POSITIVE = (
    "Awaiting court outcome",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Local resolution",
    "Offender deprived of property",
    "Offender fined",
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given penalty notice",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
    "Suspect charged",
    "Suspect charged as part of another case",
)
OPEN = ("Under investigation",)
# A month is settled after so many more; one with more of its records open was supplied too early.
SETTLED_MONTHS, MOST_OPEN = 6, 1 / 12
