"""Who is signed in: a row a session, in a file that the processes of a server share for as long as it runs."""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

TABLES = """
    CREATE TABLE session (token PRIMARY KEY, who, began, used);
    CREATE TABLE once (name PRIMARY KEY, value, ends);
"""
# The last use is written down this often, for each request would be a write.
TOUCH_S = 10
# How long something that is used once waits for it, where nothing else is said.
ONCE_S = 600
WAIT_S = 5


@dataclass(frozen=True)
class Sessions:
    """The sessions of one server, and what may be used once.

    path: of the file; address: that of the server, by which its sessions are no others'; hours, idle_minutes: how long
    a session lasts, and how long without a request; now: the clock, in seconds.
    """

    path: Path
    address: str
    hours: float
    idle_minutes: float
    now: Callable[[], float] = time.time

    def set_up(self) -> None:
        """Make the file, in a folder that none but this user can read."""
        with self._file() as file:
            file.executescript(TABLES)

    def begin(self, who: str) -> str:
        """Sign somebody in; returns what their browser has to give from now on."""
        token, now = secrets.token_urlsafe(32), self.now()
        with self._file() as file:
            file.execute("DELETE FROM session WHERE began <= ? OR used <= ?", self._limits(now))
            file.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (self._mark(token), who, now, now))
        return token

    def find(self, token: str) -> str | None:
        """Whose session it is, None where it is none, or none any more."""
        now, mark = self.now(), self._mark(token)
        with self._file() as file:
            query = "SELECT who, used FROM session WHERE token = ? AND began > ? AND used > ?"
            found = file.execute(query, (mark, *self._limits(now))).fetchone()
            if found and now - found[1] > TOUCH_S:
                file.execute("UPDATE session SET used = ? WHERE token = ?", (now, mark))
        return str(found[0]) if found else None

    def end(self, token: str) -> None:
        """Sign out: what the browser holds opens nothing any more, in no process."""
        with self._file() as file:
            file.execute("DELETE FROM session WHERE token = ?", (self._mark(token),))

    def set(self, key: str, value: str, expires_in: float = ONCE_S) -> None:
        """Put by what is to be used once, under its name, for so many seconds."""
        now = self.now()
        with self._file() as file:
            file.execute("DELETE FROM once WHERE ends <= ?", (now,))
            file.execute("INSERT OR REPLACE INTO once VALUES (?, ?, ?)", (self._mark(key), value, now + expires_in))

    def get(self, key: str) -> str | None:
        """What was put by, if it is still there."""
        with self._file() as file:
            found = file.execute(
                "SELECT value FROM once WHERE name = ? AND ends > ?", (self._mark(key), self.now())
            ).fetchone()
        return str(found[0]) if found else None

    def delete(self, key: str) -> bool:
        """Take it away; whether it was there, which is so for one who asks alone."""
        with self._file() as file:
            return file.execute("DELETE FROM once WHERE name = ?", (self._mark(key),)).rowcount == 1

    def _limits(self, now: float) -> tuple[float, float]:
        return now - 3600 * self.hours, now - 60 * self.idle_minutes

    def _mark(self, secret: str) -> str:
        # Of a token the file holds no more than this, and another server's is another.
        return hashlib.sha256(f"{self.address}\n{secret}".encode()).hexdigest()

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, WAIT_S)) as file, file:
            # It need not outlive the machine.
            file.execute("PRAGMA synchronous = OFF")
            yield file
