"""What click says of its own accord, in the owner's language.

What it looks up by gettext is led to our catalogue; what it writes in plain English is said here instead.
"""

import gettext
import os
from pathlib import Path
from typing import Any

from typer.core import TyperCommand

import reviewdesk.locale
from reviewdesk.api import _, spoken

__all__ = ["clicks", "teach", "usage_words"]

_context: Any = TyperCommand.context_class
_Formatter: Any = _context.formatter_class


class OwnFormatter(_Formatter):  # type: ignore[misc]
    """Help and usage with the two sentences that click does not have translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{_('Usage:')} ")

    def write_dl(self, rows: Any, *more: Any, **named: Any) -> None:
        of_help = _("Show this message and exit.")
        told = [(name, of_help if name.endswith("--help") else words) for name, words in rows]
        super().write_dl(told, *more, **named)


def teach() -> None:
    """From here on click's sentences are looked for where ours are."""
    gettext.bindtextdomain("reviewdesk", Path(reviewdesk.locale.__file__).parent)
    gettext.textdomain("reviewdesk")
    _context.formatter_class = OwnFormatter
    if spoken() != "en":
        # gettext's plain calls know no language but the environment's.
        os.environ["LANGUAGE"] = spoken()


def usage_words(error: Any) -> str:
    """A command that was typed wrong: how it is used, where more is told, and what is wrong."""
    lines = []
    if error.ctx is not None:
        command, option = error.ctx.command_path, next(iter(error.ctx.help_option_names), "--help")
        more = _("Try '{command} {option}' for help.").format(command=command, option=option)
        lines = [error.ctx.get_usage(), more, ""]
    return "\n".join([*lines, _("Error: {message}").format(message=_wrong(error))])


def _wrong(error: Any) -> str:
    """By the name of its class, which each click has under another roof; the rarer ones stay as they are."""
    kind, message = type(error).__name__, str(error.format_message())
    if kind == "NoSuchOption":
        return _no_such_option(error)
    begin, quote, name = message.rstrip(".").partition(" '")
    said = {"Missing argument": _("Missing argument {name}."), "Missing option": _("Missing option {name}.")}
    return said[begin].format(name=quote.strip() + name) if begin in said else message


def _no_such_option(error: Any) -> str:
    said = _("No such option: {name}").format(name=error.option_name)
    if not error.possibilities:
        return said
    names = ", ".join(sorted(error.possibilities))
    return f"{said} {_('(Possible options: {names})').format(names=names)}"


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
