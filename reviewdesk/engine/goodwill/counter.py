"""At the counter, and in the evening with the cards on the table: every code gets its answer."""

from collections.abc import Sequence
from datetime import date

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.issuers import Issuers
from reviewdesk.engine.goodwill.preparing import clock_behind
from reviewdesk.engine.goodwill.values import Outcome, Used, VoucherInfo, VoucherState
from reviewdesk.store import listings
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import using, vouchers
from reviewdesk.store.goodwill.using import Use

__all__ = ["Counter"]


class Counter:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._issuers = Issuers(bench)

    def redeem(
        self, typed: Sequence[str], *, place: str | None, on: date | None, anyway: bool, tell: bool
    ) -> list[Used]:
        """Each code in a transaction of its own: one that is wrong stops no other."""
        bench = self._bench
        if on is not None and on > bench.today():
            raise DeskError(_("{day} is still to come.").format(day=on), _("Give the day on the card."))
        with bench.db.read() as tx:
            use = Use(place=_place(tx, place), by=bench.person, on=on, anyway=anyway)
        done = [self._redeem(each, use) for each in typed]
        if tell and any(each.voucher is not None and each.voucher.to_tell for each in done):
            self._issuers.tell_all()
        return done

    def _redeem(self, typed: str, use: Use) -> Used:
        bench = self._bench
        now = bench.clock.now()
        with bench.write() as tx:
            found = self._meant(tx, typed)
            if isinstance(found, Outcome):
                return Used(typed=typed, outcome=found, words=_words(found, None))
            tell = self._issuers.wants(found, "reviewdesk_redeem_voucher")
            behind = clock_behind(tx, bench)
            outcome = using.redeem(tx, found, use, tell=tell, now=now)
            after = vouchers.get(tx, found.id, now)
            words = _words(outcome, after)
            if outcome is Outcome.USED and behind:
                words += " " + _("This machine's clock stands before an earlier entry: check it.")
        return Used(
            typed=typed,
            outcome=outcome,
            words=words,
            voucher=after,
            on=use.on or after.redeemed_on,
            place=use.place,
        )

    def look_up(self, typed: str) -> Used:
        """What a code is, without using it."""
        now = self._bench.clock.now()
        with self._bench.db.read() as tx:
            found = self._meant(tx, typed)
            if isinstance(found, Outcome):
                return Used(typed=typed, outcome=found, words=_words(found, None))
            one = vouchers.get(tx, found.id, now)
        outcome = _STATES.get(one.state, Outcome.NOT_YET)
        words = _words(outcome, one)
        if outcome is Outcome.USED:
            words = _("Valid till {day}: {title}.").format(day=one.expires_on, title=one.offer.offer.title)
        return Used(typed=typed, outcome=outcome, words=words, voucher=one)

    def _meant(self, tx: Tx, typed: str) -> VoucherInfo | Outcome:
        now = self._bench.clock.now()
        if vouchers.is_id(typed):
            try:
                return vouchers.find(tx, typed, "", now)
            except DeskError:
                return Outcome.NOT_OURS
        read = codes.read(typed)
        found = vouchers.by_signs(tx, read.signs, now) if read.signs else []
        if not found and read.tail:
            # Where no living one ends like this, the card that was used may be meant.
            found = vouchers.by_tail(tx, read.signs, now) or vouchers.by_tail(
                tx, read.signs, now, living=False
            )
        if len(found) > 1:
            return Outcome.SEVERAL
        if found:
            return found[0]
        return Outcome.MISTYPED if read.whole and not read.sound else Outcome.NOT_OURS

    def undo(self, ref: str, reason: str) -> VoucherInfo:
        if not reason.strip():
            raise DeskError(_("Why it is taken back is missing."), _("Give a reason."))
        bench = self._bench
        now = bench.clock.now()
        with bench.write() as tx:
            one = vouchers.find_any(tx, ref, codes.read(ref).signs, now)
            try:
                return using.undo(tx, one, reason.strip(), now=now, by=bench.person)
            except vouchers.Lost:
                raise DeskError(
                    _("Somebody else has it in hand just now."), _("Look at it again in a minute.")
                ) from None


_STATES = {
    VoucherState.ISSUED: Outcome.USED,
    VoucherState.DELIVERED: Outcome.USED,
    VoucherState.REDEEMED: Outcome.AGAIN,
    VoucherState.EXPIRED: Outcome.ENDED,
    VoucherState.VOIDED: Outcome.VOIDED,
}


def _place(tx: Tx, named: str | None) -> str:
    """The shop that was named, or the only one there is."""
    if named:
        return listings.location_named(tx, named).name
    shops = listings.shops(tx)
    if len(shops) > 1:
        raise DeskError(
            _("In which shop was it used? There are {many}.").format(many=len(shops)),
            _('Name it: --location "{name}".').format(name=shops[0].name),
        )
    return shops[0].name if shops else ""


def _words(outcome: Outcome, one: VoucherInfo | None) -> str:
    if one is None:
        return _unknown()[outcome]
    first = {
        Outcome.USED: _("Noted as used: {title}."),
        Outcome.AGAIN: _("Used already, on {used} at {place}."),
        Outcome.ENDED: _("It ended on {last}."),
        Outcome.ELSEWHERE: _("It counts at {places} only."),
        Outcome.VOIDED: _("It was cancelled."),
        Outcome.NOT_YET: _("It was not given out by then."),
    }[outcome]
    return first.format(
        title=one.offer.offer.title,
        used=one.redeemed_on,
        place=one.redeemed_place or "-",
        last=one.expires_on,
        places=", ".join(one.offer.offer.places),
    )


def _unknown() -> dict[Outcome, str]:
    return {
        Outcome.MISTYPED: _("A sign is wrong or missing: look at the card and type it again."),
        Outcome.NOT_OURS: _("This code is not one of ours."),
        Outcome.SEVERAL: _("These last signs fit more than one: type the whole code."),
    }
