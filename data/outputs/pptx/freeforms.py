"""Maps as shapes that can be edited: each area a freeform with its name, all in one group."""

from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from data.outputs.harmless import harmless
from data.outputs.pptx.template import EMU, solid
from data.outputs.slides.boxes import Box, MapAt, Shape

# A hundredth of a px: finer than is seen, and short in the file.
FINE = 100


def add_map(made: object, box: MapAt) -> None:
    """The areas of a map as one group on a slide; the slide numbers its objects."""
    tree = made.shapes._spTree  # type: ignore[attr-defined]
    shapes = "".join(map(_freeform, box.shapes))
    x, y, w, h = (round(side * EMU) for side in box.box)
    frame = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    tree.append(
        parse_xml(
            f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="0" name={quoteattr(harmless(box.name))} '
            f"descr={quoteattr(box.alt)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{frame}</a:xfrm>"
            f"</p:grpSpPr>{shapes}</p:grpSp>"
        )
    )


def bounds(shape: Shape) -> Box:
    """The box around an area."""
    xs, ys = zip(*[point for ring in shape.rings for point in ring], strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _freeform(shape: Shape) -> str:
    at = bounds(shape)
    x, y, w, h = (round(side * EMU) for side in at)
    path = "".join(_path([(px - at.x, py - at.y) for px, py in ring]) for ring in shape.rings)
    fill = solid(shape.fill) if shape.fill else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name={quoteattr(harmless(shape.name))} descr={quoteattr(shape.said)}/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{round(at.w * FINE)}" h="{round(at.h * FINE)}">{path}</a:path></a:pathLst></a:custGeom>{fill}'
        f'<a:ln w="{round(shape.weight * 12700)}">{solid(shape.edge)}'
        "<a:round/></a:ln></p:spPr></p:sp>"
    )


def _path(ring: list[tuple[float, float]]) -> str:
    points = [f'<a:pt x="{round(x * FINE)}" y="{round(y * FINE)}"/>' for x, y in ring]
    return f"<a:moveTo>{points[0]}</a:moveTo>{''.join(f'<a:lnTo>{one}</a:lnTo>' for one in points[1:])}<a:close/>"
