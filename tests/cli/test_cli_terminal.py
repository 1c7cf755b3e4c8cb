"""At a real terminal: what is missing is asked for, and secrets are not shown."""

import os
import select
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are there on POSIX only")


class Terminal:
    """A program on a pseudo-terminal, with its person at the keys."""

    def __init__(self, *words: str) -> None:
        self._mine, theirs = pty.openpty()
        self.seen = ""
        self._program = subprocess.Popen(
            [sys.executable, "-m", "reviewdesk", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "COLUMNS": "90", "TERM": "xterm"},
        )
        os.close(theirs)

    def read_until(self, words: str, patience: float = 30.0) -> str:
        while words not in self.seen:
            ready, _writable, _odd = select.select([self._mine], [], [], patience)
            assert ready, f"{words!r} did not come:\n{self.seen}"
            try:
                self.seen += os.read(self._mine, 65536).decode("utf-8", "replace")
            except OSError:  # the program ended
                assert words in self.seen, self.seen
        return self.seen

    def type(self, text: str) -> None:
        os.write(self._mine, text.encode())

    def ended(self) -> int:
        code = self._program.wait(30)
        os.close(self._mine)
        return code


def test_missing_settings_and_secrets_are_asked_for_and_secrets_are_hidden(home, google, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("RT", google.secrets["refresh_token"])
    terminal = Terminal(
        "account", "add", "google", "main",
        "--set", f"base_url={google.settings['base_url']}", "--secret", "refresh_token=env:RT",
    )  # fmt: skip
    terminal.read_until("OAuth client ID")
    terminal.type(google.settings["client_id"] + "\n")
    terminal.read_until("not shown")
    terminal.type(google.secrets["client_secret"] + "\n")
    seen = terminal.read_until("Next: reviewdesk fetch")
    assert terminal.ended() == 0
    assert "signed in as Trattoria del Molo" in seen
    assert google.secrets["client_secret"] not in seen


def test_enter_at_the_first_question_means_by_hand(home):
    terminal = Terminal("account", "add", "google", "main")
    assert "by hand, without the API" in terminal.read_until("OAuth client ID")
    terminal.type("\n")
    terminal.read_until("takeout.google.com")
    assert terminal.ended() == 0


def test_ctrl_c_at_a_question_is_told_in_one_line_and_adds_nothing(home, cli):
    terminal = Terminal("account", "add", "google", "main")
    terminal.read_until("OAuth client ID")
    terminal._program.send_signal(2)
    terminal.read_until("Stopped.")
    assert terminal.ended() == 130
    assert "Traceback" not in terminal.seen
    assert cli.json("account", "list") == []
