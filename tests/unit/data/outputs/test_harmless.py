import pytest

from data.outputs.harmless import harmless, harmless_value, one_line


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "+1(A1)"],
)
def test_text_that_would_run_has_an_apostrophe_before_it(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["+12.5", "-3", "+1,234", "-9.3%", "+22.3 (-4.0 to +46.2)", "+5 ●", "−3.1", "Burglary", "", "a=b", "5-10"]
)
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_what_is_no_text_stays_and_signs_that_no_file_can_hold_go() -> None:
    assert harmless_value(-3.5) == -3.5
    assert harmless_value(None) is None
    assert harmless("a\x00b\x0bc") == "abc"
    assert one_line("a\r\n=b") == "a =b"
