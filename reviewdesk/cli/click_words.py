"""What click says of its own accord, in the owner's language.

What it looks up by gettext is led to our catalogue; what it writes in plain English is said here instead.
"""

import gettext
import os
import re
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

import reviewdesk.locale
from reviewdesk.api import _, spoken

__all__ = ["clicks", "teach"]

_context: Any = TyperCommand.context_class
_Formatter: Any = _context.formatter_class
_KIND = re.compile(r" <(?:str|int|float|path|file|list\[\w+\])>$")
"""Newer typers tell what Python calls the kind of an argument: it says nothing to an owner."""


class OwnFormatter(_Formatter):  # type: ignore[misc]
    """Help and usage with the words that click does not have translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        told = args.replace("[OPTIONS]", _("[OPTIONS]")).replace("COMMAND [ARGS]...", _("COMMAND [ARGS]..."))
        super().write_usage(prog, told, prefix or f"{_('Usage:')} ")

    def write_dl(self, rows: Any, *more: Any, **named: Any) -> None:
        of_help = _("Show this message and exit.")
        told = [(_KIND.sub("", name), of_help if name.endswith("--help") else words) for name, words in rows]
        super().write_dl(told, *more, **named)


class OwnContext(_context):  # type: ignore[misc]
    """The place in the program at which something was typed wrong."""

    formatter_class = OwnFormatter

    def __exit__(self, *told: object) -> Any:
        error: Any = told[1]
        if getattr(error, "ctx", self) is None:  # a misused option forgets its command
            error.ctx = self
        return super().__exit__(*told)


def teach() -> None:
    """From here on click's sentences are looked for where ours are."""
    gettext.bindtextdomain("reviewdesk", Path(reviewdesk.locale.__file__).parent)
    gettext.textdomain("reviewdesk")
    TyperCommand.context_class = TyperGroup.context_class = OwnContext
    if spoken() != "en":
        # gettext's plain calls know no language but the environment's.
        os.environ["LANGUAGE"] = spoken()


def clicks() -> tuple[str, ...]:
    """Those it asks for, as it writes them: named here so that they stand in the catalogue."""
    return (
        _("Arguments"),
        _("Options"),
        _("Commands"),
        _("default: {default}"),
        _("required"),
    )
