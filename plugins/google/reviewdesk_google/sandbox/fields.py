"""Field masks: `readMask`, and the `fields` parameter that every API of Google takes."""

from collections.abc import Mapping
from typing import Any

__all__ = ["BadFields", "choose", "masked"]

_Tree = dict[str, Any]


class BadFields(ValueError):
    """A mask that can't be read."""


def choose(data: Any, mask: str) -> Any:
    """The parts of `data` named by ``a,b/c,d(e,f)``; ``*`` is everything."""
    tree, rest = _parse(mask)
    if rest:
        raise BadFields(f"Invalid field selection {mask}")
    return _cut(data, tree)


def masked(data: Mapping[str, Any], paths: set[str]) -> dict[str, Any]:
    """The parts of an object named by dotted paths."""
    tree: _Tree = {}
    for path in sorted(paths):
        inner = tree
        for step in path.split("."):
            inner = inner.setdefault(step, {})
    return dict(_cut(data, tree))


def _parse(text: str) -> tuple[_Tree, str]:
    tree: _Tree = {}
    while True:
        end = next((i for i, sign in enumerate(text) if sign in ",()/"), len(text))
        name, text = text[:end].strip(), text[end:]
        if not name:
            raise BadFields("Invalid field selection")
        inner, text = _parse_inner(text)
        tree[name] = inner
        if not text.startswith(","):
            return tree, text
        text = text[1:]


def _parse_inner(text: str) -> tuple[_Tree, str]:
    if text.startswith("/"):
        end = next((i for i, sign in enumerate(text[1:], 1) if sign in ",()/"), len(text))
        inner, rest = _parse_inner(text[end:])
        return {text[1:end]: inner}, rest
    if text.startswith("("):
        tree, rest = _parse(text[1:])
        if not rest.startswith(")"):
            raise BadFields("Invalid field selection")
        return tree, rest[1:]
    return {}, text


def _cut(data: Any, tree: _Tree) -> Any:
    if not tree or "*" in tree:
        return data
    if isinstance(data, list):
        return [_cut(row, tree) for row in data]
    if not isinstance(data, Mapping):
        return data
    return {name: _cut(value, tree[name]) for name, value in data.items() if name in tree}
