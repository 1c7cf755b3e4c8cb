"""Cards as files, and on their way to the printer."""

import os
import secrets
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from reviewdesk.api import DeskError, _

__all__ = ["kept", "printed"]

_PATIENCE = 20


def kept(home: Path, name: str, data: bytes, out: Path | None) -> Path:
    """The file, whole or not at all; it bears a code, so nobody else may read it."""
    path = out or home / "cards" / name
    if out is not None and out.is_dir():
        path = out / name
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if out is None:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise DeskError(
            _("The file {path} can't be written: {why}.").format(path=path, why=error.strerror or error),
            _("Choose another place with --out."),
        ) from error
    return path


def printed(path: Path) -> None:
    """Hand it to this machine's printer. The file stays, whatever becomes of it."""
    program = shutil.which("lp") or shutil.which("lpr")
    if program is None:
        raise _no_printer(path, _("this machine has no program for printing"))
    try:
        done = subprocess.run(  # noqa: S603 - the machine's own printing program, no shell
            [program, str(path)], capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _no_printer(path, type(error).__name__) from error
    if done.returncode != 0:
        words = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise _no_printer(path, words or str(done.returncode))


def _no_printer(path: Path, why: str) -> DeskError:
    return DeskError(
        _("It was not printed: {why}.").format(why=why.rstrip(".")),
        _("The file is {path}: open it and print it from there.").format(path=path),
    )
