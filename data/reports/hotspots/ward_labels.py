"""The names of wards on the map, where there is room for them."""

import pandas as pd

from data.reports.maps import MapClasses

# The size of the map on a desk, and of a letter on it, px.
WIDTH, HEIGHT, LETTER, LINE = 700, 440, 6.6, 16
LONGEST_LINE = 12


def labels(frame: pd.DataFrame, classes: MapClasses, bounds: tuple[float, float, float, float]) -> list[str]:
    """What stands on each ward: the sign of its class, where classes have signs, and its name where there is room.

    frame: area_name, map_class, radius (of the widest circle in the ward, degrees); bounds: of the map, degrees.
    """
    west, south, east, north = bounds
    # A degree of latitude is drawn about 1.6 times as long as one of longitude.
    scale = min(WIDTH / (east - west), HEIGHT / (1.6 * (north - south)))
    rows = zip(frame["area_name"], frame["map_class"], frame["radius"], strict=True)
    return [
        _label(str(name), "" if pd.isna(one) else classes.classes[int(one)].sign, 2 * radius * scale)
        for name, one, radius in rows
    ]


def _label(name: str, sign: str, room: float) -> str:
    lines = _lines(f"{sign} {name}".strip())
    has_room = LETTER * max(map(len, lines)) <= 1.05 * room and LINE * len(lines) <= 1.6 * room
    return "<br>".join(lines) if has_room else sign


def _lines(name: str) -> list[str]:
    """The name broken between words into lines of about twelve letters."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LONGEST_LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
