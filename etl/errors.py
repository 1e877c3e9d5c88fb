"""What the ETL says when it cannot go on."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of ``download`` and ``refresh``; 2 is a command line that cannot be read."""

    DONE = 0
    ERROR = 1
    NOTHING_NEW = 3
    DOWNLOAD_FAILED = 4
    CHECK_FAILED = 5
    STOPPED = 130


class SourceError(Exception):
    """Input that cannot be used: the message names the file and the cure in one line."""


class MissingError(SourceError):
    """A source that every build needs is not there, or not known as such."""


class CheckError(Exception):
    """A finished build that may not be published: the message lists the failed checks."""


class StoreError(OSError):
    """A store that cannot take a build, or whose build cannot be shown; the message has the cure."""


class DownloadError(Exception):
    """A file that could not be fetched: the message names the address and the cure in one line."""
