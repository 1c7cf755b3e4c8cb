"""The file behind a database URL, with the standard library alone."""

from pathlib import Path
from urllib.parse import unquote

from reviewdesk.api import DeskError, _

_SQLITE = "sqlite:///"


def sqlite_file(url: str) -> Path:
    """Raises DeskError for a database this desk can't open."""
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        path = Path(unquote(url.removeprefix(_SQLITE).split("?")[0]))
        if path.is_dir():
            raise DeskError(
                _("{path} is a folder, not a database.").format(path=path),
                _("Use --db sqlite:///FILE, or leave it out."),
            )
        return path
    kind = url.split("://", maxsplit=1)[0] or url
    raise DeskError(
        _("This desk can't open a database of the kind {kind} yet.").format(kind=kind),
        _("Use --db sqlite:///FILE, or leave it out."),
    )
