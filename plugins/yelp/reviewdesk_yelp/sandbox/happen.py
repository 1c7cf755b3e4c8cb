"""What can happen while the sandbox runs: by the clock, or because somebody asks for it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from reviewdesk.sandbox import BadScenario, Reader
from reviewdesk_yelp.sandbox.scenario import read_guest_review, read_stars
from reviewdesk_yelp.sandbox.things import GuestReview
from reviewdesk_yelp.sandbox.world import NoSuchReview, World

__all__ = ["Happenings"]

_KEYS = {
    "review": ("business", "review"),
    "edit": ("review", "stars", "text"),
    "update": ("review", "stars", "text"),
    "remove": ("review",),
    "unrecommend": ("review",),
    "recommend": ("review",),
    "answer": ("review", "text", "by"),
    "withdraw": ("review",),
}
Doing = Callable[[Reader, datetime], GuestReview]


class Happenings:
    """The events of a scenario. Those with `after` happen by themselves, named ones also when asked for."""

    def __init__(self, world: World, scenario: Reader) -> None:
        self._world = world
        self._named: dict[str, Reader] = {}
        self._numbers = count(1)
        self._doing: dict[str, Doing] = {
            "review": self._write,
            "edit": self._edit,
            "update": self._update,
            "remove": self._remove,
            "unrecommend": lambda event, _at: self._shown(event, recommended=False),
            "recommend": lambda event, _at: self._shown(event, recommended=True),
            "answer": self._answer,
            "withdraw": self._withdraw,
        }
        for event in scenario.each("events"):
            self._take(event)

    def happen(self, wish: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make one happen now: ``{"event": name}`` or a whole event. Raises ValueError if it can't."""
        try:
            event = self._wished(wish)
            with self._world.open():
                review = self._doing[event.text("do")](event, self._world.now())
        except BadScenario as error:
            raise ValueError(str(error)) from None
        return {"review": review.id, "business": review.business, "handle": review.handle}

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
        if name in self._named:
            raise event.bad("repeats the name of another event")
        if name:
            self._named[name] = event
        after = event.get("after")
        if after is None and not name:
            raise event.bad("needs a name or an 'after'")
        if after is not None:
            if not isinstance(after, int | float) or isinstance(after, bool) or after < 0:
                raise event.bad("needs seconds as 'after'")
            self._world.schedule(float(after), lambda at: self._due(event, at))

    def _due(self, event: Reader, at: datetime) -> None:
        with suppress(NoSuchReview):  # somebody removed meanwhile what the event is about
            self._doing[event.text("do")](event, at.replace(microsecond=0))

    def _write(self, event: Reader, at: datetime) -> GuestReview:
        review = self._read_review(event, at)
        self._world.put(review)
        return review

    def _read_review(self, event: Reader, at: datetime) -> GuestReview:
        name = event.text("business", next(iter(self._world.businesses), ""))
        business = self._world.business(name)
        if business is None:
            raise event.bad(f"names the unknown page {name!r}")
        source = event.one("review")
        if source is None:
            source = Reader("happen", "review", {"stars": 1, "text": "Not good today.", "by": "New G."})
        return read_guest_review(source, business, self._world, f"live-{next(self._numbers)}", at)

    def _edit(self, event: Reader, at: datetime) -> GuestReview:
        """Within 30 days: the id stays."""
        review, stars, text = self._changed(event)
        edited = replace(review, stars=stars, text=text, at=at)
        self._world.put(edited)
        return edited

    def _update(self, event: Reader, at: datetime) -> GuestReview:
        """After 30 days: a new id, and the old response under it."""
        review, stars, text = self._changed(event)
        return self._world.update(review, at, stars=stars, text=text)

    def _changed(self, event: Reader) -> tuple[GuestReview, int, str]:
        review = self._named_review(event)
        stars = read_stars(event) if "stars" in event else review.stars
        default = review.text if "stars" in event else f"{review.text} (changed)"
        return review, stars, event.text("text", default)

    def _remove(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.remove(review)
        return review

    def _shown(self, event: Reader, *, recommended: bool) -> GuestReview:
        review = replace(self._named_review(event), recommended=recommended)
        self._world.put(review)
        return review

    def _answer(self, event: Reader, at: datetime) -> GuestReview:
        review = self._named_review(event)
        self._world.answer(
            review, event.text("text", "Thank you for your words."), at=at, by=event.text("by", "Pat C.")
        )
        return review

    def _withdraw(self, event: Reader, _at: datetime) -> GuestReview:
        review = self._named_review(event)
        if not self._world.withdraw(review):
            raise NoSuchReview(f"no answer stands under {review.handle!r}")
        return review

    def _named_review(self, event: Reader) -> GuestReview:
        name = event.maybe("review")
        return self._world.newest() if name is None else self._world.named(name)


def _check(event: Reader) -> None:
    do = event.text("do")
    if do not in _KEYS:
        raise event.bad(f"does the unknown {do!r}; there are {', '.join(_KEYS)}")
    event.only("name", "after", "do", *_KEYS[do])
