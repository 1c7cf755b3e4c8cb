"""Small private files, written whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from reviewdesk.api.errors import DeskError
from reviewdesk.api.words import _

__all__ = ["private_folder", "write_private"]


def private_folder(folder: Path) -> None:
    """Make `folder` for the owner's eyes alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from None


def write_private(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, mode 0600. On any error the old file stands untouched."""
    private_folder(path.parent)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise _refused(path, error) from None


def _sync_folder(folder: Path) -> None:
    """Without it a power cut can bring the old name back."""
    if os.name == "nt":  # pragma: no cover - folders can't be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> DeskError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DeskError(
            _("The disk is full: {path} could not be written.").format(path=path),
            _("Make room and try again."),
        )
    return DeskError(
        _("{path} could not be written ({why}).").format(path=path, why=error.strerror),
        _("Check who may write to this folder."),
    )
