"""The project: what stands on this Voucherify right now. Safe to use from any thread."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from reviewdesk.sandbox import SandboxClock
from reviewdesk_voucherify.sandbox.answers import ApiError, duplicate, made_id, not_found
from reviewdesk_voucherify.sandbox.switches import VoucherifySwitches
from reviewdesk_voucherify.sandbox.things import Redemption, Rollback, Voucher

__all__ = ["World"]

_REFUSALS = {
    "voucher_disabled": "voucher is disabled",
    "voucher_not_active": "voucher is not active yet",
    "voucher_expired": "voucher expired",
    "quantity_exceeded": "quantity exceeded",
}


class World:
    def __init__(
        self, clock: SandboxClock, switches: VoucherifySwitches, products: Mapping[str, str]
    ) -> None:
        self.clock = clock
        self.switches = switches
        self.products = products
        self._vouchers: dict[str, Voucher] = {}
        self._entries: list[Redemption | Rollback] = []
        self._lock = threading.RLock()
        self._number = 0

    def next_id(self, prefix: str, size: int = 18) -> str:
        with self._lock:
            self._number += 1
            return f"{prefix}_{made_id(prefix, self._number, size=size)}"

    def vouchers(self) -> list[Voucher]:
        """Those that can be seen, the newest first."""
        with self._lock:
            now = self.clock.monotonic()
            seen = [one for one in self._vouchers.values() if not one.binned and one.seen_from <= now]
        return sorted(seen, key=lambda one: one.created, reverse=True)

    def voucher(self, given: str) -> Voucher:
        """By code or id, as a reader sees it. Raises `ApiError`."""
        wanted = self._same(given)
        for one in self.vouchers():
            if one.id == given or self._same(one.code) == wanted:
                return one
        raise not_found("voucher", given)

    def create(self, code: str, **terms: Any) -> Voucher:
        """Raises `ApiError` where the code is taken, by one in the bin too."""
        with self._lock:
            if any(self._same(one.code) == self._same(code) for one in self._vouchers.values()):
                raise duplicate(code)
            lag = self.switches.read_lag_seconds
            made = Voucher(
                id=self.next_id("v", 32),
                code=code,
                created=self.clock.now(),
                seen_from=self.clock.monotonic() + lag if lag else 0.0,
                **terms,
            )
            self._vouchers[made.id] = made
            return made

    def switch(self, given: str, *, active: bool) -> Voucher:
        with self._lock:
            return self._put(replace(self._mine(given), active=active, updated=self.clock.now()))

    def delete(self, given: str, *, force: bool) -> None:
        """Into the bin, or for good."""
        with self._lock:
            gone = self._mine(given)
            if force:
                del self._vouchers[gone.id]
                self._entries = [each for each in self._entries if _voucher_of(each) != gone.id]
            else:
                self._put(replace(gone, binned=True))

    def redeem(self, given: str, metadata: Mapping[str, Any]) -> tuple[Redemption, Voucher]:
        """Use it once more. Raises `ApiError`, having noted the failure."""
        with self._lock:
            one = self._mine(given, "resource_not_found")
            failure = self._against(one)
            use = Redemption(
                id=self.next_id("rf" if failure else "r"),
                voucher=one.id,
                at=self.clock.now(),
                failure=failure,
                metadata=metadata,
            )
            self._entries.insert(0, use)
            if failure:
                raise ApiError(
                    400,
                    failure,
                    _REFUSALS[failure],
                    one.code,
                    resource_id=use.id,
                    resource_type="redemption",
                )
            return use, self._put(replace(one, redeemed=one.redeemed + 1, updated=use.at))

    def roll_back(self, given: str, reason: str | None) -> tuple[Rollback, Voucher]:
        with self._lock:
            use = next(
                (one for one in self._entries if isinstance(one, Redemption) and one.id == given), None
            )
            if use is None or use.failure:
                raise not_found("redemption", given)
            if use.rolled_back:
                raise ApiError(
                    400, "already_rolled_back", "Already rolled back", "Redemption has been rolled back."
                )
            undone = replace(use, rolled_back=True)
            self._entries[self._entries.index(use)] = undone
            back = Rollback(id=self.next_id("rr"), of=undone, at=self.clock.now(), reason=reason)
            self._entries.insert(0, back)
            one = self._vouchers[use.voucher]
            return back, self._put(replace(one, redeemed=one.redeemed - 1, updated=back.at))

    def entries(self, voucher: str | None = None) -> list[Redemption | Rollback]:
        """Redemptions, failed ones too, and rollbacks; the newest first."""
        with self._lock:
            return [each for each in self._entries if voucher in (None, _voucher_of(each))]

    def owner_of(self, entry: Redemption | Rollback) -> Voucher:
        return self._vouchers[_voucher_of(entry)]

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nobody else changes anything in this block."""
        with self._lock:
            yield

    def _mine(self, given: str, key: str = "not_found") -> Voucher:
        # A writer sees what is there, whatever readers see.
        for one in self._vouchers.values():
            if not one.binned and (one.id == given or self._same(one.code) == self._same(given)):
                return one
        error = not_found("voucher", given)
        error.key = key
        raise error

    def _against(self, one: Voucher) -> str:
        now: datetime = self.clock.now()
        if not one.active:
            return "voucher_disabled"
        if one.starts is not None and now < one.starts:
            return "voucher_not_active"
        if one.ends is not None and now > one.ends:
            return "voucher_expired"
        if one.quantity is not None and one.redeemed >= one.quantity:
            return "quantity_exceeded"
        return ""

    def _put(self, one: Voucher) -> Voucher:
        self._vouchers[one.id] = one
        return one

    def _same(self, code: str) -> str:
        return code if self.switches.case_sensitive else code.upper()


def _voucher_of(entry: Redemption | Rollback) -> str:
    return entry.voucher if isinstance(entry, Redemption) else entry.of.voucher
