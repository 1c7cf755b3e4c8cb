"""How the program ends: with an exit code, and one plain sentence where something went wrong."""

import contextlib
import os
import sys
import traceback
from typing import TextIO

from reviewdesk.api import DeskError, PlatformError, _, speak
from reviewdesk.cli.printing import prepare, tell
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.tongue import wished

__all__ = ["run"]

DONE, FAILED, USAGE = 0, 1, 2
_CODES = {"WrongChoice": USAGE, "Stopped": 3, "GraveMatter": 3, "OverLimit": 3, "Question": 3}
"""By name, so that the engine is not imported only to end."""
INTERRUPTED = 130


def run(words: list[str]) -> int:
    """Run the command in `words`; whatever happens, its end is told plainly."""
    prepare()
    speak(wished(words))
    out = sys.stdout
    try:
        code = _called(words)
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet(out)
    except SystemExit as left:
        if sys.stdout is not out:  # how typer leaves when the reader of a pipe has left
            return _quiet(out)
        code = left.code if isinstance(left.code, int) else FAILED
    except Exception as error:  # noqa: BLE001 - an owner is never shown a traceback
        code = _told(error, debug="--debug" in words)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        tell(_("Stopped."))
    return code


def _called(words: list[str]) -> int:
    if words == ["--version"]:
        from reviewdesk.cli.printing import say
        from reviewdesk.cli.version import version_line

        say(version_line())
        return DONE
    if not words:
        from reviewdesk.cli.session import Session

        return Session().open_screen()
    from reviewdesk.cli.program import call

    return call(words)


def _told(error: Exception, *, debug: bool) -> int:
    if debug and not _is_usage(error):
        traceback.print_exception(error)
    if _is_usage(error):
        from reviewdesk.cli.wrong_use import usage_words

        tell(f"error: {one_line(usage_words(error))}")
        return USAGE
    if type(error).__name__ == "Abort":  # click's word for Ctrl-C and for an input that ended
        return INTERRUPTED
    tell(f"error: {one_line(_sentence(error))}")
    return _CODES.get(type(error).__name__, FAILED)


def _sentence(error: Exception) -> str:
    if isinstance(error, (DeskError, PlatformError)):
        return str(error)
    return _(
        "Something went wrong in reviewdesk itself: {error}. Run it again with --debug before the command, "
        "and report what it shows."
    ).format(error=f"{type(error).__name__}: {error}".strip(": "))


def _is_usage(error: Exception) -> bool:
    # Newer typers carry click inside: there is no class to name that all of them share.
    return getattr(error, "exit_code", None) == USAGE and hasattr(error, "show")


def _quiet(out: TextIO) -> int:
    """The reader of our output left: what is still in the buffer goes nowhere."""
    sys.stdout = out
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    return DONE
