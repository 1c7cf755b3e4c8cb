"""The demo's six steps: each ticks itself when the desk's own diary says that it was done."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reviewdesk.api import _

if TYPE_CHECKING:
    from reviewdesk.store.values import DiaryEntry, Known

_OLD = timedelta(days=30)
_THERE = frozenset(
    {"reply.published", "reply.sent", "reply.seen here", "reply.confirmed", "reply.waits_there"}
)
"""What is told of an answer that was published by hand: it was read there, or its writer says so."""
STEPS = 6
BY_HAND = "Tripadvisor"
"""Where no program may answer."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The made-up world that stands behind the desk."""

    platforms: tuple[str, ...]
    """Titles of the platforms that are played."""
    kept: Path | None = None
    """The file that remembers which steps are done, until the demo begins anew."""


class _Finder(Protocol):
    def __call__(self, ref: str) -> Known: ...


@dataclass(slots=True)
class Steps:
    """Which steps are done."""

    done: set[int] = field(default_factory=set)
    kept: Path | None = None
    _authors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, demo: Demo | None) -> Steps:
        """Those that were done when the demo was left."""
        kept = demo.kept if demo is not None else None
        return cls(done=_read(kept) if kept is not None else set(), kept=kept)

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
            if "reply.seen platform" in words or ("reply.handed_off" in words and words & _THERE):
                self.done.add(4)
            if "voucher.issued" in words:
                self.done.add(6)
        return self._ticked(before)

    def opened(self, known: Known, today: date, *, searching: bool) -> bool:
        """A review was looked at; true when that was the last step."""
        if searching and today - known.day > _OLD and 5 not in self.done:
            before = set(self.done)
            self.done.add(5)
            return self._ticked(before)
        return False

    def _ticked(self, before: set[int]) -> bool:
        if self.done == before:
            return False
        if self.kept is not None:
            # A tick that can't be kept is no reason to disturb anybody.
            with contextlib.suppress(OSError):
                self.kept.write_text(json.dumps(sorted(self.done)), "utf-8")
        return True

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


def _read(kept: Path) -> set[int]:
    try:
        found = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {step for step in range(1, STEPS + 1) if isinstance(found, list) and step in found}


def step_words(step: int, platforms: Collection[str] = (BY_HAND,)) -> str:
    """What to do; the keys stand in braces, in the order in which they are struck.

    `platforms`: those that are played; where none of them takes answers by hand alone, any does for one.
    """
    if step == 4 and BY_HAND not in platforms:
        return _(
            "One by hand: {answer}, write, {last_look}, {by_hand}, publish it on the page, {confirm_hand}."
        )
    return {
        1: _(
            "Answer Ewa's cold pizza, where the bar is: {answer}, write, {last_look}, {send_it} "
            "(twice if asked)."
        ),
        2: _("Watch it go: {outbox} shows it sent, then published, once Google has looked at it."),
        3: _("Answer another one, and call it back while it waits: {call_back}."),
        4: _(
            "One by hand, e.g. lost_in_gdansk's on Tripadvisor: {answer}, write, {last_look}, {send_it}, "
            "publish it on the page, {confirm_hand}."
        ),
        5: _("Find an old one: {search} noodle {enter}, then {down} or {up} to one of months ago."),
        6: _(
            "Make it right in private: {search} ewa {enter}, then {goodwill} holds a pizza for her; "
            "she calls: {vouchers}, {enter}, {issue}."
        ),
    }[step]
