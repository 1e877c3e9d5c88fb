"""Summary: what changed, whether it is real, where, and compared with whom."""

from components.skeleton import skeleton
from data.reports.summary.report import report
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    "/",
    [skeleton([690], [400, 270, 200])],
    name="Summary",
    order=0,
    title="Summary: crime and perception",
)
