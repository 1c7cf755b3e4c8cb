"""Whether a terminal can show stars, lines and arrows, as far as its environment tells."""

import locale
import os
import sys
from collections.abc import Mapping

_OLD = frozenset({"linux", "dumb", "vt100", "vt102", "vt220", "cons25", "ansi", "unknown"})
_PLAIN = frozenset({"C", "POSIX"})


def plain_letters_only(wish: bool | None = None, environ: Mapping[str, str] = os.environ) -> bool:  # noqa: FBT001
    """The owner's wish; where he has none, whether this terminal needs to be drawn on with plain letters."""
    if wish is not None:
        return wish
    if environ.get("TEXTUAL_DRIVER"):  # a browser draws, whatever terminal it was started from
        return False
    if environ.get("TERM", "") in _OLD:
        return True
    return not speaks_utf8(environ)


def speaks_utf8(environ: Mapping[str, str] = os.environ) -> bool:
    """By the locale as it was asked for: Python itself puts UTF-8 in the place of C.

    Where nothing at all was asked for (a container, a bare ssh) most terminals of today speak UTF-8.
    """
    if sys.platform == "win32":  # its terminals speak UTF-8 through Python, whatever the code page is
        return True
    named = environ.get("LC_ALL") or ""
    if not named:
        named = environ.get("LC_CTYPE") or ""
        if named == "C.UTF-8" and environ.get("LANG"):
            named = ""  # Python's own doing, where LANG is C or an unknown one; LANG is what was asked for
    named = named or environ.get("LANG") or ""
    if not named:
        return True
    codes = named.partition("@")[0].partition(".")[2] or ("" if named in _PLAIN else locale.getencoding())
    return codes.lower().replace("-", "") == "utf8"
