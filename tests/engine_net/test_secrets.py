import os
import shlex
import stat
import sys
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from reviewdesk.api import DeskError
from reviewdesk.engine.net import secrets as desk_secrets
from reviewdesk.engine.net.secrets import Secret, Source, forget_secret, store_secret


class MemoryKeyring(KeyringBackend):
    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    set_password = get_password  # type: ignore[assignment]


@pytest.fixture
def memory() -> MemoryKeyring:
    keyring.set_keyring(backend := MemoryKeyring())
    return backend


def read(text: str) -> str:
    return Source.parse(text).read("main", "api_key").reveal()


def command(code: str) -> str:
    return "command:" + shlex.join([sys.executable, "-c", code])


@pytest.mark.parametrize("text", ["keyring", "env:NAME_1", "file:/x/y", "command:pass show 'a b'"])
def test_a_source_is_kept_as_it_was_written(text: str) -> None:
    assert Source.parse(text).text == text
    assert Source.parse(f" {text} ") == Source.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "AIza-the-secret-itself",
        "env:",
        "env:1A",
        "env:A B",
        "file:",
        "command:",
        "keyring:x",
        "http://x",
    ],
)
def test_what_is_no_source_is_told_without_repeating_it(text: str) -> None:
    with pytest.raises(DeskError) as seen:
        Source.parse(text)
    assert "AIza" not in str(seen.value)


def test_a_relative_file_stays_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Source.parse("file:key").text == f"file:{tmp_path / 'key'}"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Source.parse("file:~/key").text == f"file:{tmp_path / 'key'}"


def test_a_variable_is_read_anew_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STALL", " one\n")
    assert read("env:STALL") == "one"
    monkeypatch.setenv("STALL", "two")
    assert read("env:STALL") == "two"


def test_a_missing_or_empty_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STALL", raising=False)
    with pytest.raises(DeskError, match="STALL is not set"):
        read("env:STALL")
    monkeypatch.setenv("STALL", " ")
    with pytest.raises(DeskError, match="api_key is empty at env:STALL"):
        read("env:STALL")


def test_a_command_gives_its_output() -> None:
    assert read(command("print('from a program')")) == "from a program"


def test_a_command_that_fails_tells_its_code_and_nothing_it_said() -> None:
    with pytest.raises(DeskError, match="exit code 3") as seen:
        read(command("import sys; print('half-a-secret'); sys.stderr.write('half-a-secret'); sys.exit(3)"))
    assert "half" not in str(seen.value)
    assert seen.value.__cause__ is None


def test_a_command_can_not_ask_back() -> None:
    assert read(command("import sys; print('got', repr(sys.stdin.read()))")) == "got ''"


def test_a_command_that_is_not_there_or_hangs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DeskError, match=r"no-such-program.*not found"):
        read("command:no-such-program --secret")
    with pytest.raises(DeskError, match="could not be run"):
        read(f"command:{tmp_path}")
    with pytest.raises(DeskError, match="quotation"):
        read("command:pass 'open")
    monkeypatch.setattr(desk_secrets, "_COMMAND_SECONDS", 0.05)
    with pytest.raises(DeskError, match="did not end"):
        read(command("import threading; threading.Event().wait(20)"))


def test_a_private_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("from a file\n")
    path.chmod(0o600)
    assert read(f"file:{path}") == "from a file"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_others_can_read_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "my key"
    path.write_text("open")
    path.chmod(mode)
    with pytest.raises(DeskError) as seen:
        read(f"file:{path}")
    assert seen.value.do == f"Make it private: chmod 600 {shlex.quote(str(path))}"


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="No such file"):
        read(f"file:{tmp_path / 'gone'}")
    with pytest.raises(DeskError, match="directory"):
        read(f"file:{tmp_path}")
    path = tmp_path / "picture"
    path.write_bytes(b"\xff\xfe\x00")
    path.chmod(0o600)
    with pytest.raises(DeskError, match="no text"):
        read(f"file:{path}")


def test_a_typed_secret_goes_to_the_keyring(tmp_path: Path, memory: MemoryKeyring) -> None:
    source = store_secret(tmp_path, "main", "api_key", Secret("typed"))
    assert source == "keyring"
    assert read(source) == "typed"
    assert list(tmp_path.iterdir()) == []
    forget_secret(tmp_path, "main", "api_key", source)
    assert memory.kept == {}


def test_without_a_keyring_it_goes_to_a_private_file(tmp_path: Path) -> None:
    source = store_secret(tmp_path, "Mario's / Łódź", "api_key", Secret("typed"))
    path = Path(source.removeprefix("file:"))
    assert read(source) == "typed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.parent == tmp_path / "secrets"
    forget_secret(tmp_path, "Mario's / Łódź", "api_key", source)
    assert list(path.parent.iterdir()) == []


def test_a_locked_keyring_counts_as_none(tmp_path: Path) -> None:
    keyring.set_keyring(LockedKeyring())
    assert store_secret(tmp_path, "main", "api_key", Secret("typed")).startswith("file:")
    with pytest.raises(DeskError, match="did not give"):
        read("keyring")


def test_an_absent_keyring_and_an_absent_secret_are_told_apart(memory: MemoryKeyring) -> None:
    with pytest.raises(DeskError, match="has no secret api_key"):
        read("keyring")
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(DeskError, match="can not be opened"):
        read("keyring")


def test_a_file_of_the_owners_own_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "own"
    path.write_text("mine")
    forget_secret(tmp_path, "main", "api_key", f"file:{path}")
    assert path.exists()


def test_names_that_differ_in_case_only_are_two_files(tmp_path: Path) -> None:
    names = [store_secret(tmp_path, name, "k", Secret("typed")).lower() for name in ("Main", "main")]
    assert len(set(names)) == 2


def test_a_secret_that_can_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    store_secret(tmp_path, "main", "k", Secret("old"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeskError, match="disk is full"):
        store_secret(tmp_path, "main", "k", Secret("new"))
    [path] = (tmp_path / "secrets").iterdir()
    assert path.read_text() == "old"
