"""Nested JSON as named cells: ``user/name``, ``images/0/url``."""

from collections.abc import Iterator, Mapping
from typing import Any

_DEEPEST = 8
_MOST_CELLS = 600
_MOST_ENTRIES = 20


def flat(node: Mapping[str, Any], prefix: str = "") -> dict[str, str | None]:
    cells: dict[str, str | None] = {}
    for path, value in _walk(node, prefix, 0):
        if len(cells) >= _MOST_CELLS:
            break
        cells[path] = value
    return cells


def _walk(node: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for key, value in node.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            if value and depth < _DEEPEST:
                yield from _walk(value, f"{path}/", depth + 1)
            else:
                yield path, None
        elif isinstance(value, list):
            yield from _listed(value, path, depth)
        else:
            yield path, cell(value)


def _listed(value: list[Any], path: str, depth: int) -> Iterator[tuple[str, str | None]]:
    if not any(isinstance(one, dict | list) for one in value):
        yield path, "; ".join(cell(one) or "" for one in value) or None
    elif depth < _DEEPEST:
        inner = {str(place): one for place, one in enumerate(value[:_MOST_ENTRIES])}
        yield from _walk(inner, f"{path}/", depth + 1)


def cell(value: Any) -> str | None:
    """One scalar as text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
