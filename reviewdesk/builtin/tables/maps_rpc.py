"""The nameless lists in which Google Maps hands reviews to its own pages; only what is surely one is read."""

from collections.abc import Iterator
from typing import Any

_DEEPEST = 6


def reviews(body: Any) -> list[dict[str, Any]]:
    """Entries with names, or nothing where the lists are something else."""
    return [_named(row) for row in _find(body, 0)] if isinstance(body, list) else []


def _find(node: Any, depth: int) -> Iterator[list[Any]]:
    if not isinstance(node, list) or depth > _DEEPEST:
        return
    if _is_review(node):
        yield node
        return
    for one in node:
        yield from _find(one, depth + 1)


def _is_review(node: list[Any]) -> bool:
    place, written = at(node, 1, 0), at(node, 1, 2)
    return (
        isinstance(at(node, 0), str)
        and isinstance(place, str)
        and place.startswith("0x")
        and isinstance(written, int)
        and 1e15 < written < 1e16
        and isinstance(at(node, 1, 4), list)
    )


def at(node: Any, *path: int) -> Any:
    for step in path:
        if not isinstance(node, list) or not -len(node) <= step < len(node):
            return None
        node = node[step]
    return node


def _named(row: list[Any]) -> dict[str, Any]:
    origin = at(row, 1, 13, 0)
    rating = at(row, 2, 0, 0)
    texts, reply = at(row, 2, 15), at(row, 3, 14)
    return {
        "review_id": row[0],
        "place": at(row, 1, 0),
        "author": at(row, 1, 4, 5, 0),
        "created": at(row, 1, 2),
        "edited": at(row, 1, 3),
        "source": origin if isinstance(origin, str) else None,
        "rating": rating if isinstance(rating, int) else None,
        "language": at(row, 2, 14, 0),
        "text": at(texts, 0, 0),
        "translation": at(texts, 1, 0),
        "reply": at(reply, 0, 0),
        "reply_at": at(row, 3, 2) or at(row, 3, 1),
        "url": at(row, 4, 3, 0),
    }
