"""On which line of config.toml each key stands: TOML's readers keep that to themselves."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

_MOST = 2000
"""Lines; no file written by hand is longer, and the time grows with their square."""
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")

Lines = Mapping[tuple[str, ...], int]


def lines_of(text: str) -> Lines:
    """The line on which each key begins, tables included; up to the first line that can't be read."""
    found: dict[tuple[str, ...], int] = {}
    begin, lines = 1, text.splitlines(keepends=True)
    for last in range(1, min(len(lines), _MOST) + 1):
        try:
            values = tomllib.loads("".join(lines[:last]))
        except tomllib.TOMLDecodeError:
            continue  # in the midst of a value of several lines
        for path in _paths(values):
            found.setdefault(path, begin)
        begin = last + 1
    return found


def _paths(values: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        path = (*above, key)
        yield path
        if isinstance(value, Mapping):
            yield from _paths(value, path)


def line_of_error(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line on which a file can't be read."""
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else max(1, text.count("\n") + (not text.endswith("\n")))


def without_place(error: tomllib.TOMLDecodeError) -> str:
    """What the reader says, without the place it names."""
    said = str(error).splitlines()[0]
    return re.sub(r"\s*\((?:at line \d+, column \d+|at end of document)\)", "", said)
