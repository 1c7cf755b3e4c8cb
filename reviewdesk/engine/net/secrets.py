"""Where secrets come from, and where typed-in ones are put. None is ever kept in the database in clear."""

import contextlib
import os
import re
import shlex
import stat
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from reviewdesk.api.errors import DeskError
from reviewdesk.api.words import _
from reviewdesk.engine.net import redact, vault
from reviewdesk.engine.net.files import write_private

__all__ = ["Secret", "Source", "forget_secret", "store_secret"]

_COMMAND_SECONDS = 60.0
"""A password program may ask for a touch or a master password."""
_LARGEST = 64 * 1024


class Secret:
    """A secret value that shows itself only when asked by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value
        redact.remember(value)

    def reveal(self) -> str:
        """The value in clear."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("A secret is never pickled.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where one secret is read from, as the owner wrote it."""

    kind: str
    place: str = ""

    @classmethod
    def parse(cls, text: str) -> "Source":
        """Understand ``env:VAR``, ``command:...``, ``keyring`` or ``file:PATH``. Raises `DeskError`."""
        kind, colon, place = text.strip().partition(":")
        place = place.strip()
        if kind == "keyring" and not colon:
            return cls("keyring")
        if kind == "env" and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", place):
            return cls("env", place)
        if kind == "file" and place:
            return cls("file", str(Path(place).expanduser().absolute()))
        if kind == "command" and place:
            _words(place)
            return cls("command", place)
        # The text is not repeated: it may be the secret itself, given in the wrong place.
        raise DeskError(
            _("This is not a place a secret can be read from."),
            _("Give env:VARIABLE, command:PROGRAM, file:PATH, keyring, or - to type it in."),
        )

    @property
    def text(self) -> str:
        """The source as it is kept in the database."""
        return f"{self.kind}:{self.place}" if self.place else self.kind

    def read(self, account: str, name: str) -> Secret:
        """The secret `name` of `account`. Raises `DeskError` where the source gives none."""
        if self.kind == "env":
            value = _from_environment(self.place)
        elif self.kind == "command":
            value = _from_command(self.place)
        elif self.kind == "file":
            value = _from_file(Path(self.place))
        else:
            value = vault.get(account, name)
        if not value:
            raise DeskError(
                _("The secret {name} is empty at {source}.").format(name=name, source=self.text),
                _("Put the value there, or give another source."),
            )
        return Secret(value)


def store_secret(home: Path, account: str, name: str, value: Secret) -> str:
    """Keep a typed-in secret: in the system's keyring, or else in a private file. Gives its source."""
    if vault.put(account, name, value.reveal()):
        return "keyring"
    path = _file_of(home, account, name)
    write_private(path, value.reveal().encode())
    return f"file:{path.absolute()}"


def forget_secret(home: Path, account: str, name: str, source: str) -> None:
    """Remove what `store_secret` kept; a file or variable of the owner's own is left alone."""
    if source == "keyring":
        vault.drop(account, name)
    path = _file_of(home, account, name)
    if source == f"file:{path.absolute()}":
        path.unlink(missing_ok=True)


def _file_of(home: Path, account: str, name: str) -> Path:
    # The digest tells apart what a file system without upper case would take for one name.
    digest = sha256(f"{account}\0{name}".encode()).hexdigest()[:8]
    return home / "secrets" / f"{quote(account, safe=' ')[:60]}.{quote(name, safe='')[:60]}.{digest}"


def _from_environment(variable: str) -> str:
    value = os.environ.get(variable)
    if value is None:
        raise DeskError(
            _("The environment variable {variable} is not set.").format(variable=variable),
            _("Set it where reviewdesk is started, or give another source for the secret."),
        )
    return value.strip()


def _from_command(command: str) -> str:
    words = _words(command)
    try:
        done = subprocess.run(  # noqa: S603 - the owner's own command, without a shell
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=_COMMAND_SECONDS, check=False
        )
    except FileNotFoundError:
        raise DeskError(
            _("The program {program}, which gives a secret, was not found.").format(program=words[0]),
            _("Install it, or give another source for the secret."),
        ) from None
    except subprocess.TimeoutExpired:
        raise DeskError(
            _("The program {program}, which gives a secret, did not end.").format(program=words[0]),
            _("Run it in a terminal and see what it waits for."),
        ) from None
    except OSError as error:
        raise DeskError(
            _("The program {program}, which gives a secret, could not be run ({why}).").format(
                program=words[0], why=error.strerror
            )
        ) from None
    if done.returncode != 0:
        # What it printed stays unsaid: it may hold half a secret.
        raise DeskError(
            _("The program {program}, which gives a secret, failed with exit code {code}.").format(
                program=words[0], code=done.returncode
            ),
            _("Run it in a terminal and see what it says."),
        )
    return done.stdout.decode(errors="replace").strip()


def _words(command: str) -> list[str]:
    with contextlib.suppress(ValueError):
        if words := shlex.split(command):
            return words
    raise DeskError(
        _("The command that gives a secret can not be understood."), _("Check its quotation marks.")
    )


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            _must_be_private(path, os.fstat(file.fileno()))
            return file.read(_LARGEST).decode().strip()
    except OSError as error:
        raise DeskError(
            _("The secret in {path} can not be read ({why}).").format(path=path, why=error.strerror),
            _("Check the path, or give another source for the secret."),
        ) from None
    except UnicodeDecodeError:
        raise DeskError(_("The file {path} is no text.").format(path=path)) from None


def _must_be_private(path: Path, facts: os.stat_result) -> None:
    if os.name == "nt":  # pragma: no cover - rights are not told by mode bits there
        return
    if stat.S_IMODE(facts.st_mode) & 0o077:
        raise DeskError(
            _("Others on this computer can read the secret in {path}.").format(path=path),
            _("Make it private: chmod 600 {path}").format(path=shlex.quote(str(path))),
        )
    if facts.st_uid not in {os.getuid(), 0}:
        raise DeskError(
            _("The file {path} belongs to someone else.").format(path=path), _("Make a copy of your own.")
        )
