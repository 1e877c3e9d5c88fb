import re
from pathlib import Path

import pytest

from data.words import prose


def test_chapters_are_cut_at_their_headings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Title\nlost\n## One, and two\nbody\n\n### part\n- `a`\n## Gi\\* (hot)\n| a | b |\n|---|---|\n"
    (tmp_path / "short.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prose, "DOCS", tmp_path)
    found = prose.chapters("short")
    assert found == (
        ("one-and-two", "One, and two", "body\n\n### part\n- `a`"),
        ("gi-hot", "Gi\\* (hot)", "| a | b |\n|---|---|"),
    )


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (("E06000034",), "Before. In Thurrock two. After.\n\nThere three.\n\n| a |"),
        (("E07000066",), "Before. After.\n\n\n| a |"),
    ],
)
def test_an_example_is_shown_in_its_area_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, area: tuple[str, ...], text: str
) -> None:
    written = (
        "## One\nBefore. <!-- E06000034 --> In Thurrock two. <!-- /E06000034 --> After.\n\n"
        "<!-- E06000034 -->\nThere three.\n<!-- /E06000034 -->\n\n<!-- a table -->\n| a |\n"
    )
    (tmp_path / "examples.md").write_text(written, encoding="utf-8")
    monkeypatch.setattr(prose, "DOCS", tmp_path)
    assert prose.chapters("examples", area)[0].text == text


def test_no_words_of_a_page_hold_a_command_or_the_name_of_a_file_of_ours() -> None:
    """Whoever reads a page keeps no data: commands stand in docs/."""
    found = [path.name for path in prose.TEXT.iterdir() if re.search(r"python -m|docs/", path.read_text("utf-8"))]
    assert found == []


def test_prose_is_read_from_its_file() -> None:
    assert prose.prose("caveats").startswith("- These are counts from open data.")
