"""`reviewdesk web` as a real program on loopback."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from reviewdesk.engine.desk import Desk


@dataclass
class Served:
    process: "subprocess.Popen[str]"
    address: str

    @property
    def url(self) -> str:
        return self.address.split("/enter")[0]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def start(*words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "reviewdesk", *words]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


@pytest.fixture
def served(connected_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The connected desk's home, served; answers leave at once."""
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "0")
    for name in [each for each in os.environ if each.startswith("TEXTUAL")]:
        monkeypatch.delenv(name)
    process = start("web")
    assert process.stdout
    line = process.stdout.readline()
    yield Served(process, line.rsplit(" ", 1)[-1].strip())
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=30)
