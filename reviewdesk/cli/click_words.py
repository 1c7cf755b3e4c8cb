"""What click says of its own accord, in the owner's language: the gettext it asks is led to our catalogue."""

import gettext
import os
from pathlib import Path

import reviewdesk.locale
from reviewdesk.api import _, spoken

__all__ = ["clicks", "teach"]


def teach() -> None:
    """From here on click's sentences are looked for where ours are."""
    gettext.bindtextdomain("reviewdesk", Path(reviewdesk.locale.__file__).parent)
    gettext.textdomain("reviewdesk")
    if spoken() != "en":
        # gettext's plain calls know no language but the environment's.
        os.environ["LANGUAGE"] = spoken()


def clicks() -> tuple[str, ...]:
    """Those it asks for, as it writes them: named here so that they stand in the catalogue."""
    return (
        _("Arguments"),
        _("Options"),
        _("Commands"),
        _("Missing command."),
        _("No such command {name!r}."),
        _("default: {default}"),
        _("required"),
    )
