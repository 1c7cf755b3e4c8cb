"""The files of a Takeout, wherever they lie: a folder, a zip, several zips in a folder, or one file."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from reviewdesk.api import BadData, _

_MOST_FILES = 200_000
_LARGEST_FILE = 32 * 1024 * 1024
_LARGEST_WHOLE = 1024 * 1024 * 1024
_PLACE_FOLDER = re.compile(r"location-[0-9]+|.*[^0-9][0-9]{6,}", re.IGNORECASE)
_PART = re.compile(r"(?P<stem>.+)-(?P<number>[0-9]{3})\.zip", re.IGNORECASE)
_CARDS = {"data.json", "additionaldata.json"}

Read = Callable[[str], bytes]


class TooMuch(Exception):
    """A Takeout so large that it can't be one of reviews; the words are for the owner."""


class Unreadable(Exception):
    """One file can't be read; the words are for the owner."""


class Source(Protocol):
    """One folder or one archive."""

    @property
    def names(self) -> tuple[str, ...]:
        """Files that may hold reviews or the name of a place, in a fixed order."""

    def place(self, name: str) -> str:
        """A file as the owner finds it again."""

    def path_of(self, name: str) -> PurePosixPath:
        """Its path, with the folders around it."""

    def open(self) -> AbstractContextManager[Read]:
        """Something that reads a file, or raises `Unreadable`."""


@dataclass(frozen=True, slots=True)
class Folder:
    root: Path
    names: tuple[str, ...]

    def place(self, name: str) -> str:
        return name

    def path_of(self, name: str) -> PurePosixPath:
        # For a file given alone only the folder around it tells what it is.
        return PurePosixPath((self.root.resolve() / name).as_posix())

    @contextmanager
    def open(self) -> Iterator[Read]:
        yield self._read

    def _read(self, name: str) -> bytes:
        path = self.root / name
        try:
            size = path.stat().st_size
            return _capped(size, path.read_bytes)
        except OSError as error:
            raise Unreadable(_("The file can't be opened.")) from error


@dataclass(frozen=True, slots=True)
class Archive:
    path: Path
    names: tuple[str, ...]

    def place(self, name: str) -> str:
        return f"{self.path.name}: {name}"

    def path_of(self, name: str) -> PurePosixPath:
        return PurePosixPath(name)

    @contextmanager
    def open(self) -> Iterator[Read]:
        try:
            archive = zipfile.ZipFile(self.path)
        except (OSError, zipfile.BadZipFile) as error:
            raise BadData(_("The archive {name} can't be opened.").format(name=self.path.name)) from error
        with archive:
            yield lambda name: _read_member(archive, name)


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that was found under the path the owner gave."""

    sources: tuple[Source, ...]
    damaged: tuple[tuple[str, str], ...] = ()
    """Archives of a Takeout that can't be opened, each with the reason."""
    whole: bool = False
    """True unless it is one file alone, or parts of a split archive are known to be missing."""
    is_takeout: bool = False
    """Whether it is a Takeout at all, be it one without reviews."""


def gather(path: Path) -> Bundle:
    if path.is_dir():
        return _gather_folder(path)
    if not path.is_file():
        return Bundle(())
    if _starts_like_a_zip(path):
        return _gather_archives([path], beside=[other.name for other in path.parent.glob("*.zip")])
    if path.suffix.casefold() != ".json":
        return Bundle(())
    cards = [card.name for card in path.parent.glob("*.json") if is_card(card.name)]
    beside = cards if is_place_folder(path.resolve().parent.name) else []
    return Bundle((Folder(path.parent, tuple(sorted({path.name, *beside}))),))


def _gather_folder(root: Path) -> Bundle:
    names: list[str] = []
    top: list[str] = []
    zips: list[Path] = []
    size = files = 0
    for folder, folders, inside in os.walk(root):
        folders.sort()
        top = top or [root.name, *folders]
        files += len(inside)
        for name in sorted(inside):
            path = Path(folder, name)
            if path.suffix.casefold() == ".zip" and path.parent == root:
                zips.append(path)
            elif _may_hold_reviews(PurePosixPath(path.as_posix())) and _is_plain(path):
                size += path.stat().st_size
                names.append(path.relative_to(root).as_posix())
        if files > _MOST_FILES:
            break
    is_takeout = "Takeout" in top
    if files > _MOST_FILES or size > _LARGEST_WHOLE:
        return _give_up(
            _("The folder is too large: choose the one that came out of the Takeout."), is_takeout
        )
    packed = _gather_archives(zips, beside=[path.name for path in zips])
    return replace(
        packed,
        sources=(Folder(root, tuple(names)), *packed.sources),
        is_takeout=is_takeout or packed.is_takeout,
    )


def _give_up(reason: str, is_takeout: bool) -> Bundle:  # noqa: FBT001 - the one thing that decides
    """What is surely ours is refused with its reason; of anything else we have nothing to say."""
    if is_takeout:
        raise TooMuch(reason)
    return Bundle(())


def _gather_archives(paths: list[Path], beside: list[str]) -> Bundle:
    sources: list[Source] = []
    damaged: list[tuple[str, str]] = []
    ours = [path for path in paths if _is_a_takeout(path)]
    for path in paths:
        try:
            sources.append(_archive(path))
        except Unreadable as error:
            damaged += [(path.name, str(error))] if path in ours else []
    whole = not damaged and _is_complete([path.name for path in paths], beside)
    return Bundle(tuple(sources), tuple(damaged), whole, is_takeout=bool(ours))


def _archive(path: Path) -> Archive:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable(_("The archive is damaged or only half there.")) from error
    ours = [one for one in members if not one.is_dir() and _may_hold_reviews(PurePosixPath(one.filename))]
    if len(members) > _MOST_FILES or sum(one.file_size for one in ours) > _LARGEST_WHOLE:
        raise Unreadable(_("The archive is larger than any Takeout of reviews: it was not opened."))
    return Archive(path, tuple(sorted({one.filename for one in ours})))


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return _capped(archive.getinfo(name).file_size, lambda: archive.read(name))
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError) as error:
        raise Unreadable(_("The file is damaged inside the archive.")) from error
    except (RuntimeError, NotImplementedError) as error:
        raise Unreadable(_("The file is locked by a password, or packed in a way no Takeout is.")) from error


def _capped(size: int, read: Callable[[], bytes]) -> bytes:
    if size > _LARGEST_FILE:
        raise Unreadable(_("The file is far too large for a page of reviews."))
    return read()


def _may_hold_reviews(path: PurePosixPath) -> bool:
    if path.suffix.casefold() != ".json":
        return False
    if path.name.casefold().startswith("review") or is_place_folder(path.parent.name):
        return True
    return path.parent.name.casefold().startswith("maps")


def is_place_folder(name: str) -> bool:
    """``location-<digits>``, in whatever language."""
    return _PLACE_FOLDER.fullmatch(name) is not None


def is_card(name: str) -> bool:
    """Whether a file tells the name of a place."""
    return PurePosixPath(name).name.casefold() in _CARDS


def _is_plain(path: Path) -> bool:
    """A pipe or a device with such a name would never come to its end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _starts_like_a_zip(path: Path) -> bool:
    return path.suffix.casefold() == ".zip" or _head(path, 4).startswith(b"PK\x03\x04")


def _is_a_takeout(path: Path) -> bool:
    """Told without opening it, since it may be damaged: its first files show their names all the same."""
    head = _head(path, 1024 * 1024)
    return path.name.casefold().startswith("takeout-") or b"Takeout/" in head or b"/location-" in head


def _head(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _is_complete(given: list[str], beside: list[str]) -> bool:
    """Whether a split archive is here from its first part to the last one known."""
    known = {match["stem"]: set[int]() for name in given if (match := _PART.fullmatch(name))}
    have = {stem: set[int]() for stem in known}
    for names, parts in ((beside, known), (given, have)):
        for name in names:
            match = _PART.fullmatch(name)
            if match and match["stem"] in parts:
                parts[match["stem"]].add(int(match["number"]))
    return all(have[stem] == set(range(1, max(known[stem]) + 1)) for stem in known)
