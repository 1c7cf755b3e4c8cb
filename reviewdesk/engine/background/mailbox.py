"""Mails that lie on this machine: a folder of files, a Maildir, or an mbox. They are only read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reviewdesk.api import DeskError, _
from reviewdesk.engine.incoming.letters import LARGEST

__all__ = ["Found", "kind_of", "mails_in"]

_MOST = 5_000
"""So many of the newest files are looked at: a whole archive of mails is no inbox."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mail as it lies there. `raw` is None where it could not be opened."""

    place: str
    mark: str
    """Changes when the mail does: the same mark need not be read again."""
    received: datetime
    raw: bytes | None


def kind_of(place: Path) -> str:
    """folder, maildir, mbox or mail. Raises DeskError where it is none of them."""
    try:
        if place.is_dir():
            return "maildir" if (place / "cur").is_dir() and (place / "new").is_dir() else "folder"
        with place.open("rb") as file:
            if file.read(5) == b"From ":
                return "mbox"
        if place.suffix.lower() == ".eml":
            return "mail"
        if place.stat().st_size == 0:
            return "mbox"
    except FileNotFoundError:
        raise DeskError(
            _("There is no {path}, from which mails should be read.").format(path=place), _see()
        ) from None
    except OSError as error:
        raise DeskError(
            _("The mails in {path} can't be read ({why}).").format(path=place, why=error.strerror), _see()
        ) from None
    raise DeskError(_("{path} is neither a folder of mails nor an mbox file.").format(path=place), _see())


def _see() -> str:
    return _("Check `folder` under [mail] in the settings.")


def mails_in(place: Path, since: datetime, known: set[str]) -> Iterator[Found]:
    """Those that changed since that day, but not those whose mark is known."""
    kind = kind_of(place)
    if kind == "mbox":
        yield from _mbox(place, since, known)
        return
    for path in _files(place, kind, since):
        found = _file(path)
        if found is not None and found.mark not in known:
            yield _opened(path, found)


def _files(place: Path, kind: str, since: datetime) -> list[Path]:
    """The newest first. Files that come and go meanwhile are left to the next look."""
    if kind == "mail":
        return [place]
    folders = [place / "new", place / "cur"] if kind == "maildir" else [place]
    dated: list[tuple[float, Path]] = []
    for folder in folders:
        try:
            for path in folder.iterdir():
                if kind == "maildir" or path.suffix.lower() == ".eml":
                    at = path.stat().st_mtime
                    if at >= since.timestamp() and path.is_file():
                        dated.append((at, path))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DeskError(
                _("The mails in {path} can't be read ({why}).").format(path=folder, why=error.strerror),
                _see(),
            ) from None
    return [path for _at, path in sorted(dated, reverse=True)[:_MOST]]


def _file(path: Path) -> Found | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    if facts.st_size > LARGEST:
        return None
    # A Maildir's name changes its end when the mail is read.
    name = path.name.split(":2,")[0]
    mark = f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}"
    return Found(path.name, mark, datetime.fromtimestamp(facts.st_mtime, UTC), None)


def _opened(path: Path, found: Found) -> Found:
    try:
        return Found(found.place, found.mark, found.received, path.read_bytes()[: LARGEST + 1])
    except OSError:
        return found


def _mbox(path: Path, since: datetime, known: set[str]) -> Iterator[Found]:
    """All of it once after each change; a mail too large to be a notification is never held whole."""
    facts = path.stat()
    changed = datetime.fromtimestamp(facts.st_mtime, UTC)
    mark = f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}"
    if mark in known or changed < since:
        return
    for number, raw in enumerate(_split(path), 1):
        yield Found(_("{file}, mail {n}").format(file=path.name, n=number), f"{mark}\0{number}", changed, raw)
    known.add(mark)


def _split(path: Path) -> Iterator[bytes]:
    """Mails begin with a line "From " behind an empty one; ">From " inside is one that was not meant so."""
    held: list[bytes] = []
    size, blank = 0, True
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(LARGEST), b""):
            if blank and line.startswith(b"From "):
                if held and size <= LARGEST:
                    yield b"".join(held)
                held, size = [], 0
            else:
                size += len(line)
                if size <= LARGEST:
                    held.append(line[1:] if line.startswith(b">From ") else line)
            blank = line in (b"\n", b"\r\n")
    if held and size <= LARGEST:
        yield b"".join(held)
