"""What the ETL says when it cannot go on."""


class SourceError(Exception):
    """Input that cannot be used: the message names the file and the cure in one line."""


class CheckError(Exception):
    """A finished build that may not be published: the message lists the failed checks."""


class DownloadError(Exception):
    """A file that could not be fetched: the message names the address and the cure in one line."""
