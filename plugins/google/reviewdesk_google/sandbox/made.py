"""Machine-made reviews: any number of them, each worked out when it is looked at, always the same."""

import random
from datetime import datetime, timedelta

from reviewdesk.sandbox import Round, Ruling, Verdict
from reviewdesk_google.sandbox.ids import made_id, made_index
from reviewdesk_google.sandbox.things import GuestReview, OwnerReply

__all__ = ["Made"]

_STEP = timedelta(minutes=53)
_STARS = (5, 5, 4, 5, 3, 5, 1, 4, 5, 2, 5, 4, 5)
_FIRST = ("Ada", "Bela", "Carlo", "Dora", "Enzo", "Fay", "Gus", "Hanna", "Ilja", "Juna", "Kemal", "Lou")
_LAST = "ABCDEFGHIKLMNOPRSTVWZ"
_OPENING = (
    "We came on a weekday evening.",
    "Third visit this year.",
    "Booked for six people.",
    "Ordered to take away.",
    "A friend told us about this place.",
)
_MIDDLE = {
    1: ("The food was cold and nobody cared.", "We waited an hour and then left."),
    2: ("Two dishes came late.", "Too loud to talk, and the table was sticky."),
    3: ("Food fine, service slow.", "Nothing wrong, nothing special."),
    4: ("Very good, only the coffee was weak.", "Friendly people and a fair price."),
    5: ("Everything was lovely.", "The best dough in town 🍕", "Kind, quick and so tasty!"),
}
_ENDING = ("", "We will see.", "Parking is hard to find.", "The terrace is nice.", "Children are welcome.")
_THANKS = ("Thank you for coming!", "Thanks, see you soon.", "We are sorry and will do better.")


class Made:
    """`count` reviews of one location; number 0 is the newest, written before `newest`."""

    def __init__(self, location: str, count: int, newest: datetime) -> None:
        self._location = location
        self._newest = newest
        self.count = count

    def stars(self, index: int) -> int:
        return _STARS[(index * 7 + index // 13) % len(_STARS)]

    def index(self, given: str) -> int | None:
        index = made_index(self._location, given)
        return index if index is not None and index < self.count else None

    def at(self, index: int) -> GuestReview:
        dice = random.Random(f"{self._location}/{index}")  # noqa: S311 - the same review at each start, nothing secret
        stars = self.stars(index)
        written = self._newest - _STEP * (index + 1) + timedelta(microseconds=dice.randrange(10**9))
        if index % 5 == 0:
            written = written.replace(microsecond=written.microsecond // 1000 * 1000)
        words = (dice.choice(_OPENING), dice.choice(_MIDDLE[stars]), dice.choice(_ENDING))
        reply = None
        if dice.random() < 0.3:
            after = written + timedelta(minutes=dice.randrange(20, 4000))
            settled = Round(Verdict(Ruling.APPROVED), 0.0)
            reply = OwnerReply(text=dice.choice(_THANKS), updated_at=min(after, self._newest), round=settled)
        return GuestReview(
            id=made_id(self._location, index),
            handle=f"made-{index}",
            location=self._location,
            stars=stars,
            created_at=written,
            updated_at=written,
            text=None if dice.random() < 0.35 else " ".join(words).strip(),
            author=f"{dice.choice(_FIRST)} {dice.choice(_LAST)}.",
            reply=reply,
        )
