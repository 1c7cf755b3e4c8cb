"""What reaches the terminal: words on stdout, remarks on stderr, JSON alone when it is asked for."""

import shutil
import sys
from collections.abc import Iterable
from typing import Any, TextIO

__all__ = [
    "ascii_only",
    "draw_plainly",
    "prepare",
    "say",
    "say_json",
    "say_json_line",
    "say_json_list",
    "tell",
    "width",
]

_ASCII_FOR = str.maketrans({"…": ".", "·": "-", "★": "*", "☆": ".", "─": "-", "⚠": "!"})


def prepare() -> None:
    """Let no sign that this terminal lacks end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


class _Wish:
    ascii = False


def draw_plainly(*, wanted: bool) -> None:
    """The owner's wish to be drawn with plain letters only."""
    _Wish.ascii = wanted


def ascii_only(stream: TextIO | None = None) -> bool:
    """Whether plain letters are wanted, or the terminal's encoding has no others."""
    if _Wish.ascii:
        return True
    return not _has_signs(stream or sys.stdout)


def _has_signs(stream: TextIO) -> bool:
    try:
        "★☆…·─".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width() -> int:
    """Cells of a line; a fixed number where no terminal is, so that files look alike."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 160


def say(line: str = "") -> None:
    print(line.translate(_ASCII_FOR) if ascii_only() else line)  # noqa: T201 - this is the place that prints


def tell(line: str) -> None:
    print(line.translate(_ASCII_FOR) if ascii_only(sys.stderr) else line, file=sys.stderr)  # noqa: T201


def say_json(value: Any) -> None:
    """Print one JSON value."""
    print(_dumped(value, indent=2))  # noqa: T201


def say_json_line(value: Any) -> None:
    """Print one JSON value on one line, for a stream of them."""
    print(_dumped(value))  # noqa: T201


def say_json_list(values: Iterable[Any]) -> None:
    """Print one JSON list, item by item: a hundred thousand reviews need not fit into memory."""
    opened = False
    for value in values:
        print(",\n" if opened else "[\n", _dumped(value), sep="", end="")  # noqa: T201
        opened = True
    print("\n]" if opened else "[]")  # noqa: T201


def _dumped(value: Any, indent: int | None = None) -> str:
    from reviewdesk.cli.json_text import json_text

    return json_text(value, indent=indent, ascii_only=not _has_signs(sys.stdout))
