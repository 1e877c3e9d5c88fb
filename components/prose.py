"""The prose of pages, kept as Markdown in components/text."""

from pathlib import Path

from dash import dcc

TEXT = Path(__file__).parent / "text"


def prose(name: str) -> dcc.Markdown:
    """The text of ``components/text/<name>.md``."""
    return dcc.Markdown((TEXT / f"{name}.md").read_text(encoding="utf-8"), className="prose")
