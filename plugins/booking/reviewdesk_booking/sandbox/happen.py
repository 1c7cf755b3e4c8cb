"""What can happen while the sandbox runs: by the clock, or because somebody asks for it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from reviewdesk.sandbox import BadScenario, Reader, Ruling, Verdict
from reviewdesk_booking.sandbox.scenario import read_guest_review, read_score, read_verdict
from reviewdesk_booking.sandbox.things import GuestReview
from reviewdesk_booking.sandbox.world import World

__all__ = ["Happenings"]

_KEYS = {
    "review": ("property", "review"),
    "edit": ("review", "score", "headline", "positive", "negative"),
    "remove": ("review",),
    "answer": ("review", "text", "state"),
    "approve": ("review",),
    "reject": ("review",),
    "message": ("review", "text"),
}


class Happenings:
    """The events of a scenario. Those with `after` happen by themselves, named ones also when asked for."""

    def __init__(self, world: World, scenario: Reader) -> None:
        self._world = world
        self._named: dict[str, Reader] = {}
        self._numbers = count(1)
        for event in scenario.each("events"):
            self._take(event)

    def happen(self, wish: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make one happen now: ``{"event": name}`` or a whole event. Raises ValueError if it can't."""
        try:
            event = self._wished(wish)
            with self._world.open():
                review = self._do(event, self._world.now())
        except BadScenario as error:
            raise ValueError(str(error)) from None
        return {"review": review.id, "property": review.place, "handle": review.handle}

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
            known = ", ".join((*self._named, *_KEYS))
            raise ValueError(f"there is no event {name!r}; there are {known}")
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
            if not isinstance(after, int | float) or isinstance(after, bool) or after < 0:
                raise event.bad("needs seconds as 'after'")
            self._world.schedule(float(after), lambda at: self._due(event, at))

    def _due(self, event: Reader, at: datetime) -> None:
        with suppress(ValueError):  # somebody removed or answered meanwhile what the event is about
            self._do(event, at.replace(microsecond=0))

    def _do(self, event: Reader, at: datetime) -> GuestReview:
        doing: dict[str, Callable[[Reader, datetime], GuestReview]] = {
            "review": self._write,
            "edit": self._edit,
            "remove": self._remove,
            "answer": self._answer,
            "approve": lambda event, _at: self._decide(event, Ruling.APPROVED),
            "reject": lambda event, _at: self._decide(event, Ruling.REJECTED),
            "message": self._message,
        }
        return doing[event.text("do")](event, at)

    def _write(self, event: Reader, at: datetime) -> GuestReview:
        return self._world.put(self._read_review(event, at))

    def _read_review(self, event: Reader, at: datetime) -> GuestReview:
        number = event.text("property", next(iter(self._world.properties)))
        place = self._world.properties.get(number)
        if place is None:
            raise event.bad(f"names the unknown property {number!r}")
        source = event.one("review")
        if source is None:
            made_up = {"score": 3, "negative": "Not good this time.", "by": "New Guest", "country": "pl"}
            source = Reader("happen", "review", made_up)
        return read_guest_review(source, place, self._world, f"live-{next(self._numbers)}", at)

    def _edit(self, event: Reader, at: datetime) -> GuestReview:
        review = self._named_review(event)
        words = {key: event.maybe(key) for key in ("headline", "positive", "negative") if key in event}
        if not words and "score" not in event:
            words = {"negative": f"{review.negative or ''} (changed)".strip()}
        score = read_score(event, "score") if "score" in event else review.score
        return self._world.put(
            replace(
                review,
                changed_at=at,
                score=score,
                headline=words.get("headline", review.headline),
                positive=words.get("positive", review.positive),
                negative=words.get("negative", review.negative),
            )
        )

    def _remove(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.remove(review)
        return review

    def _answer(self, event: Reader, at: datetime) -> GuestReview:
        verdict = read_verdict(event) if "state" in event and event.get("state") != "PENDING" else None
        text = event.text("text", "Thank you for your words.")
        return self._world.answer(self._named_review(event), text, at=at, verdict=verdict)

    def _decide(self, event: Reader, ruling: Ruling) -> GuestReview:
        return self._world.decide(self._named_review(event), Verdict(ruling))

    def _message(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.write(review, event.text("text", "Could you send me the invoice?"), by_guest=True)
        return review

    def _named_review(self, event: Reader) -> GuestReview:
        name = event.maybe("review")
        return self._world.newest() if name is None else self._world.review(name)


def _check(event: Reader) -> None:
    do = event.text("do")
    if do not in _KEYS:
        raise event.bad(f"does the unknown {do!r}; there are {', '.join(_KEYS)}")
    event.only("name", "after", "do", *_KEYS[do])
