"""At a real terminal: bytes of other scripts are keys, and colours and signs are as the environment says."""

import os
import re
import select
import struct
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from reviewdesk.store.lines import Query

pty = pytest.importorskip("pty", reason="pseudo-terminals are there on POSIX only")

COLOURED = re.compile(r"\x1b\[[0-9;]*(?:[34]8[;:]|(?<![0-9])(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?=[;m]))")
_NOW = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
DRAWN = re.compile("[\u2500-\u25ff★☆…·]")


class Terminal:
    def __init__(self, **environ):
        import fcntl
        import termios

        self._mine, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = ""
        self._program = subprocess.Popen(
            [sys.executable, "-m", "reviewdesk"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "LANG": "ru_RU.UTF-8",
                "LANGUAGE": "en",
                "LC_ALL": "",
                **environ,
            },
        )
        os.close(theirs)

    def read_until(self, words):
        while words not in self.seen:
            ready, _writable, _odd = select.select([self._mine], [], [], 40)
            assert ready, f"{words!r} did not come:\n{self.seen}"
            self.seen += os.read(self._mine, 65536).decode("utf-8", "replace")

    def type(self, text):
        self.seen = ""
        os.write(self._mine, text.encode())

    def stop_reading(self):
        """Nothing is read until no more can be painted."""
        import fcntl
        import termios

        waiting, before = 0, -1
        while waiting != before or not waiting:
            select.select([], [], [], 0.5)
            before = waiting
            waiting = struct.unpack("i", fcntl.ioctl(self._mine, termios.FIONREAD, b"\0\0\0\0"))[0]

    def quit(self):
        self.type("\x11")
        return self._ended()

    def end(self):
        self._program.terminate()
        return self._ended()

    def _ended(self):
        """How the program ended; what it draws until then is read, or it would wait for its reader."""
        while True:
            try:
                os.read(self._mine, 65536)
            except OSError:
                return self.go_away()

    def go_away(self):
        """As when its window is closed; how the program ends."""
        if self._mine is not None:
            os.close(self._mine)
            self._mine = None
        return self._program.wait(40)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._program.kill()
        self._program.wait(40)


def test_cyrillic_bytes_are_keys_and_nothing_is_coloured_or_drawn(home, monkeypatch):
    with Terminal(NO_COLOR="1", REVIEWDESK_ASCII="1", REVIEWDESK_PERSON="nico") as terminal:
        terminal.read_until("Google")  # the first steps
        first = terminal.seen
        terminal.type("Ы")  # S
        terminal.read_until("Who works here")
        second = terminal.seen
        terminal.type("о")  # j
        terminal.read_until("signature")
        third = terminal.seen
        assert terminal.quit() == 0
    for seen in (first, second, third):
        assert not COLOURED.search(seen)
        assert not DRAWN.search(seen)


@pytest.mark.parametrize("how", ["its window is closed", "it is asked to end"])
def test_a_desk_without_its_terminal_ends_and_keeps_every_word(how, desk, takeout):
    desk.imports.take(takeout({"author": "Ada B.", "text": "The soup was cold.", "at": _NOW}))
    desk.inbox.begin(None, wordless_above=None)
    with Terminal(REVIEWDESK_PERSON="nico") as terminal:
        terminal.read_until("Ada B.")
        terminal.read_until("brought in")
        terminal.read_until("brought in")
        terminal.type("r")
        terminal.read_until("your answer")
        terminal.type("Sorry for the cold soup")
        terminal.read_until("for the cold soup")
        assert (terminal.end() if how == "it is asked to end" else terminal.go_away()) == 0
    [waiting] = desk.inbox.page(Query(), limit=2)
    assert waiting.draft.text == "Sorry for the cold soup"


def test_a_terminal_that_stood_still_and_went_away_keeps_no_desk(desk, takeout):
    desk.imports.take(takeout({"author": "Ada B.", "text": "The soup was cold.", "at": _NOW}))
    desk.inbox.begin(None, wordless_above=None)
    with Terminal(REVIEWDESK_PERSON="nico") as terminal:
        terminal.read_until("Ada B.")
        terminal.read_until("brought in")
        terminal.type("SDOA" * 200)
        terminal.stop_reading()
        # Nobody is there any more to be told how it ended; that it ends is what counts.
        assert terminal.go_away() in (0, 1)
