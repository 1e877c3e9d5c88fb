"""Compare: the area against the other districts, and against its most similar group."""

from components.skeleton import boxes, head
from data.reports.compare.report import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    "/compare",
    [head(), boxes(540, 540, layout="columns"), boxes(520, 520, layout="columns")],
    name="Compare",
    order=3,
    title="Compare: districts and most similar group",
    unused=("ward", "vintage"),
    why=prose("unused_compare"),
)
