"""Changing one setting in config.toml: comments, order and all else stay as the owner wrote them."""

import os
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from reviewdesk.api import DeskError, _
from reviewdesk.engine.config_fitting import typed
from reviewdesk.engine.config_kinds import Setting
from reviewdesk.engine.config_lines import line_of_error, without_place
from reviewdesk.engine.config_reading import Problem

__all__ = ["change", "put", "take_out"]


def change(file: Path, setting: Setting, text: str) -> None:
    """Write what someone typed; nothing typed takes the setting out. Raises Unfit, or DeskError."""
    value = typed(setting, text)
    if value is None:
        take_out(file, setting.name)
    else:
        put(file, setting.name, value)


def put(file: Path, name: str, value: Any) -> None:
    """Write a setting, at once or not at all. Raises DeskError."""
    path = name.split(".", 1)
    document, ends = _opened(file)
    with _told(file):
        place: Any = document
        if len(path) == 2:
            place = _table(document, path[0])
        place[path[-1]] = _plain(value)
        _save(file, document, ends, name, _plain(value))


def take_out(file: Path, name: str) -> None:
    """Take a setting out, so that its default holds. Raises DeskError."""
    path = name.split(".", 1)
    document, ends = _opened(file)
    place: Any = document if len(path) == 1 else document.get(path[0])
    if place is None or path[-1] not in place:
        return
    with _told(file):
        del place[path[-1]]
        _save(file, document, ends, name, None)


class _told:  # noqa: N801 - a block that tells in plain words
    """What tomlkit can't do to a file is told as what the owner can do himself."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, TOMLKitError | ValueError | TypeError | KeyError | AttributeError):
            raise DeskError(
                _("The setting can't be written into {path} as it is.").format(path=self._file),
                _("Change it there with an editor."),
            ) from error
        if isinstance(error, OSError):
            raise DeskError(
                _("The settings in {path} can't be written: {why}.").format(
                    path=self._file, why=error.strerror or error
                ),
                _("Look whether the disk is full and the folder yours."),
            ) from error


def _opened(file: Path) -> tuple[tomlkit.TOMLDocument, str]:
    """The file as it stands, and its line ends."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return tomlkit.document(), "\n"
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is no UTF-8")
        raise DeskError(
            _("The settings in {path} can't be read: {why}.").format(path=file, why=why),
            _("Mend the file, or move it away to begin afresh."),
        ) from error
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    try:
        tomllib.loads(text)
        return tomlkit.parse(text), ends
    except (tomllib.TOMLDecodeError, TOMLKitError) as error:
        raise _unreadable(file, text, error) from error


def _unreadable(file: Path, text: str, error: Exception) -> DeskError:
    why, line = str(error), None
    if isinstance(error, tomllib.TOMLDecodeError):
        why, line = without_place(error), line_of_error(error, text)
    place = Problem(setting="", what="", do="", line=line).place(file)
    return DeskError(
        _("The settings can't be read: {why} ({place}).").format(why=why[:1].lower() + why[1:], place=place),
        _("Mend that line first; nothing was changed."),
    )


def _table(document: tomlkit.TOMLDocument, name: str) -> Any:
    if name not in document:
        new: Table = tomlkit.table()
        if document.body:
            document.add(tomlkit.nl())
        document.add(name, new)
    return document[name]


def _plain(value: Any) -> Any:
    """A value as TOML writes it: 30 rather than 30.0."""
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _save(file: Path, document: tomlkit.TOMLDocument, ends: str, name: str, value: Any) -> None:
    text = tomlkit.dumps(document)
    held: Any = tomllib.loads(text)
    for key in name.split(".", 1):
        held = held.get(key) if isinstance(held, dict) else None
    if held != value or isinstance(held, bool) != isinstance(value, bool):
        raise ValueError(name)
    _write(file.resolve(), text.replace("\n", ends).encode())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=".config-", suffix=".toml", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            Path(name).chmod(file.stat().st_mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
