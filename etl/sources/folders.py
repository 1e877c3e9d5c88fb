"""The files below a folder: links are followed, and each folder is read once."""

from pathlib import Path


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, those behind links too, in the order of their paths."""
    return _walked(folder)[0]


def links_not_followed(folder: Path) -> list[str]:
    """A line on each link below a folder that leads to nothing, or to a folder that is read already."""
    return _walked(folder)[1]


def _walked(folder: Path) -> tuple[list[Path], list[str]]:
    files, lines, waiting, read = list[Path](), list[str](), [folder], dict[Path, str]()
    while waiting:
        place = waiting.pop(0)
        label = place.relative_to(folder).as_posix() if place != folder else folder.name
        # A link to a folder around it would never end.
        if (real := place.resolve()) in read:
            lines.append(f"{label}: leads to a folder that is read already ({read[real]})")
            continue
        read[real] = label
        inside = sorted(place.iterdir())
        folders = [path for path in inside if path.is_dir()]
        # What lies here itself comes before what is linked, so that a link is the one that is named.
        waiting = [path for path in folders if not path.is_symlink()] + waiting
        waiting += [path for path in folders if path.is_symlink()]
        files += [path for path in inside if path.is_file()]
        broken = [path for path in inside if path.is_symlink() and not path.exists()]
        lines += [f"{path.relative_to(folder).as_posix()}: a link to nothing" for path in broken]
    # The same folder gives the same build on every machine.
    return sorted(files), sorted(lines)
