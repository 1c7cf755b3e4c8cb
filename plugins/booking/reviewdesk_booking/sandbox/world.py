"""The made-up world: what stands on this Booking.com right now. Safe to use from any thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from reviewdesk.sandbox import Moderation, Ruling, SandboxClock, Verdict
from reviewdesk_booking.sandbox.switches import BookingSwitches
from reviewdesk_booking.sandbox.things import GuestReview, Message, OwnerReply, Property

__all__ = ["AlreadyAnswered", "NoSuchReview", "NotAnswerable", "World"]

_AFTER_CHECKOUT = timedelta(days=7)
_AFTER_GUEST = timedelta(days=14)


class NoSuchReview(ValueError):
    """There is no review of this name, or it was removed."""


class AlreadyAnswered(ValueError):
    """A reply stands there, or is with the moderators."""


class NotAnswerable(ValueError):
    """A score without words."""


class World:
    def __init__(self, clock: SandboxClock, moderation: Moderation, switches: BookingSwitches) -> None:
        self.clock = clock
        self.moderation = moderation
        self.switches = switches
        self.properties: dict[str, Property] = {}
        self._reviews: dict[str, GuestReview] = {}
        self._turns = 0
        self._lock = threading.RLock()
        self._agenda: list[tuple[float, Callable[[datetime], None]]] = []

    def schedule(self, after: float, act: Callable[[datetime], None]) -> None:
        """Let something happen `after` seconds of the real clock; it gets the moment it is due."""
        with self._lock:
            self._agenda.append((after, act))
            self._agenda.sort(key=lambda due: due[0])

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold the world still, after all that is due has happened and every verdict was told."""
        with self._lock:
            while self._agenda and self._agenda[0][0] <= self.clock.monotonic():
                after, act = self._agenda.pop(0)
                act(self.clock.started_at + timedelta(seconds=after))
            for review in list(self._reviews.values()):
                self._publish_if_due(review)
            yield

    def now(self) -> datetime:
        return self.clock.now().astimezone(UTC).replace(microsecond=0)

    def put(self, review: GuestReview) -> GuestReview:
        """A review is new, or was changed: it is now the last one to have changed."""
        with self._lock:
            self._turns += 1
            turned = replace(review, turn=self._turns)
            self._reviews[review.id] = turned
            return turned

    def page(self, property_id: str, after: int, since: date, size: int) -> list[GuestReview]:
        """Up to `size` reviews behind a turn, the longest unchanged first."""
        with self.open():
            rows = [
                one
                for one in self._reviews.values()
                if one.place == property_id and one.turn > after and one.changed_at.date() >= since
            ]
        return sorted(rows, key=lambda one: one.turn)[:size]

    def reviews(self, property_id: str) -> list[GuestReview]:
        """All of a property, the newest first."""
        with self.open():
            rows = [one for one in self._reviews.values() if one.place == property_id]
        return sorted(rows, key=lambda one: (one.created_at, one.turn), reverse=True)

    def get(self, property_id: str, given: str) -> GuestReview | None:
        with self.open():
            found = self._reviews.get(given)
        return found if found and found.place == property_id else None

    def review(self, name: str) -> GuestReview:
        """The review of a handle, or of the id that Booking.com gives it."""
        with self.open():
            for one in self._reviews.values():
                if name in {one.handle, one.id}:
                    return one
        raise NoSuchReview(f"there is no review {name!r}")

    def of_reservation(self, property_id: str, reservation: str) -> GuestReview | None:
        with self.open():
            rows = [one for one in self._reviews.values() if one.place == property_id]
        return next((one for one in rows if str(one.reservation) == reservation), None)

    def newest(self) -> GuestReview:
        with self.open():
            if self._reviews:
                return max(self._reviews.values(), key=lambda one: (one.created_at, one.turn))
        raise NoSuchReview("there is no review at all")

    def remove(self, review: GuestReview) -> None:
        with self._lock:
            self._reviews.pop(review.id, None)

    def answer(
        self, review: GuestReview, text: str, *, at: datetime | None = None, verdict: Verdict | None = None
    ) -> GuestReview:
        """The owner's one reply goes to the moderators. Raises AlreadyAnswered and NotAnswerable."""
        with self.open():
            review = self._reviews.get(review.id) or review
            if not review.has_words:
                raise NotAnswerable("reviews without comments can't be replied to")
            if review.reply and self.ruling(review.reply) is not Ruling.REJECTED:
                raise AlreadyAnswered("this review has a reply already")
            if verdict:
                held = self.moderation.decide(verdict)
            else:
                held = self.moderation.take(text, planned=review.planned, after=review.planned_after)
            reply = OwnerReply(text=text, at=at or self.now(), round=held)
            # In place: a reply that nobody sees yet is no change of the review.
            answered = replace(review, reply=reply, planned=None, planned_after=None)
            self._reviews[review.id] = answered
            return self._publish_if_due(answered)

    def decide(self, review: GuestReview, verdict: Verdict) -> GuestReview:
        """The moderators make up, or change, their mind about a reply."""
        with self.open():
            review = self._reviews.get(review.id) or review
            if review.reply is None:
                raise NoSuchReview(f"no reply was given to {review.handle!r}")
            held = replace(review.reply, round=self.moderation.decide(verdict), published=False)
            decided = self.put(replace(review, reply=held, changed_at=self.now()))
            return self._publish_if_due(decided)

    def write(self, review: GuestReview, text: str, *, by_guest: bool) -> Message:
        with self.open():
            review = self._reviews.get(review.id) or review
            number = len(review.messages) + 1
            message = Message(
                id=f"{review.reservation}-{number}", by_guest=by_guest, text=text, at=self.clock.now()
            )
            self._reviews[review.id] = replace(review, messages=(*review.messages, message))
            return message

    def line_is_open(self, review: GuestReview) -> bool:
        """Whether the property may still write to the guest of a reservation."""
        zone = ZoneInfo(self.properties[review.place].zone)
        today = self.clock.now().astimezone(zone).date()
        told = [one.at.astimezone(zone).date() for one in review.messages if one.by_guest]
        last = max([review.checkout + _AFTER_CHECKOUT, *(day + _AFTER_GUEST for day in told)])
        return today <= last

    def ruling(self, reply: OwnerReply) -> Ruling:
        return self.moderation.standing(reply.round).ruling

    def shown(self, review: GuestReview) -> OwnerReply | None:
        """The reply as it is told to everybody: one that was refused never is."""
        if review.reply is None or self.ruling(review.reply) is Ruling.REJECTED:
            return None
        return review.reply if review.reply.published or self.switches.show_pending else None

    def _publish_if_due(self, review: GuestReview) -> GuestReview:
        reply = review.reply
        if reply is None or reply.published or self.ruling(reply) is not Ruling.APPROVED:
            return review
        at = self.now()
        published = replace(review, reply=replace(reply, at=at, published=True))
        if not self.switches.bump_on_publication:
            self._reviews[review.id] = published
            return published
        return self.put(replace(published, changed_at=at))
