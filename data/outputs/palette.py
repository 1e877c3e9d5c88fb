"""The colours of files and pages alike (Government Analysis Function palette); pages add their own in the theme."""

INK, MUTED, LINE, WHITE = "#16202a", "#51606e", "#d8dee4", "#ffffff"
ACCENT, SECOND, CONTEXT, EDGE = "#12436D", "#28A197", "#8296a8", "#7d8b98"
GROUND, SIGNAL, GAP, AROUND = "#eef2f5", "#801650", "#f2efe8", "#e4eaef"
CATEGORIES = (ACCENT, SECOND, SIGNAL, "#A285D1")
SEQUENTIAL = ("#dbe8f4", "#a9cbe6", "#6BACE6", "#2073BC", ACCENT)
# Classes of changes, from a clear fall to a clear rise.
VERDICTS = ("#0a5a54", "#7cc3bb", "#f6f8f9", "#e4e8ec", "#b9c4ce", "#f0a878", "#b8460e")
# A clear change, as it is drawn: neither is called good.
RISE, FALL = VERDICTS[-1], ACCENT
SCALES = {"sequential": SEQUENTIAL, "verdict": VERDICTS}
# Where a colour of lines is too light for words.
WORDS = {SECOND: VERDICTS[0], CONTEXT: MUTED, CATEGORIES[3]: "#6a4c9c", RISE: "#8f3407"}


def class_colours(scale: str, count: int) -> tuple[str, ...]:
    """The colours of this many classes of a map; fewer take the end of the scale, so that the highest looks highest."""
    colours = SCALES[scale]
    return colours[len(colours) - count :]
