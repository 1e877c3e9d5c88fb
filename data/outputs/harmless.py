"""The one place where text of a file is made harmless: a spreadsheet runs what begins as a formula does."""

import re
from typing import Any

# What a spreadsheet takes for the beginning of a formula, also after a blank that it drops, and in full width.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = r"[+\-−]?\d[\d,]*(\.\d+)?%?"
# A number, also with its interval in brackets or the sign of a verdict after it.
NUMBER = re.compile(rf"{_NUMBER}(\s\({_NUMBER}\sto\s{_NUMBER}\)|\s[▲▼△▽≈●○–])?")
# What XML cannot hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where it would run; a number such as +12.5 stays one."""
    text = printable(text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def printable(text: str) -> str:
    """The text of a file that runs nothing, without what XML cannot hold."""
    return CONTROL.sub("", text)


def one_line(text: str) -> str:
    """The same of a text that has to stay on its line."""
    return " ".join(text.split())


def harmless_value(value: Any) -> Any:
    """The same of a cell: what is no text stays as it is."""
    return harmless(value) if isinstance(value, str) else value
