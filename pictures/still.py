"""A moment that stands still, and a machine that has nothing of its own."""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

EVENING = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""A Friday, half past six in the pizzeria's evening."""
_KEPT = ("HOME", "PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR", "TEMP")


class StillClock:
    """It is always the same moment; those who wait wait for real, and a reader's moment can be let pass."""

    def __init__(self) -> None:
        self._read = 0.0

    def now(self) -> datetime:
        return EVENING

    def monotonic(self) -> float:
        return self._read

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return (until or threading.Event()).wait(seconds)

    def let_pass(self, seconds: float) -> None:
        """As long as somebody takes to read; the calendar stays where it is."""
        self._read += seconds


def nowhere(folder: Path) -> None:
    """Forget this machine: its language, zone, colours, clipboard, browser and keyring."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(
        kept,
        LANG="C.UTF-8",
        TERM="xterm-256color",
        COLORTERM="truecolor",
        TZ="Europe/Warsaw",
        XDG_DOWNLOAD_DIR=str(folder / "Downloads"),
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
        REVIEWDESK_PERSON="mario",
        REVIEWDESK_LANGUAGE="en",
        REVIEWDESK_FETCH__MINUTES="0",
    )
    if hasattr(time, "tzset"):
        time.tzset()
