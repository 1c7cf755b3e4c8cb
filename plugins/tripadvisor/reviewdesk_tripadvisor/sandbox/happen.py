"""What can happen while the sandbox runs: by the clock, or because somebody asks for it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from reviewdesk.sandbox import BadScenario, Reader, Ruling, Verdict
from reviewdesk_tripadvisor.sandbox.scenario import read_guest_review, read_verdict, review_id
from reviewdesk_tripadvisor.sandbox.things import GuestReview
from reviewdesk_tripadvisor.sandbox.world import NoSuchReview, World

__all__ = ["Happenings"]

_KEYS = {
    "review": ("location", "review"),
    "edit": ("review", "stars", "title", "text"),
    "remove": ("review",),
    "answer": ("review", "text", "state", "violation"),
    "withdraw": ("review",),
    "approve": ("review",),
    "reject": ("review", "violation"),
}


class Happenings:
    """The events of a scenario. Those with `after` happen by themselves, named ones also when asked for."""

    def __init__(self, world: World, scenario: Reader) -> None:
        self._world = world
        self._named: dict[str, Reader] = {}
        self._numbers = count(1)
        for event in scenario.each("events"):
            self._take(event)

    def names(self) -> tuple[str, ...]:
        return (*self._named, *(do for do in _KEYS if do not in self._named))

    def happen(self, wish: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make one happen now: ``{"event": name}`` or a whole event. Raises ValueError if it can't."""
        try:
            event = self._wished(wish)
            with self._world.open():
                review = self._do(event, self._world.now())
        except BadScenario as error:
            raise ValueError(str(error)) from None
        return {"review": str(review.id), "location": str(review.location), "handle": review.handle}

    def _wished(self, wish: Mapping[str, Any]) -> Reader:
        name = wish.get("event")
        if name is None:
            event = Reader("happen", "event", wish)
        elif isinstance(name, str) and name in self._named and len(wish) == 1:
            return self._named[name]
        elif isinstance(name, str) and name in _KEYS:
            rest = {key: value for key, value in wish.items() if key != "event"}
            event = Reader("happen", "event", {"do": name, **rest})
        else:
            raise ValueError(f"there is no event {name!r}; there are {', '.join(self.names())}")
        _check(event)
        return event

    def _take(self, event: Reader) -> None:
        _check(event)
        if event.text("do") == "review":
            self._read_review(event, self._world.clock.started_at)  # told now if it can't be read later
        name = event.maybe("name")
        if name:
            if name in self._named:
                raise event.bad("repeats the name of another event")
            self._named[name] = event
        after = event.get("after")
        if after is None and not name:
            raise event.bad("needs a name or an 'after'")
        if after is not None:
            if not isinstance(after, (int, float)) or isinstance(after, bool) or after < 0:
                raise event.bad("needs seconds as 'after'")
            self._world.schedule(float(after), lambda at: self._due(event, at))

    def _due(self, event: Reader, at: datetime) -> None:
        with suppress(NoSuchReview):  # somebody removed meanwhile what the event is about
            self._do(event, at)

    def _do(self, event: Reader, at: datetime) -> GuestReview:
        doing: dict[str, Callable[[Reader, datetime], GuestReview]] = {
            "review": self._write,
            "edit": self._edit,
            "remove": self._remove,
            "answer": self._answer,
            "withdraw": self._withdraw,
            "approve": self._approve,
            "reject": self._reject,
        }
        return doing[event.text("do")](event, at)

    def _write(self, event: Reader, at: datetime) -> GuestReview:
        review = self._read_review(event, at)
        self._world.put(review)
        return review

    def _read_review(self, event: Reader, at: datetime) -> GuestReview:
        given = event.get("location", next(iter(self._world.places)))
        place = self._world.places.get(int(given)) if str(given).isdecimal() else None
        if place is None:
            raise event.bad(f"names the unknown location {given!r}")
        made_up = {"stars": 1, "title": "Not good", "text": "Not good today.", "by": "New_Guest"}
        source = event.one("review") or Reader("happen", "review", made_up)
        return read_guest_review(source, place, self._world, f"live-{next(self._numbers)}", at)

    def _edit(self, event: Reader, at: datetime) -> GuestReview:
        """A guest can't change a review: he takes it back and hands in a new one, with a new number."""
        review = self._named_review(event)
        stars = event.get("stars", review.stars)
        if stars not in {1, 2, 3, 4, 5}:
            raise event.bad("needs 1 to 5 stars")
        again = f"{review.handle}-again"
        edited = replace(
            review,
            id=review_id(review.location, f"{again}-{next(self._numbers)}"),
            handle=again,
            stars=stars,
            title=event.text("title", review.title),
            text=event.text("text", f"{review.text} (changed)"),
            versions=(),
            published_at=at,
            response=None,
        )
        self._world.remove(review)
        self._world.put(edited)
        return edited

    def _remove(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.remove(review)
        return review

    def _answer(self, event: Reader, at: datetime) -> GuestReview:
        review = self._named_review(event)
        verdict = read_verdict(event) if "state" in event and event.get("state") != "PENDING" else None
        text = event.text("text", "Thank you for your words.")
        if self._world.respond(review.id, text, at=at, verdict=verdict) is None:
            raise NoSuchReview(f"a response to {review.handle!r} is there already")
        return review

    def _withdraw(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        if not self._world.withdraw(review.id):
            raise NoSuchReview(f"there is no response to {review.handle!r}")
        return review

    def _approve(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.decide(review, Verdict(Ruling.APPROVED))
        return review

    def _reject(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.decide(review, Verdict(Ruling.REJECTED, event.text("violation", "GUIDELINES")))
        return review

    def _named_review(self, event: Reader) -> GuestReview:
        name = event.maybe("review")
        return self._world.newest() if name is None else self._world.review(name)


def _check(event: Reader) -> None:
    do = event.text("do")
    if do not in _KEYS:
        raise event.bad(f"can't do {do!r}; it can do {', '.join(_KEYS)}")
    event.only("name", "after", "do", *_KEYS[do])
