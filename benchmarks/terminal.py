"""A program in a real pseudo-terminal: when its first words are painted, and when it is gone."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence

_PATIENCE = 30.0


class Terminal:
    """Starts a program at 120x40 and reads what it paints."""

    def __init__(self, command: Sequence[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._seen = b""

    def until(self, words: bytes) -> float:
        """Milliseconds from the start until these words were painted."""
        while words not in self._seen:
            if not self._read():
                raise RuntimeError(f"{words!r} was never painted: {self._seen[-500:]!r}")
        return (time.perf_counter() - self.began) * 1000

    def press(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def gone(self) -> float:
        """Milliseconds from now until the program has ended."""
        begin = time.perf_counter()
        while time.perf_counter() - begin < _PATIENCE:
            self._read(0.01)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                os.close(self._end)
                return (time.perf_counter() - begin) * 1000
        os.kill(self.pid, signal.SIGKILL)
        raise RuntimeError("the program did not end")

    def _read(self, patience: float = _PATIENCE) -> bool:
        ready, _write, _error = select.select([self._end], [], [], patience)
        if not ready:
            return False
        try:
            self._seen += os.read(self._end, 65536)
        except OSError:
            return False
        return True
