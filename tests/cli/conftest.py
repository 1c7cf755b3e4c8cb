"""The command line in this process, on a home of its own, with a real sandbox on loopback."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from reviewdesk_google.sandbox import GoogleSandbox

from reviewdesk.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Runner:
    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._patch = monkeypatch

    def __call__(self, *words: str, stdin: bytes = b"", code: int | None = 0) -> Ran:
        """Run it; `code` is what is expected, None for anything."""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        self._capsys.readouterr()
        ended = main(list(words))
        told = self._capsys.readouterr()
        ran = Ran(ended, told.out, told.err)
        assert code is None or ended == code, f"{words}: exit {ended}\n{told.out}\n{told.err}"
        assert "Traceback" not in told.err
        return ran

    def json(self, *words: str, code: int = 0) -> Any:
        return self(*words, "--json", code=code).json


@pytest.fixture
def home(tmp_path, monkeypatch: pytest.MonkeyPatch):
    for name in list(os.environ):
        if name.startswith("REVIEWDESK_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("REVIEWDESK_HOME", str(folder))
    monkeypatch.setenv("REVIEWDESK_PERSON", "Nico")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "0")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "0.2")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("PATH", os.defpath)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def cli(home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(capsys, monkeypatch)


@pytest.fixture
def google() -> Iterator[Any]:
    """A Google whose moderators decide at once."""
    running = GoogleSandbox().start(scenario="small", speed=100_000)
    yield running
    running.stop()


@pytest.fixture
def connect(cli: Runner, google: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Adds an account at the sandbox; what is given takes the place of what is right."""
    monkeypatch.setenv("CS", google.secrets["client_secret"])
    monkeypatch.setenv("RT", google.secrets["refresh_token"])

    def add(name: str = "main", **sources: str) -> Ran:
        settings = [word for key, value in google.settings.items() for word in ("--set", f"{key}={value}")]
        chosen = {"client_secret": "env:CS", "refresh_token": "env:RT"} | sources
        secrets = [word for key, value in chosen.items() for word in ("--secret", f"{key}={value}")]
        return cli("account", "add", "google", name, *settings, *secrets)

    return add


@pytest.fixture
def connected(cli: Runner, connect: Callable[..., Ran]) -> Runner:
    """With an account at the sandbox, and its reviews fetched."""
    connect()
    cli("fetch")
    return cli


@pytest.fixture
def first(connected: Runner) -> Callable[[], str]:
    """Ids of reviews that simply wait, one after the other."""
    simple = [each for each in connected.json("inbox") if each["state"] == "unanswered"]
    # One of them gets no answer past Google's moderators, whoever writes it.
    waiting = iter([each["id"] for each in simple if "mussels" not in (each["text"] or "")])
    return lambda: next(waiting)
