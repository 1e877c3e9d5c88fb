"""Why a file is not made."""


class LeftError(Exception):
    """Whoever asked is gone: nothing more is made."""


class TemplateError(ValueError):
    """A template of slides that cannot be used, with what to do."""
