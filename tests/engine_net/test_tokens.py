import json
import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from reviewdesk.api import AuthError, DeskError, Tokens, Unavailable
from reviewdesk.engine.net import token_files, vault
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper

MARGIN = timedelta(minutes=2)


class Renewer:
    """Gives access-1, access-2, ...; each hour-long, rotated if told so."""

    def __init__(self, clock: Any, *, rotates: bool = False, lifetime: float = 3600) -> None:
        self.clock = clock
        self.rotates = rotates
        self.lifetime = lifetime
        self.held: list[Tokens | None] = []

    def __call__(self, name: str, held: Tokens | None) -> Tokens:
        self.held.append(held)
        number = len(self.held)
        return Tokens(
            access=f"access-{number}",
            expires_at=self.clock.now() + timedelta(seconds=self.lifetime),
            refresh=f"rotated-{number}" if self.rotates else None,
        )


@pytest.fixture
def store(tmp_path: Path) -> FileTokens:
    return FileTokens(tmp_path)


def token(keeper: TokenKeeper, renew: Any, source: str | None = "source", **more: Any) -> str:
    return keeper.fresh("main", "access", margin=MARGIN, renew=renew, source=source, **more).access


def test_a_token_is_used_until_it_is_about_to_end(store: FileTokens, quick_clock: Any) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock)
    assert [token(keeper, renew), token(keeper, renew)] == ["access-1", "access-1"]
    quick_clock.passed = 3600 - 121
    assert token(keeper, renew) == "access-1"
    quick_clock.passed = 3600 - 119
    assert token(keeper, renew) == "access-2"


def test_another_process_finds_the_token_that_was_kept(store: FileTokens, quick_clock: Any) -> None:
    renew = Renewer(quick_clock)
    assert token(TokenKeeper(store, quick_clock), renew) == "access-1"
    assert token(TokenKeeper(store, quick_clock), renew) == "access-1"
    assert len(renew.held) == 1


def test_a_token_that_lives_shorter_than_the_margin_is_used_for_half_its_life(
    store: FileTokens, quick_clock: Any
) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, lifetime=60)
    assert [token(keeper, renew), token(keeper, renew)] == ["access-1", "access-1"]
    quick_clock.passed = 31
    assert token(keeper, renew) == "access-2"


def test_a_refused_token_is_renewed_unless_another_did_so(store: FileTokens, quick_clock: Any) -> None:
    mine, other, renew = (
        TokenKeeper(store, quick_clock),
        TokenKeeper(store, quick_clock),
        Renewer(quick_clock),
    )
    assert token(mine, renew) == token(other, renew) == "access-1"
    assert token(mine, renew, refused="access-1") == "access-2"
    assert token(other, renew, refused="access-1") == "access-2"
    assert len(renew.held) == 2


def test_a_rotated_refresh_token_wins_until_its_source_changes(store: FileTokens, quick_clock: Any) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    assert keeper.refresh("main", "access", "source") == "rotated-1"
    assert TokenKeeper(store, quick_clock).refresh("main", "access", "source") == "rotated-1"
    token(keeper, renew, refused="access-1")
    assert renew.held[1] is not None
    assert renew.held[1].refresh == "rotated-1"
    assert keeper.refresh("main", "access", "new source") == "new source"
    assert token(keeper, renew, source="new source") == "access-3"
    assert renew.held[2] is None


def test_an_answer_without_a_rotated_token_keeps_the_last_one(store: FileTokens, quick_clock: Any) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    renew.rotates = False
    token(keeper, renew, refused="access-1")
    assert keeper.refresh("main", "access", "source") == "rotated-1"


def test_files_are_private_and_hold_no_source(store: FileTokens, quick_clock: Any, tmp_path: Path) -> None:
    token(TokenKeeper(store, quick_clock), Renewer(quick_clock), source="the-source-value")
    folder = tmp_path / "tokens"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"the-source-value" not in path.read_bytes()


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"\xff", b"null", b"{}", b'{"access": 1}', "no zone", "no text"],
)
def test_a_broken_file_counts_as_absent(
    store: FileTokens, quick_clock: Any, tmp_path: Path, broken: bytes | str
) -> None:
    renew = Renewer(quick_clock)
    token(TokenKeeper(store, quick_clock), renew)
    [path] = (tmp_path / "tokens").glob("*.json")
    if broken == "no zone":
        broken = json.dumps({**json.loads(path.read_text()), "expires_at": "2030-01-01T00:00:00"}).encode()
    if broken == "no text":
        broken = json.dumps({**json.loads(path.read_text()), "access": None}).encode()
    assert isinstance(broken, bytes)
    path.write_bytes(broken)
    assert token(TokenKeeper(store, quick_clock), renew) == "access-2"


def test_a_full_disk_is_told_and_neither_token_is_lost(
    store: FileTokens, quick_clock: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    [path] = (tmp_path / "tokens").glob("*.json")
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DeskError, match="disk is full"):
            token(keeper, renew, refused="access-1")
    assert path.read_bytes() == before
    assert {found.suffix for found in path.parent.iterdir()} == {".json", ".lock"}
    assert keeper.refresh("main", "access", "source") == "rotated-2"
    assert token(keeper, renew, refused="access-1") == "access-2"
    assert len(renew.held) == 2
    assert TokenKeeper(store, quick_clock).refresh("main", "access", "source") == "rotated-2"


def test_a_failed_renewal_keeps_what_is_there_and_lets_go_of_the_lock(
    store: FileTokens, quick_clock: Any
) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock)
    token(keeper, renew)

    def dead(name: str, held: Tokens | None) -> Tokens:
        raise AuthError("Dead.")

    with pytest.raises(AuthError):
        token(keeper, dead, refused="access-1")
    assert token(keeper, renew) == "access-1"
    assert token(keeper, renew, refused="access-1") == "access-2"


def test_threads_of_one_process_renew_once(store: FileTokens, quick_clock: Any) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock)
    together = threading.Barrier(8)
    seen: list[str] = []

    def use() -> None:
        together.wait()
        seen.append(token(keeper, renew))

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["access-1"] * 8
    assert len(renew.held) == 1


PROCESSES = """
import json, multiprocessing, sys, urllib.request
from datetime import timedelta
from pathlib import Path
from reviewdesk.api import SystemClock, Tokens
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper

fork = multiprocessing.get_context("fork")
start, said = fork.Barrier(10), fork.SimpleQueue()

def renew(name, held):
    with urllib.request.urlopen(sys.argv[2], data=b"grant") as answer:
        access = json.load(answer)["access"]
    return Tokens(access=access, expires_at=SystemClock().now() + timedelta(hours=1), refresh="rotated")

def one():
    keeper = TokenKeeper(FileTokens(Path(sys.argv[1])), SystemClock())
    start.wait()
    said.put(keeper.fresh("main", "access", margin=timedelta(0), renew=renew, source="source").access)

ten = [fork.Process(target=one) for _number in range(10)]
for each in ten:
    each.start()
print(json.dumps([said.get() for _each in ten]))
"""
"""Ten processes, forked from one that has everything imported; they ask at the same moment."""


def test_ten_processes_that_start_at_once_ask_for_one_token(tmp_path: Path, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(body=b'{"access": "access-%d"}' % len(server.asked))
    command = [sys.executable, "-c", PROCESSES, str(tmp_path), server.url]
    null = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "no_proxy": "*"}
    ran = subprocess.run(command, stdout=subprocess.PIPE, env=null, timeout=50, check=True)
    assert json.loads(ran.stdout) == ["access-1"] * 10
    assert len(server.asked) == 1


def test_a_lock_that_is_never_let_go_is_told(
    store: FileTokens, quick_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_files, "_LOCK_SECONDS", 0.02)
    with store.lock("main", "access"), pytest.raises(Unavailable, match="signing in to main"):
        token(TokenKeeper(FileTokens(store._folder.parent), quick_clock), Renewer(quick_clock))


def test_a_sign_in_takes_the_place_of_what_was_kept(store: FileTokens, quick_clock: Any) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    signed = Tokens(access="signed-in", expires_at=quick_clock.now() + timedelta(hours=1))
    keeper.keep("main", "access", signed, "new source")
    assert token(keeper, renew, source="new source") == "signed-in"
    assert keeper.refresh("main", "access", "new source") == "new source"


def test_a_removed_account_leaves_nothing(store: FileTokens, quick_clock: Any, tmp_path: Path) -> None:
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock)
    token(keeper, renew)
    keeper.fresh("other", "access", margin=MARGIN, renew=renew, source=None)
    keeper.forget("main")
    assert len(list((tmp_path / "tokens").glob("*.json"))) == 1
    assert token(keeper, renew) == "access-3"


def test_no_token_shows_in_a_repr(store: FileTokens, quick_clock: Any) -> None:
    token(TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True))
    kept = store.load("main", "access")
    assert "access-1" not in repr(kept)
    assert "rotated" not in repr(kept)


class MemoryKeyring(KeyringBackend):
    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


def test_a_rotated_refresh_token_is_kept_in_the_keyring(
    store: FileTokens, quick_clock: Any, tmp_path: Path
) -> None:
    keyring.set_keyring(memory := MemoryKeyring())
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    [path] = (tmp_path / "tokens").glob("*.json")
    assert b"rotated-1" not in path.read_bytes()
    assert memory.kept == {"main/rotated access": "rotated-1"}
    assert TokenKeeper(store, quick_clock).refresh("main", "access", "source") == "rotated-1"
    token(TokenKeeper(store, quick_clock), renew, refused="access-1")
    assert renew.held[1] is not None
    assert renew.held[1].refresh == "rotated-1"
    keeper.forget("main")
    assert memory.kept == {}


def test_a_closed_keyring_is_told_instead_of_using_the_dead_token(
    store: FileTokens, quick_clock: Any
) -> None:
    keyring.set_keyring(MemoryKeyring())
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    assert token(TokenKeeper(store, quick_clock), renew) == "access-1"
    with pytest.raises(DeskError, match="can not be opened"):
        token(TokenKeeper(store, quick_clock), renew, refused="access-1")
    assert len(renew.held) == 1


def test_a_crash_between_file_and_keyring_loses_no_refresh_token(
    store: FileTokens, quick_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(memory := MemoryKeyring())
    keeper, renew = TokenKeeper(store, quick_clock), Renewer(quick_clock, rotates=True)
    token(keeper, renew)

    def die(*args: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "put", die)
    with pytest.raises(KeyboardInterrupt):
        token(keeper, renew, refused="access-1")
    assert memory.kept == {"main/rotated access": "rotated-1"}
    assert TokenKeeper(store, quick_clock).refresh("main", "access", "source") == "rotated-2"


def test_what_is_kept_can_be_copied_with_another_token(store: FileTokens, quick_clock: Any) -> None:
    token(TokenKeeper(store, quick_clock), Renewer(quick_clock))
    kept = store.load("main", "access")
    assert kept is not None
    store.save("main", "access", replace(kept, tokens=replace(kept.tokens, access="swapped")))
    assert token(TokenKeeper(store, quick_clock), Renewer(quick_clock)) == "swapped"
