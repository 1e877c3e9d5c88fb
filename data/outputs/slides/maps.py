"""Maps as areas of their own, each with its name, from the figures of a report."""

from collections.abc import Callable, Mapping, Sequence
from math import cos, radians
from typing import Any, NamedTuple

import pandas as pd
import shapely
from shapely.geometry import Polygon

from data.model.records import records
from data.outputs import palette
from data.outputs.slides.boxes import Box, Point, Shape
from data.outputs.slides.lines import say
from data.queries import boundaries
from data.reports import figures, maps
from data.reports.panel import Panel
from data.words.formatting import capital, classes, number

# So many small spots at most: more are a carpet, not places.
MOST_SPOTS = 300
# How much is seen around what a map is of, as a share of its longer side; of that again how far off outlines may be.
EDGE, FINE = 0.06, 60
Ring = Sequence[Point]


class KeyEntry(NamedTuple):
    """A colour of a map, and its words."""

    colour: str
    words: str


class Drawn(NamedTuple):
    """The areas of a map in one unit, x to the east and y to the north, and what its colours mean."""

    shapes: Sequence[Shape]
    key: Sequence[KeyEntry]


def drawn_map(panel: Panel) -> Drawn | None:
    """The map of a panel, None where it shows none."""
    draw = MAPS.get(type(panel.figure))
    return draw(panel.figure, panel) if draw else None


def placed(drawn: Drawn, box: Box) -> tuple[list[Shape], Box]:
    """The areas within a box, their proportions kept, and the box that they fill."""
    points = [point for one in drawn.shapes for ring in one.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(box.w / ((east - west) or 1), box.h / ((north - south) or 1))
    left = box.x + (box.w - scale * (east - west)) / 2

    def at(ring: Ring) -> list[Point]:
        """The ring as it lies on the slide."""
        return [(left + scale * (x - west), box.y + scale * (north - y)) for x, y in ring]

    filled = Box(left, box.y, scale * (east - west), scale * (north - south))
    return [one._replace(rings=[at(ring) for ring in one.rings]) for one in drawn.shapes], filled


def _outline_map(figure: figures.OutlineMap, panel: Panel) -> Drawn:
    colours = palette.class_colours("sequential", len(figure.breaks) + 1)
    names, counts = _told(panel)
    shapes = [
        Shape(
            names.get(code, code),
            f"{names.get(code, code)}: {number(counts.get(code))} {figure.noun}",
            rings,
            colours[figure.classes[code]] if code in figure.classes else palette.GAP,
        )
        for code, rings in figure.shapes.items()
    ]
    # Areas that are all alike have one class, and no key.
    words = classes(figure.breaks, are_whole=True)
    key = [*map(KeyEntry, colours, words), *([KeyEntry("", say("outlined"))] if figure.outlined else [])]
    return Drawn([*shapes, *_outlined(figure.outlined, figure.shapes, names)], key)


def _told(panel: Panel) -> tuple[dict[str, str], dict[str, float]]:
    """The names and the counts of the areas of a panel's table, by their codes."""
    frame = panel.table.frame if panel.table else pd.DataFrame({"area_code": [], "area_name": [], "offence_count": []})
    codes = list(frame["area_code"])
    return dict(zip(codes, frame["area_name"], strict=True)), dict(zip(codes, frame["offence_count"], strict=True))


def _outlined(codes: Any, shapes: Mapping[str, Sequence[Ring]], names: Mapping[str, str]) -> list[Shape]:
    """The edges of the areas that stand out, on white: seen on the darkest class too."""
    return [
        Shape(names.get(code, code), names.get(code, code), shapes[code], "", colour, weight)
        for colour, weight in ((palette.WHITE, 5), (palette.INK, 2))
        for code in codes
        if code in shapes
    ]


def _outlined_key(marks: maps.MapMarks) -> list[KeyEntry]:
    """What is outlined, in words."""
    return [KeyEntry("", capital(key.words)) for key in marks.keys if key.mark == "outlined"]


def _layer(address: str) -> str:
    return address.rsplit("/", 1)[-1]


def _area_map(figure: maps.AreaMap, _panel: Panel) -> Drawn:
    outlines = boundaries.layer_outlines(_layer(figure.ground.areas))
    colours, rows = _colours(figure.classes), {str(row["area_code"]): row for row in records(figure.frame)}
    shapes = []
    for code, rings in outlines.items():
        row = rows.get(code)
        name, _, said = str(row["text"]).partition("<br>") if row else (code, "", "")
        name = name.replace("<b>", "").replace("</b>", "")
        is_drawn = row is not None and pd.notna(row["map_class"])
        fill = colours[int(row["map_class"])] if row is not None and is_drawn else palette.GAP
        shapes.append(Shape(name, f"{name}: {said.replace('<br>', '. ')}" if said else name, rings, fill))
    names = {code: shape.name for code, shape in zip(outlines, shapes, strict=True)}
    key = [*_class_key(figure.classes), *_outlined_key(figure.marks)]
    return Drawn([*shapes, *_outlined(figure.marks.outlined, outlines, names)], key)


def _cell_map(figure: maps.CellMap, _panel: Panel) -> Drawn:
    """The chosen wards with what lies around them, and over them the small spots with most."""
    polygons = boundaries.layer_shapes(_layer(figure.ground.areas))
    narrow = _narrow([(0, y) for one in polygons.values() for y in (one.bounds[1], one.bounds[3])])
    flat = {code: shapely.transform(one, lambda points: points * [narrow, 1]) for code, one in polygons.items()}
    around, edge = _around(shapely.total_bounds([flat[code] for code in figure.areas if code in flat]).tolist())
    thin = shapely.clip_by_rect(shapely.coverage_simplify(list(flat.values()), edge / FINE), *around)
    outlines = {code: rings for code, one in zip(flat, thin, strict=True) if (rings := _rings(one))}
    frame = figure.frame.dropna(subset="map_class")
    listed = frame.assign(ward=frame["ward_name"].fillna(""))
    wards = {**figure.pale, **dict(zip(frame["ward_code"], frame["ward_name"], strict=True))}
    top = listed.sort_values(["map_class", "value"], ascending=False).head(MOST_SPOTS)
    squares, colours = boundaries.layer_shapes(_layer(figure.geometry)), _colours(figure.classes)
    shapes = [Shape(wards.get(code, code), wards.get(code, code), outlines[code], palette.AROUND) for code in outlines]
    for row in records(top):
        rings = [_flat(ring, narrow) for ring in _rings(squares[str(row["cell_id"])])]
        where = say("around", where=row["around"], ward=row["ward"])
        fill = colours[int(row["map_class"])]
        shapes.append(
            Shape(str(row["ward"] or row["around"]), f"{where}: {number(row['value'])}", rings, fill, weight=0.25)
        )
    shapes += _outlined(figure.marks.outlined, outlines, wards)
    used = sorted({int(row["map_class"]) for row in records(top)})
    key = [entry for place, entry in enumerate(_class_key(figure.classes)) if place in used]
    cut = [KeyEntry("", say("most_spots", count=number(MOST_SPOTS)))] if len(listed) > MOST_SPOTS else []
    return Drawn(shapes, [*key, *cut, *_outlined_key(figure.marks)])


def _colours(classes: maps.MapClasses) -> tuple[str, ...]:
    return palette.class_colours(classes.scale, len(classes.classes))


def _class_key(classes: maps.MapClasses) -> list[KeyEntry]:
    words = [f"{one.sign} {one.words}".strip() for one in classes.classes]
    return [KeyEntry(colour, capital(text)) for colour, text in zip(_colours(classes), words, strict=True)]


def _spot_map(figure: maps.SpotMap, _panel: Panel) -> Drawn:
    """The ward with its small spots, its neighbours as far as there is room."""
    narrow = _narrow([point for ring in figure.outline for point in ring])
    own = [_flat(ring, narrow) for ring in figure.outline]
    around, edge = _around(shapely.total_bounds([Polygon(ring) for ring in own]).tolist())
    shapes = []
    for ring in figure.neighbours:
        clipped = shapely.clip_by_rect(shapely.make_valid(Polygon(_flat(ring, narrow))), *around)
        rings = _rings(clipped.simplify(edge / FINE)) if not clipped.is_empty else []
        shapes += [Shape(say("neighbour"), say("neighbour"), [one], palette.AROUND) for one in rings]
    thin = [_rings(Polygon(ring).simplify(edge / FINE))[0] for ring in own]
    shapes.append(Shape(figure.name, figure.name, thin, palette.WHITE, palette.ACCENT, 2))
    spots = (palette.SEQUENTIAL[4], palette.SEQUENTIAL[2])
    for spot in figure.spots:
        words = figure.classes[min(spot.spot_class, len(figure.classes) - 1)].words if figure.classes else ""
        shapes.append(Shape(words, words, [_flat(spot.corners, narrow)], spots[spot.spot_class], weight=0.25))
    key = [KeyEntry(spots[place], f"{one.words}: {one.counted}") for place, one in enumerate(figure.classes)]
    pins = [KeyEntry("", f"{pin.number}. {pin.name}: {pin.counted}") for pin in figure.pins]
    return Drawn(shapes, [*key, *pins])


def _around(bounds: Sequence[float]) -> tuple[tuple[float, float, float, float], float]:
    """What a map of these bounds shows, and how much of it lies beyond each of them."""
    west, south, east, north = bounds
    edge = EDGE * max(east - west, north - south)
    return (west - edge, south - edge, east + edge, north + edge), edge


def _flat(ring: Ring, narrow: float) -> list[Point]:
    return [(x * narrow, y) for x, y in ring]


def _narrow(points: Sequence[Point]) -> float:
    """How much shorter a degree of longitude is than one of latitude."""
    ys = [y for _, y in points]
    return cos(radians((min(ys) + max(ys)) / 2))


def _rings(shape: Any) -> list[list[Point]]:
    polygons = [one for one in getattr(shape, "geoms", [shape]) if one.geom_type == "Polygon"]
    return [[(x, y) for x, y, *_ in ring.coords] for one in polygons for ring in (one.exterior, *one.interiors)]


MAPS: dict[type, Callable[..., Drawn]] = {
    figures.OutlineMap: _outline_map,
    maps.AreaMap: _area_map,
    maps.CellMap: _cell_map,
    maps.SpotMap: _spot_map,
}
