"""A program in a real pseudo-terminal: when its words are painted, what a key costs, when it is gone."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 60.0
_WORD = re.compile(rb"\x1b\[[0-9;?>=]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""What moves the cursor, colours and switches: all that is not a sign on the screen."""
_TICKS = os.sysconf("SC_CLK_TCK")


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
        self.seen = b""

    def until(self, words: bytes, patience: float = _PATIENCE) -> float:
        """Milliseconds from the start until these words were painted."""
        self.wait_for(words, patience)
        return (time.perf_counter() - self.began) * 1000

    def wait_for(self, words: bytes, patience: float = _PATIENCE) -> float:
        """Milliseconds from now until these words stand in what was painted since the last `forget`."""
        begin = time.perf_counter()
        while words not in self.painted():
            if time.perf_counter() - begin > patience or not self._read():
                raise RuntimeError(f"{words!r} was never painted: {self.painted()[-800:]!r}")
        return (time.perf_counter() - begin) * 1000

    def painted(self) -> bytes:
        """The signs painted, without colours and moves."""
        return _WORD.sub(b"", self.seen)

    def forget(self) -> None:
        self.seen = b""

    def press(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def answer(self, key: bytes) -> float:
        """Milliseconds from a key to the first byte that changes the screen."""
        begin = time.perf_counter()
        os.write(self._end, key)
        if not self._read(5):
            raise RuntimeError(f"{key!r} changed nothing")
        return (time.perf_counter() - begin) * 1000

    def quiet(self, seconds: float, patience: float = _PATIENCE) -> None:
        """Wait until nothing was painted for that long."""
        begin = time.perf_counter()
        while self._read(seconds):
            if time.perf_counter() - begin > patience:
                return

    def drain(self, seconds: float) -> None:
        """Read on for so long, whatever comes."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def memory(self) -> float:
        """Megabytes of its own in memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        parts = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / _TICKS

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

    def end(self) -> None:
        """Close it, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._end)

    def _read(self, patience: float = _PATIENCE) -> bool:
        ready, _write, _error = select.select([self._end], [], [], patience)
        if not ready:
            return False
        try:
            self.seen += os.read(self._end, 65536)
        except OSError:
            return False
        return True
