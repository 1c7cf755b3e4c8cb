"""Issuers by network: asked after the budget is held, never twice for one voucher, told what was used."""

import secrets
from datetime import datetime, timedelta

from reviewdesk.api import (
    Held,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    Rejected,
    VoucherOrder,
    _,
)
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.values import VoucherInfo, VoucherState
from reviewdesk.engine.net.connection import Connection
from reviewdesk.engine.outgoing import leases
from reviewdesk.engine.outgoing.refusals import said
from reviewdesk.store import accounts, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import giving, vouchers
from reviewdesk.store.goodwill.vouchers import Lost

__all__ = ["Issuers"]

_LAG = 10.0
_AGAIN = 60.0
_FOR_GOOD = (Rejected, NotSupported, NotApproved, Held)
_OPEN = (VoucherState.ISSUING, VoucherState.UNKNOWN)


class Issuers:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def wants(self, one: VoucherInfo, hook: str) -> bool:
        """Whether its issuer is to hear of this."""
        return one.account_id is not None and self._bench.plugins.does(one.offer.offer.issuer, hook)

    def reserve(self, tx: Tx, one: VoucherInfo) -> VoucherInfo:
        """Write down that it is asked for, before a byte leaves; whoever holds the lease asks."""
        bench = self._bench
        now = bench.clock.now()
        return giving.ask(tx, one, now=now, by=bench.person, **self._lease(now))

    def _lease(self, now: datetime) -> dict[str, object]:
        # Never renewed: past its deadline a call is abandoned, so this is longer than any can take.
        seconds = self._bench.calls.deadline * 2 + self._bench.config.outbox.lease_seconds
        return {
            "token": secrets.token_hex(8),
            "holder": leases.holder(),
            "lease_until": now + timedelta(seconds=seconds),
        }

    def ask(self, one: VoucherInfo) -> VoucherInfo:
        """Ask for the one that was reserved, and keep what comes."""
        bench = self._bench
        try:
            made = bench.calls.issue_voucher(
                self._way(one), self._order(one), one.key, lambda: self._still_mine(one)
            )
        except OutcomeUnknown as error:
            with bench.write() as tx:
                settle = bench.clock.now() + timedelta(seconds=self._settle())
                return giving.doubtful(tx, one, said(error), settle_until=settle, now=bench.clock.now())
        except PlatformError as error:
            with bench.write() as tx:
                return giving.refused(tx, one, said(error), now=bench.clock.now(), told="refused")
        with bench.write() as tx:
            return giving.came(tx, one, made, codes.read(made.code).signs, now=bench.clock.now())

    def _still_mine(self, one: VoucherInfo) -> bool:
        with self._bench.db.read() as tx:
            there = vouchers.get(tx, one.id, self._bench.clock.now())
        return there.written is VoucherState.ISSUING and there.token == one.token

    def look(self, one: VoucherInfo) -> VoucherInfo:
        """See what became of one whose answer is missing. Nothing is asked for from here."""
        bench = self._bench
        now = bench.clock.now()
        try:
            if one.written is VoucherState.ISSUING and self._lease_over(one, now):
                ended = min(now, one.lease_until) if one.lease_until else now
                with bench.write() as tx:
                    settle = ended + timedelta(seconds=self._settle())
                    why = _("The program stopped while the issuer was asked.")
                    one = giving.doubtful(tx, one, why, settle_until=settle, now=now)
            if one.written is VoucherState.UNKNOWN and self._settled(one, now):
                return self._found(one)
        except Lost:
            with bench.db.read() as tx:
                return vouchers.get(tx, one.id, now)
        return one

    def _lease_over(self, one: VoucherInfo, now: datetime) -> bool:
        if one.lease_until is None or one.lease_until <= now:
            return True
        return one.holder is not None and not leases.alive(one.holder)

    def _settled(self, one: VoucherInfo, now: datetime) -> bool:
        # A clock that was set back must not put the look off for years.
        longest = now + timedelta(seconds=max(self._settle(), _AGAIN) * 2)
        return one.settle_until is None or not now < one.settle_until <= longest

    def _found(self, one: VoucherInfo) -> VoucherInfo:
        bench = self._bench
        try:
            made = bench.calls.find_voucher(self._way(one), self._order(one), one.key)
        except PlatformError as error:
            now = bench.clock.now()
            with bench.write() as tx:
                later = now + timedelta(seconds=max(self._settle(), _AGAIN))
                vouchers.amend(tx, one.id, settle_until=later, problem=said(error))
                return vouchers.get(tx, one.id, now)
        with bench.write() as tx:
            now = bench.clock.now()
            if made is None:
                return giving.refused(tx, one, None, now=now, told="not_issued")
            return giving.came(tx, one, made, codes.read(made.code).signs, now=now)

    def tick(self) -> list[VoucherInfo]:
        """One round: what is open is looked for, what was not heard is told. Gives what moved."""
        bench = self._bench
        with bench.db.read() as tx:
            before = vouchers.listed(tx, bench.clock.now(), states=_OPEN)
        after = [self.look(one) for one in before]
        self.tell_all()
        return [now for now, then in zip(after, before, strict=True) if now.written is not then.written]

    def tell_all(self) -> None:
        """Tell issuers what was used or cancelled; what does not get through is tried again."""
        bench = self._bench
        with bench.db.read() as tx:
            waiting = vouchers.untold(tx, bench.clock.now())
        for one in waiting:
            now = bench.clock.now()
            lease = self._lease(now)
            with bench.write() as tx:
                mine = vouchers.claim_telling(tx, one.id, lease, now)
            if mine:
                self._tell(one, str(lease["token"]))

    def _tell(self, one: VoucherInfo, token: str) -> None:
        bench = self._bench
        free: dict[str, object] = {"token": None, "holder": None, "lease_until": None}
        told, reason = "issuer_told", None
        try:
            self._call(one)
        except _FOR_GOOD as error:
            told, reason = "issuer_refused", said(error)
        except PlatformError as error:
            later = bench.clock.now() + timedelta(seconds=_AGAIN)
            with bench.write() as tx:
                vouchers.amend(tx, one.id, **free, settle_until=later, problem=said(error))
            return
        now = bench.clock.now()
        with bench.write() as tx:
            done = {**free, "to_tell": None, "settle_until": None, "problem": reason}
            if vouchers.move(tx, one.id, (one.written.value,), one.written.value, done, token=token):
                vouchers.happened(tx, one, told, at=now, by="", of=one.to_tell, reason=reason)

    def _call(self, one: VoucherInfo) -> None:
        with self._bench.db.read() as tx:
            number = one.case.review_id
            review = reviews.get(tx, number).review if number else None
        way, key = self._way(one), f"{one.key}-{one.to_tell}"
        if one.to_tell == "void":
            self._bench.calls.void_voucher(way, one.as_voucher(review), key, lambda: True)
        else:
            self._bench.calls.redeem_voucher(way, one.as_voucher(review), key, lambda: True)

    def _way(self, one: VoucherInfo) -> Connection:
        assert one.account_id is not None
        with self._bench.db.read() as tx:
            return self._bench.connections.of(accounts.numbered(tx, one.account_id))

    def _order(self, one: VoucherInfo) -> VoucherOrder:
        assert one.valid_from is not None
        assert one.expires_on is not None
        with self._bench.db.read() as tx:
            number = one.case.review_id
            review = reviews.get(tx, number).review if number else None
        return VoucherOrder(
            offer=one.offer.offer,
            case=one.as_case(review),
            valid_from=one.valid_from,
            expires_on=one.expires_on,
            zone=one.zone,
        )

    def _settle(self) -> float:
        named = self._bench.config.outbox.settle_seconds
        return self._bench.calls.deadline + _LAG if named is None else named
