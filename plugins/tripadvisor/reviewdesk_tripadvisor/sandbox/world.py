"""Places and their reviews, and all that changes them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from reviewdesk.sandbox import Moderation, Ruling, SandboxClock, Verdict
from reviewdesk_tripadvisor.sandbox.switches import TripadvisorSwitches
from reviewdesk_tripadvisor.sandbox.things import GuestReview, OwnerResponse, Place

__all__ = ["NoSuchReview", "World"]


class NoSuchReview(ValueError):
    """An event names a review there is none of."""


class World:
    def __init__(self, clock: SandboxClock, moderation: Moderation, switches: TripadvisorSwitches) -> None:
        self.clock = clock
        self.moderation = moderation
        self.switches = switches
        self.places: dict[int, Place] = {}
        self._reviews: dict[int, GuestReview] = {}
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
        """A stamp later than every other that was given."""
        with self._lock:
            self._last = max(self.clock.now(), self._last + timedelta(seconds=1))
            return self._last.replace(microsecond=0)

    def reviews(self, location: int) -> list[GuestReview]:
        """All of a place, the newest first."""
        with self.open():
            mine = [review for review in self._reviews.values() if review.location == location]
        return sorted(mine, key=lambda review: (review.published_at, review.id), reverse=True)

    def pool(self, location: int) -> list[GuestReview]:
        """Those of them that Terra shows."""
        rows = self.reviews(location)
        if self.switches.recent_months is not None:
            oldest = self.clock.now() - relativedelta(months=self.switches.recent_months)
            rows = [review for review in rows if review.published_at >= oldest]
        return rows if self.switches.recent_count is None else rows[: self.switches.recent_count]

    def get(self, number: int) -> GuestReview | None:
        with self.open():
            return self._reviews.get(number)

    def review(self, name: str) -> GuestReview:
        """The review of a handle, or of the number that Tripadvisor gives it."""
        with self.open():
            for review in self._reviews.values():
                if name in {review.handle, str(review.id)}:
                    return review
        raise NoSuchReview(f"there is no review {name!r}")

    def newest(self) -> GuestReview:
        with self.open():
            if not self._reviews:
                raise NoSuchReview("there is no review at all")
            return max(self._reviews.values(), key=lambda review: (review.published_at, review.id))

    def put(self, review: GuestReview) -> None:
        with self._lock:
            self._reviews[review.id] = review

    def remove(self, review: GuestReview) -> None:
        """It goes together with its response."""
        with self._lock:
            self._reviews.pop(review.id, None)

    def shown(self, review: GuestReview) -> OwnerResponse | None:
        """The response as guests and Terra see it: only once the moderators let it through."""
        held = review.response
        if held is None or self.moderation.standing(held.round).ruling is not Ruling.APPROVED:
            return None
        return held

    def may_respond(self, review: GuestReview) -> bool:
        """One response to a review; a refused one makes room for another."""
        held = review.response
        return held is None or self.moderation.standing(held.round).ruling is Ruling.REJECTED

    def respond(
        self, number: int, text: str, *, at: datetime | None = None, verdict: Verdict | None = None
    ) -> OwnerResponse | None:
        """Hand a response in to the moderators. None: no such review, or one stands there already."""
        with self.open():
            review = self._reviews.get(number)
            if review is None or not self.may_respond(review):
                return None
            if verdict:
                held = self.moderation.decide(verdict)
            else:
                held = self.moderation.take(text, planned=review.planned, after=review.planned_after)
            place = self.places[review.location]
            response = OwnerResponse(text=text, at=at or self.now(), round=held, by=f"{place.title} team")
            self.put(replace(review, response=response, planned=None, planned_after=None))
            return response

    def withdraw(self, number: int) -> bool:
        with self.open():
            review = self._reviews.get(number)
            if review is None or review.response is None:
                return False
            self.put(replace(review, response=None))
            return True

    def decide(self, review: GuestReview, verdict: Verdict) -> None:
        """The moderators make up, or change, their mind about the response."""
        with self.open():
            review = self._reviews.get(review.id, review)
            if review.response is None:
                raise NoSuchReview(f"there is no response to {review.handle!r}")
            decided = replace(review.response, round=self.moderation.decide(verdict))
            self.put(replace(review, response=decided))
