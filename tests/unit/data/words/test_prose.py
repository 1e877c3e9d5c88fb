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


def test_prose_is_read_from_its_file() -> None:
    assert prose.prose("caveats").startswith("- These are counts from open data.")
