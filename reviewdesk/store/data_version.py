"""Noticing that another program wrote, for the price of one pragma."""

import sqlite3
import threading
from pathlib import Path


class DataVersion:
    """A connection that only watches: SQLite counts the commits of all others for it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()
        self._last = self._read()

    def changed(self) -> bool:
        with self._lock:
            now = self._read()
            before, self._last = self._last, now
            return now != before

    def _read(self) -> int:
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return -1

    def close(self) -> None:
        with self._lock:
            self._connection.close()
