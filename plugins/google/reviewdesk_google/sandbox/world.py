"""The made-up world: what stands on this Google right now. Safe to use from any thread."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from reviewdesk.sandbox import Moderation, SandboxClock, Verdict
from reviewdesk_google.sandbox.made import Made
from reviewdesk_google.sandbox.shelf import Key, Order, Shelf, key_of
from reviewdesk_google.sandbox.switches import GoogleSwitches
from reviewdesk_google.sandbox.things import Account, GuestReview, OwnerReply, Place

__all__ = ["NoSuchReview", "World"]


class NoSuchReview(ValueError):
    """There is no review of this name, or it was removed."""


class World:
    def __init__(self, clock: SandboxClock, moderation: Moderation, switches: GoogleSwitches) -> None:
        self.clock = clock
        self.moderation = moderation
        self.switches = switches
        self.accounts: dict[str, Account] = {}
        self.places: dict[str, Place] = {}
        self._shelves: dict[str, Shelf] = {}
        self._lock = threading.RLock()
        self._agenda: list[tuple[float, Callable[[datetime], None]]] = []
        self._last = clock.started_at

    def settle(self, place: Place, made: int, newest: datetime) -> None:
        """Give a location its shelf, with `made` machine-made reviews from before `newest`."""
        self.places[place.id] = place
        self._shelves[place.id] = Shelf(Made(place.id, made, newest))

    def schedule(self, after: float, act: Callable[[datetime], None]) -> None:
        """Let something happen `after` seconds of the real clock; it gets the moment it is due."""
        with self._lock:
            self._agenda.append((after, act))
            self._agenda.sort(key=lambda due: due[0])

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold the world still, after all that is due has happened."""
        with self._lock:
            while self._agenda and self._agenda[0][0] <= self.clock.monotonic():
                after, act = self._agenda.pop(0)
                act(self.clock.started_at + timedelta(seconds=after))
            yield

    def now(self) -> datetime:
        """A stamp later than every other that was given."""
        with self._lock:
            self._last = max(self.clock.now(), self._last + timedelta(microseconds=1))
            return self._last

    def page(
        self,
        locations: Sequence[str],
        order: Order,
        after: Key | None,
        size: int,
        keep: Callable[[GuestReview], bool] = lambda _review: True,
    ) -> tuple[list[GuestReview], bool]:
        """Up to `size` reviews behind a place in the order, and whether more follow."""
        with self.open():
            rows = merge(
                *(self._shelves[location].after(order, after) for location in locations),
                key=lambda review: key_of(review, order),
            )
            found = list(islice(filter(keep, rows), size + 1))
        return found[:size], len(found) > size

    def totals(self, location: str) -> tuple[int, float]:
        """How many reviews, and their mean."""
        with self.open():
            shelf = self._shelves[location]
            return shelf.count, shelf.stars / shelf.rated if shelf.rated else 0.0

    def get(self, location: str, given: str) -> GuestReview | None:
        with self.open():
            shelf = self._shelves.get(location)
            return shelf.get(given) if shelf else None

    def review(self, name: str) -> GuestReview:
        """The review of a handle, or of the id that Google gives it."""
        with self.open():
            for shelf in self._shelves.values():
                found = shelf.get(name) or shelf.by_handle(name)
                if found:
                    return found
        raise NoSuchReview(f"there is no review {name!r}")

    def newest(self) -> GuestReview:
        rows, _more = self.page(list(self.places), Order.UPDATED, None, 1)
        if not rows:
            raise NoSuchReview("there is no review at all")
        return rows[0]

    def reviews(self, location: str) -> list[GuestReview]:
        """All of a location, the last changed first."""
        return self.page([location], Order.UPDATED, None, self.totals(location)[0])[0]

    def put(self, review: GuestReview) -> None:
        """A guest writes, or changes, a review."""
        with self._lock:
            self._shelves[review.location].put(review)

    def edit(self, review: GuestReview, at: datetime, *, stars: int, text: str | None) -> GuestReview:
        with self.open():
            edited = replace(review, stars=stars, text=text, translation=None, updated_at=at)
            self.put(edited)
        return edited

    def remove(self, review: GuestReview) -> None:
        with self._lock:
            self._shelves[review.location].remove(review.id)

    def answer(
        self,
        location: str,
        given: str,
        text: str,
        *,
        at: datetime | None = None,
        verdict: Verdict | None = None,
    ) -> OwnerReply | None:
        """Put a reply in the place of any other; a new round of moderation begins. None: no such review."""
        with self.open():
            review = self.get(location, given)
            if review is None:
                return None
            if verdict:
                held = self.moderation.decide(verdict)
            else:
                held = self.moderation.take(text, planned=review.planned, after=review.planned_after)
            reply = OwnerReply(text=text, updated_at=at or self.now(), round=held)
            self._set_reply(replace(review, planned=None, planned_after=None), reply)
            return reply

    def withdraw(self, location: str, given: str) -> bool:
        """Take the reply down; false where there is none."""
        with self.open():
            review = self.get(location, given)
            if review is None or review.reply is None:
                return False
            self._set_reply(review, None)
            return True

    def decide(self, review: GuestReview, verdict: Verdict) -> None:
        """The moderators make up, or change, their mind about the reply that stands."""
        with self.open():
            review = self.get(review.location, review.id) or review
            if review.reply is None:
                raise NoSuchReview(f"no reply stands under {review.handle!r}")
            decided = replace(review.reply, round=self.moderation.decide(verdict))
            self.put(replace(review, reply=decided))

    def seen(self, review: GuestReview) -> OwnerReply | None:
        """The reply as a reader sees it: for a while after a write, still the former one."""
        if review.lag and self.clock.monotonic() < review.lag[1]:
            return review.lag[0]
        return review.reply

    def _set_reply(self, review: GuestReview, reply: OwnerReply | None) -> None:
        seconds = self.switches.read_lag_seconds
        lag = (self.seen(review), self.clock.monotonic() + seconds) if seconds else None
        self.put(replace(review, reply=reply, lag=lag))
