"""Asking at the terminal for what was not given; nothing typed hidden is ever shown."""

import getpass
import sys
import warnings

from reviewdesk.api import DeskError, _
from reviewdesk.cli.printing import tell

__all__ = ["ask", "ask_hidden", "terminal_there"]


def terminal_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """One visible line; questions go to stderr, so that stdout stays clean."""
    tell(question)
    return sys.stdin.readline().strip()


def ask_hidden(what: str) -> str:
    """One hidden line; from a pipe where no terminal is."""
    if not sys.stdin.isatty():
        value = sys.stdin.readline().rstrip("\r\n")
    else:
        with warnings.catch_warnings():
            # Where hiding is not possible the secret would stand on the screen.
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                value = getpass.getpass(_("{what} (not shown): ").format(what=what), stream=sys.stderr)
            except getpass.GetPassWarning:
                raise DeskError(
                    _("This terminal can't hide what you type."),
                    _("Give the secret as env:VARIABLE or file:PATH."),
                ) from None
    if not value.strip():
        raise DeskError(
            _("No {what} was given.").format(what=what), _("Start again when you have it at hand.")
        )
    return value.strip()
