"""Where in a JSON document the reviews stand: the one kind of list whose entries sound like reviews."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reviewdesk.builtin.tables.flat import cell
from reviewdesk.builtin.tables.known_names import hits

_DEEPEST = 12
_SAMPLE = 20
_MOST_OF_PARENT = 80


@dataclass(slots=True)
class Group:
    """Entries that stand at like places of a document."""

    entries: list[tuple[Any, Mapping[str, str | None]]] = field(default_factory=list)
    """Each with what is said above it."""

    def score(self) -> tuple[int, int]:
        names = set[str]()
        for entry, _above in islice(self.entries, _SAMPLE):
            if isinstance(entry, dict):
                names |= set(_names(entry))
        found = hits(names)
        readable = found & {"text", "rating", "positive", "title"}
        return (len(found) if readable else 0, len(self.entries))


def best_group(body: Any) -> Group | None:
    """None where nothing sounds like reviews."""
    groups: dict[str, Group] = {}
    for path, entry, above in _walk(body, "", {}, 0):
        groups.setdefault(path, Group()).entries.append((entry, above))
    if isinstance(body, dict) and not groups:
        groups[""] = Group([(body, {})])
    if not groups:
        return None
    best = max(groups.values(), key=Group.score)
    if best.score()[0] < 2 and isinstance(body, list):
        # A plain list of rows: what stands in them may tell what no name does.
        return groups.get("")
    return best if best.score()[0] >= 2 else None


def _walk(
    node: Any, path: str, above: Mapping[str, str | None], depth: int
) -> Iterator[tuple[str, Any, Mapping[str, str | None]]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if any(isinstance(one, dict) for one in node):
            for one in node:
                yield path, one, above
        for one in node:
            if isinstance(one, dict | list):
                yield from _walk(one, f"{path}/*", above, depth + 1)
    elif isinstance(node, dict):
        yield from _inside(node, path, above, depth)


def _inside(
    node: dict[str, Any], path: str, above: Mapping[str, str | None], depth: int
) -> Iterator[tuple[str, Any, Mapping[str, str | None]]]:
    nested = {key: value for key, value in node.items() if isinstance(value, dict | list) and value}
    if not nested:
        return
    # An object of lists is keyed by what its lists belong to: the places of a tool, say.
    keyed = len(nested) == len(node) and all(_is_rows(value) for value in nested.values())
    own = {**above, **_scalars(node)}
    for key, value in nested.items():
        if keyed and not _names_rows(key):
            yield from _walk(value, f"{path}/*", {**own, "../key": key}, depth + 1)
        else:
            yield from _walk(value, f"{path}/{key}", own, depth + 1)


def _names(entry: dict[str, Any]) -> Iterator[str]:
    """Its own names and those in its objects, never those in lists: they are of other things."""
    for key, value in entry.items():
        if isinstance(value, dict) and value:
            yield from (f"{key}/{inner}" for inner in value)
        elif not isinstance(value, list):
            yield key


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _names_rows(key: str) -> bool:
    return key.casefold() in {"reviews", "data", "items", "results", "comments", "avis", "rows", "records"}


def _scalars(node: dict[str, Any]) -> dict[str, str | None]:
    """What an object says itself, and in small objects right in it, such as ``place_info``."""
    told: dict[str, str | None] = {}
    for key, value in islice(node.items(), _MOST_OF_PARENT):
        if isinstance(value, dict):
            told |= {
                f"../{key}/{name}": cell(inner)
                for name, inner in islice(value.items(), _MOST_OF_PARENT)
                if not isinstance(inner, dict | list)
            }
        elif not isinstance(value, list):
            told[f"../{key}"] = cell(value)
    return told
