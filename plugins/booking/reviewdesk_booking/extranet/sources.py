"""The files an owner may hand over: one download, a folder of them, or a zip."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

_LARGEST = 32 * 1024 * 1024
_MOST_FILES = 200
_SUFFIXES = {".csv", ".txt", ".tsv"}


def gather(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file that may be a download; what can't be read is nothing of ours."""
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.suffix.casefold() in _SUFFIXES and one.is_file())
        for one in inside[:_MOST_FILES]:
            yield from _file(one)
    elif path.suffix.casefold() == ".zip":
        yield from _zip(path)
    elif path.is_file() and path.suffix.casefold() in _SUFFIXES:
        yield from _file(path)


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        if path.stat().st_size <= _LARGEST:
            yield path.name, path.read_bytes()
    except OSError:
        return


def _zip(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if Path(one.filename).suffix.casefold() in _SUFFIXES]
            for member in members[:_MOST_FILES]:
                if member.file_size <= _LARGEST:
                    yield f"{path.name}: {member.filename}", archive.read(member)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError):
        return
