"""The demo's five steps: each ticks itself when the desk's own diary says that it was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from reviewdesk.api import _
from reviewdesk.store.values import DiaryEntry, Known

_OLD = timedelta(days=30)
STEPS = 5


@dataclass(frozen=True, slots=True)
class Demo:
    """The made-up world that stands behind the desk."""

    platforms: tuple[str, ...]
    """Titles of the platforms that are played."""
    urls: Mapping[str, str]
    """Platform -> the address of its sandbox, for the browser."""


class _Finder(Protocol):
    def __call__(self, ref: str) -> Known: ...


@dataclass(slots=True)
class Steps:
    """Which steps are done."""

    done: set[int] = field(default_factory=set)
    _authors: dict[str, str] = field(default_factory=dict)

    def look(self, entries: Iterable[DiaryEntry], find: _Finder) -> bool:
        """Read the diary; true when a step was ticked."""
        before = set(self.done)
        told: dict[str, set[str]] = {}
        for entry in entries:
            if entry.review:
                told.setdefault(entry.review, set()).add(_word(entry))
        for review, words in told.items():
            if "reply.queued" in words and self._by_ewa(review, find):
                self.done.add(1)
                if "reply.published" in words:
                    self.done.add(2)
            if "reply.undone" in words and "reply.queued" in words:
                self.done.add(3)
            if "reply.seen platform" in words or {"reply.handed_off", "reply.published"} <= words:
                self.done.add(4)
        return self.done != before

    def opened(self, known: Known, today: date, *, searching: bool) -> bool:
        """A review was looked at; true when that was the last step."""
        if searching and today - known.day > _OLD and 5 not in self.done:
            self.done.add(5)
            return True
        return False

    def _by_ewa(self, review: str, find: _Finder) -> bool:
        if review not in self._authors:
            self._authors[review] = find(review).review.author or ""
        return self._authors[review].startswith("Ewa")

    @property
    def next(self) -> int | None:
        """The first step that is not done; None when all are."""
        return next((n for n in range(1, STEPS + 1) if n not in self.done), None)


def _word(entry: DiaryEntry) -> str:
    if entry.what == "reply.seen":
        return f"reply.seen {entry.details.get('origin', '')}"
    return entry.what


def step_words(step: int, keys: Mapping[str, str]) -> str:
    """What to do, with the keys as they are."""
    return {
        1: _("Answer Ewa's cold pizza: {answer}, write, {last_look}, then {send_it}."),
        2: _("Watch it go: sent, then published, when Google has looked at it ({outbox})."),
        3: _("Answer another one and call it back while it waits: {call_back}."),
        4: _("Answer one by hand: {by_hand} in the last look, publish it on the page; {fetch} confirms it."),
        5: _("Find an old one: {search} and a word, such as noodle or tiramisu; then j and k."),
    }[step].format(**keys)
