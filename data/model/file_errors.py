"""Why a file is not made."""


class LeftError(Exception):
    """Whoever asked is gone: nothing more is made."""


class TemplateError(ValueError):
    """A template of slides that cannot be used, with what to do."""


class UnknownError(Exception):
    """There is no file of this name: the message says which there are."""


class GoneError(Exception):
    """The build is no longer kept."""


class AskedError(ValueError):
    """What was asked for cannot be given as it was asked: the message says what can."""
