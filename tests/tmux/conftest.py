"""A terminal as an owner has one: tmux of its own, keys in, the screen out; waits for what is shown alone."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 40.0
"""For a machine that has much else to do; an idle one needs a second."""
_LOOK = 0.05
_STILL = 0.5
"""Longer than a dialog must have stood before it takes a key."""


class Room:
    """The program in a terminal of 80 by 24."""

    def __init__(self, tmux: str, folder: Path) -> None:
        self._tmux = tmux
        self.folder = folder
        self._pause = threading.Event()
        self.environ = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "TMUX_TMPDIR": str(folder),
            "XDG_DOWNLOAD_DIR": str(folder),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }

    def _call(self, *words: str) -> str:
        done = subprocess.run(
            [self._tmux, "-u", "-L", "desk", "-f", os.devnull, *words],
            env=self.environ,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout.decode("utf-8", "replace")

    def open(self, *words: str, **environ: str) -> None:
        """Start the program with these words; the terminal stays when it ends."""
        sets = [word for name, value in environ.items() for word in ("-e", f"{name}={value}")]
        self._call("new-session", "-d", "-s", "desk", "-x", "80", "-y", "24", *sets, "cat")
        self._call("set-option", "-g", "remain-on-exit", "on")
        self._call("respawn-pane", "-k", "-t", "desk", *sets, sys.executable, "-m", "reviewdesk", *words)

    def close(self) -> None:
        self._call("kill-server")

    # --- the screen ------------------------------------------------------------

    @property
    def screen(self) -> str:
        return self._call("capture-pane", "-p", "-t", "desk")

    @property
    def cursor(self) -> str:
        """The line of the list under the cursor."""
        return next((line for line in self.screen.splitlines() if line.startswith("▌")), "")

    def wait(self, what: Callable[[str], Any], why: str = "", seconds: float = PATIENCE) -> Any:
        """Until something is true of what the screen shows; its value."""
        end = time.monotonic() + seconds
        while True:
            seen = self.screen
            found = what(seen)
            if found:
                return found
            assert time.monotonic() < end, f"{why or 'it'} never came; the screen shows:\n{seen}"
            self._pause.wait(_LOOK)

    def until(self, *words: str) -> str:
        """Until all of these stand on the screen; the screen."""
        self.wait(lambda seen: all(each in seen for each in words), f"{words}")
        return self.screen

    def without(self, *words: str) -> None:
        """Until none of these stands on the screen."""
        self.wait(lambda seen: not any(each in seen for each in words), f"a screen without {words}")

    # --- keys ------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys by tmux's names: F2, Escape, Enter, C-q."""
        for key in keys:
            self._call("send-keys", "-t", "desk", key)

    def type(self, text: str) -> None:
        self._call("send-keys", "-t", "desk", "-l", "--", text)

    def say(self, key: str, asked: str, then: Callable[[str], Any]) -> None:
        """Answer a question as a person does: read it, strike the key, until what comes then is there.

        A key that comes before the question could be read is dropped, as it should be, and struck again;
        so is one after which the question asks for more.
        """

        def done(seen: str) -> bool:
            return asked not in seen and bool(then(seen))

        self.until(asked)
        for _each in range(20):
            before = self._still()
            if done(before):
                return
            self.type(key)
            with contextlib.suppress(AssertionError):
                self.wait(
                    lambda seen, before=before: done(seen) or (asked in seen and _no_seconds(seen) != before),
                    seconds=3,
                )
            if done(self.screen):
                return
        raise AssertionError(f"{asked!r} stays:\n{self.screen}")

    def _still(self) -> str:
        """Until the screen stood for a moment, the seconds of a countdown left aside; the screen."""
        last, since = _no_seconds(self.screen), time.monotonic()
        while time.monotonic() - since < _STILL:
            self._pause.wait(_LOOK)
            seen = _no_seconds(self.screen)
            if seen != last:
                last, since = seen, time.monotonic()
        return last

    # --- what came of it ------------------------------------------------------------

    @property
    def home(self) -> Path:
        """The demo's folder."""
        return next(self.folder.glob("reviewdesk-demo-*"))

    @property
    def urls(self) -> dict[str, str]:
        """Platform -> its sandbox."""
        ports = json.loads((self.home / "demo.json").read_text("utf-8"))
        return {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}

    def command(self, *words: str) -> Any:
        """What a command says of the same home, read as JSON."""
        ran = subprocess.run(
            [sys.executable, "-m", "reviewdesk", "--home", str(self.home), *words, "--json"],
            env=self.environ,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return json.loads(ran.stdout)

    def writes(self, platform: str) -> list[str]:
        """The bodies of all that this platform's sandbox took."""
        with urllib.request.urlopen(f"{self.urls[platform]}/_sandbox/journal", timeout=PATIENCE) as answer:
            entries = json.load(answer)["entries"]
        return [
            each["body"]
            for each in entries
            if each["applied"] and each["method"] != "GET" and "/_sandbox" not in each["path"]
        ]


def _no_seconds(screen: str) -> str:
    return re.sub(r"\d+ s\b", "", screen)


@pytest.fixture
def room() -> Iterator[Room]:
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("tmux is not on this machine")
    # A socket's path may not be long: pytest's own folders are.
    with tempfile.TemporaryDirectory(prefix="rd-", ignore_cleanup_errors=True) as folder:
        here = Room(tmux, Path(folder))
        yield here
        here.close()
