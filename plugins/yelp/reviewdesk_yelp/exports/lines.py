"""JSON lines, read one by one: such files are larger than memory."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["Line", "first_objects", "is_plain_file", "lines"]

_LONGEST = 4 * 1024 * 1024
_TRIES = 5

Line = tuple[int, str, dict[str, Any] | None]
"""Its number, its words, and what it says; None where that is no JSON object."""


def is_plain_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if line.strip():
                yield number, line, _object(line)


def first_objects(path: Path) -> list[dict[str, Any]]:
    """What the first lines say: enough to know a file by, even where its first line is damaged."""
    found: list[dict[str, Any]] = []
    try:
        for number, _line, told in lines(path):
            if told is not None:
                found.append(told)
            if number >= _TRIES:
                break
    except OSError:
        return []
    return found


def _object(line: str) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
