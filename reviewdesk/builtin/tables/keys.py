"""By which key a row is known again: the tool's id, or one made of what does not change."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables import moments
from reviewdesk.builtin.tables.moments import Kind
from reviewdesk.builtin.tables.names import folded
from reviewdesk.builtin.tables.shape import Told

_CONTENT = (f.RATING, f.TITLE, f.TEXT, f.POSITIVE, f.NEGATIVE)
_FIRM = {Kind.STAMP, Kind.UNIX, Kind.CLOCK, Kind.DAY, Kind.NUMBERS}
_SORTABLE = {Kind.STAMP, Kind.UNIX, Kind.CLOCK, Kind.DAY}


@dataclass(frozen=True, slots=True)
class Key:
    """`own` where it was made here."""

    name: str
    own: bool


def _digest(parts: Iterable[str | None]) -> str:
    joined = "\0".join("" if part is None else f"+{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def content(told: Told) -> str:
    return _digest(told.get(name) for name in _CONTENT)


@dataclass(slots=True)
class _Seen:
    row: int
    whole: str
    words: str
    stamp: str


@dataclass(slots=True)
class Keys:
    """All rows are seen once before any is given a key: alike ones need more to tell them apart."""

    _first: dict[tuple[str, str], _Seen] = field(default_factory=dict)
    _alike: set[tuple[str, str]] = field(default_factory=set)
    _given: set[tuple[str, str]] = field(default_factory=set)

    def see(self, row: int, listing: str, told: Told) -> None:
        where = (listing, self._base(told).name)
        now = _Seen(
            row, _digest(f"{name}={told[name]}" for name in sorted(told)), content(told), _stamp(told)
        )
        before = self._first.setdefault(where, now)
        if before.words != now.words:
            self._alike.add(where)
        if now.whole != before.whole and now.stamp > before.stamp:
            self._first[where] = now

    def give(self, row: int, listing: str, told: Told) -> Key | None:
        """None for a repetition, or an older copy of a review that stands in the file more than once."""
        key = self._base(told)
        where = (listing, key.name)
        if not key.own:
            return key if self._first[where].row == row else None
        if where in self._alike:
            key = Key(_digest((key.name, content(told))), own=True)
            where = (listing, key.name)
        if where in self._given:
            return None
        self._given.add(where)
        return key

    def _base(self, told: Told) -> Key:
        if told.get(f.ID):
            return Key(told[f.ID].strip(), own=False)
        created = told.get(f.CREATED, "")
        when = moments.look(created)
        author = " ".join(folded(told.get(f.AUTHOR, "")).split())
        if when is not None and when.kind in _FIRM and author:
            return Key(_digest((created.strip(), author)), own=True)
        firm = created.strip() if when is not None and when.kind is not Kind.AGO else None
        return Key(_digest((firm, author, content(told))), own=True)


def _stamp(told: Told) -> str:
    for name in (f.UPDATED, f.READ_AT, f.CREATED):
        when = moments.look(told.get(name, ""))
        if when is not None and when.kind in _SORTABLE and when.at is not None:
            return when.at.isoformat()
    return ""
