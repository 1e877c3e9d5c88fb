"""Where the parts of a slide lie, by the names of their placeholders."""

from collections.abc import Mapping

from data.outputs.slides.boxes import Box

COVER, PANEL = "Briefing cover", "Briefing slide"
TITLE, SUBTITLE, BODY, SOURCE = "Title", "Subtitle", "Body", "Source"
SCOPE, NUMBER, TOP, BOTTOM = "Scope", "Slide number", "Marking top", "Marking bottom"

_MARKINGS = {TOP: Box(48, 6, 1184, 22), BOTTOM: Box(48, 692, 1184, 22)}

# Of our own template; one that a partnership gives may have them elsewhere.
FRAMES: Mapping[str, Mapping[str, Box]] = {
    COVER: {
        TITLE: Box(96, 170, 1088, 150),
        SUBTITLE: Box(96, 340, 1088, 150),
        SOURCE: Box(96, 540, 1088, 120),
        **_MARKINGS,
    },
    PANEL: {
        TITLE: Box(48, 28, 1184, 80),
        SUBTITLE: Box(48, 108, 1184, 42),
        SCOPE: Box(48, 150, 1184, 36),
        BODY: Box(48, 186, 1184, 444),
        SOURCE: Box(48, 638, 1080, 52),
        NUMBER: Box(1144, 638, 88, 22),
        **_MARKINGS,
    },
}
