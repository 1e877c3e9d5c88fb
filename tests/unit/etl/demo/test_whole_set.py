from hashlib import sha256
from pathlib import Path

from etl.demo import write_demo_files


def checksums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_runs_write_the_same_bytes(demo_folder: Path, tmp_path: Path) -> None:
    write_demo_files(tmp_path)
    first = checksums(demo_folder)
    assert len(first) == 54
    assert checksums(tmp_path) == first


def test_readme_says_that_all_is_demonstration_data(demo_folder: Path) -> None:
    text = (demo_folder / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("DEMONSTRATION DATA\n")
    assert "ONS, Census 2021, usual residents" in text
    assert "8 September 2022, paragraph 2.17" in text
