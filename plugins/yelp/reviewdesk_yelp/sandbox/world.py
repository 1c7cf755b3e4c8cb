"""The made-up world: what stands on this Yelp right now. Safe to use from any thread."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from reviewdesk.sandbox import SandboxClock
from reviewdesk_yelp.sandbox.ids import made_id
from reviewdesk_yelp.sandbox.switches import YelpSwitches
from reviewdesk_yelp.sandbox.things import Business, GuestReview, Owner, Response

__all__ = ["NoSuchReview", "World"]


class NoSuchReview(ValueError):
    """There is no review of this name, or it was removed."""


class World:
    def __init__(self, clock: SandboxClock, switches: YelpSwitches, owner: Owner) -> None:
        self.clock = clock
        self.switches = switches
        self.owner = owner
        self.businesses: dict[str, Business] = {}
        self._reviews: dict[str, GuestReview] = {}
        self._given: Counter[tuple[str, str]] = Counter()
        self._lock = threading.RLock()
        self._agenda: list[tuple[float, Callable[[datetime], None]]] = []
        self._last = clock.started_at

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
        """A stamp, whole seconds as Yelp gives them, no earlier than any other that was given."""
        with self._lock:
            self._last = max(self.clock.now().replace(microsecond=0), self._last)
            return self._last

    def business(self, name: str) -> Business | None:
        """By id or by its readable name."""
        known = self.businesses.get(name)
        return known or next((one for one in self.businesses.values() if one.alias == name), None)

    def reviews(self, business: str, *, recommended: bool = True) -> list[GuestReview]:
        """Those of a page, newest first."""
        with self.open():
            mine = [one for one in self._reviews.values() if one.business == business]
        return sorted(
            (one for one in mine if one.recommended or not recommended),
            key=lambda one: (one.at, one.id),
            reverse=True,
        )

    def get(self, given: str) -> GuestReview | None:
        with self.open():
            return self._reviews.get(given)

    def named(self, name: str) -> GuestReview:
        """The review of a handle or an id; of a handle that was updated, the one that stands."""
        with self.open():
            found = self._reviews.get(name)
            mine = [one for one in self._reviews.values() if one.handle == name]
        if found or mine:
            return found or max(mine, key=lambda one: one.at)
        raise NoSuchReview(f"there is no review {name!r}")

    def newest(self) -> GuestReview:
        with self.open():
            rows = list(self._reviews.values())
        if not rows:
            raise NoSuchReview("there is no review at all")
        return max(rows, key=lambda one: one.at)

    def put(self, review: GuestReview) -> None:
        with self._lock:
            self._reviews[review.id] = review

    def remove(self, review: GuestReview) -> None:
        with self._lock:
            self._reviews.pop(review.id, None)

    def update(self, review: GuestReview, at: datetime, *, stars: int, text: str) -> GuestReview:
        """The guest writes anew after more than 30 days: a new id, and the old response under it."""
        with self.open():
            self.remove(review)
            fresh = replace(
                review, id=made_id(review.id, at.isoformat()), at=at, stars=stars, text=text, hidden_until=0.0
            )
            self.put(fresh)
        return fresh

    def answer(self, review: GuestReview, text: str, *, at: datetime | None = None, by: str = "") -> Response:
        """Write the response, or another in its place; `by` somebody else where it is told."""
        with self.open():
            review = self._reviews.get(review.id, review)
            response = Response(
                text=text,
                at=at or self.now(),
                by=by or self.owner.signature,
                role="MANAGER" if by else self.owner.position,
                mine=not by,
            )
            hidden = self.clock.monotonic() + self.switches.read_lag_seconds
            self.put(replace(review, response=response, hidden_until=hidden))
            return response

    def withdraw(self, review: GuestReview) -> bool:
        """Take the response down, as only the owner's page can; false where there is none."""
        with self.open():
            review = self._reviews.get(review.id, review)
            if review.response is None:
                return False
            self.put(replace(review, response=None))
            return True

    def seen(self, review: GuestReview) -> Response | None:
        """The response as a reader sees it."""
        return review.response if self.clock.monotonic() >= review.hidden_until else None

    def responses(self) -> list[str]:
        """All that the signed-in person ever wrote and still stands."""
        with self.open():
            standing = [one.response for one in self._reviews.values()]
        return [one.text for one in standing if one and one.mine]

    def may_answer_today(self, business: str) -> bool:
        with self._lock:
            return self._given[business, self._today()] < self.switches.replies_a_day

    def count_answer(self, business: str) -> None:
        with self._lock:
            self._given[business, self._today()] += 1

    def _today(self) -> str:
        return f"{self.clock.now():%Y-%m-%d}"
