"""What the counter asks the desk: what a code is, that it was used, and what was used today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewdesk.api import DeskError, _
from reviewdesk.counter.setup import Seat
from reviewdesk.counter.telling import Telling
from reviewdesk.engine.bench import zone_of
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.values import Outcome, Used, VoucherInfo
from reviewdesk.store.database import Database
from reviewdesk.store.goodwill import tills

__all__ = ["Answer", "Till", "Verdict"]

_LONGEST = 64


class Verdict(StrEnum):
    VALID = "valid"
    """It can be used; nothing was noted yet."""
    USED = "used"
    """Noted as used, just now: give it."""
    AGAIN = "again"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    VOIDED = "voided"
    NOT_YET = "not_yet"
    MISTYPED = "mistyped"
    NOT_OURS = "not_ours"
    SEVERAL = "several"
    BACK = "back"
    """Taken back: it counts again."""

    @property
    def guess(self) -> bool:
        """It may be somebody trying codes."""
        return self in (Verdict.MISTYPED, Verdict.NOT_OURS, Verdict.SEVERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    verdict: Verdict
    words: str
    voucher: VoucherInfo | None = None
    here: bool = False
    """Used today, in this very shop: it can be taken back here."""


class Till:
    def __init__(self, desk: Desk, db: Database) -> None:
        self._desk = desk
        self._db = db
        self._telling = Telling(desk.vouchers.tick)

    def look(self, typed: str, seat: Seat) -> Answer:
        signs = _signs(typed)
        if len(signs) < codes.TAIL:
            return Answer(
                verdict=Verdict.MISTYPED, words=_("The last four signs are needed, or the whole code.")
            )
        found = self._desk.vouchers.look_up(signs)
        places = found.voucher.offer.offer.places if found.voucher else ()
        if found.outcome is Outcome.USED and places and seat.shop.name not in places:
            words = _("It counts at {places} only.").format(places=", ".join(places))
            return Answer(verdict=Verdict.ELSEWHERE, words=words, voucher=found.voucher)
        verdict = Verdict.VALID if found.outcome is Outcome.USED else Verdict(found.outcome.value)
        return self._answer(verdict, found, seat)

    def redeem(self, typed: str, seat: Seat) -> Answer:
        (used,) = self._desk.vouchers.redeem([_signs(typed)], place=seat.shop.name, tell=False)
        if used.voucher is not None and used.voucher.to_tell:
            self._telling.soon()
        return self._answer(Verdict(used.outcome.value), used, seat)

    def _answer(self, verdict: Verdict, used: Used, seat: Seat) -> Answer:
        one = used.voucher
        here = (
            one is not None
            and verdict in (Verdict.USED, Verdict.AGAIN)
            and (one.redeemed_place, one.redeemed_on) == (seat.shop.name, self.today(seat))
        )
        return Answer(verdict=verdict, words=used.words, voucher=one, here=here)

    def today(self, seat: Seat) -> date:
        return self._desk.clock.now().astimezone(zone_of(seat.shop.zone)).date()

    def used_today(self, seat: Seat) -> list[VoucherInfo]:
        with self._db.read() as tx:
            return tills.used_on(tx, seat.shop.name, self.today(seat), self._desk.clock.now())

    def used_here(self, pub: str, seat: Seat) -> VoucherInfo:
        """One of those of today. Another shop's, or another day's, is none of this counter's business."""
        for one in self.used_today(seat):
            if one.pub == pub:
                return one
        raise DeskError(_("This voucher was not used here today."), _("Nothing was changed."))

    def undo(self, pub: str, reason: str, seat: Seat) -> Answer:
        one = self.used_here(pub, seat)
        back = self._desk.vouchers.undo(one.pub, reason)
        words = _("It is not used any more: {title}.").format(title=back.offer.offer.title)
        return Answer(verdict=Verdict.BACK, words=words, voucher=back)


def _signs(typed: str) -> str:
    """What counts of a code. Never an id of the book: those are counted through in no time."""
    return codes.read(typed[:_LONGEST]).signs
