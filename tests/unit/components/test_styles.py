from data.settings import ROOT


def test_paper_is_told_of_no_scrolling() -> None:
    rules = (ROOT / "assets" / "styles.css").read_text(encoding="utf-8").splitlines()
    assert [rule.startswith("@media screen") for rule in rules if "scroll sideways" in rule] == [True]
