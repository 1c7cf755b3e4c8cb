"""Who is meant by "Ewa is here": a name however written, or a code however typed."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.values import CaseInfo, VoucherInfo, VoucherState
from reviewdesk.store.lines import Order, Query
from reviewdesk.store.values import Known
from reviewdesk.tui.palette import folded

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

PREPARED = frozenset({VoucherState.PREPARED, VoucherState.ISSUING, VoucherState.UNKNOWN})
GIVEN = frozenset({VoucherState.ISSUED, VoucherState.DELIVERED})
OPEN = PREPARED | GIVEN
SHOWN = 300
"""Vouchers in a list; more are found by name."""
_OTHERS = 8
_READ = 60
_HERE = re.compile(r"\s+(is|has)\s+(here|called|come)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    typed: str
    vouchers: tuple[VoucherInfo, ...]
    cases: tuple[CaseInfo, ...] = ()
    """Complaints of that name for which nothing was given."""
    reviews: tuple[Known, ...] = ()
    """Reviews of that name for which nothing was given."""


def read_vouchers(desk: Desk, states: Collection[VoucherState] | None, typed: str) -> Found:
    """Those in these states (None: all); of what was typed in any state, and whom else it may mean."""
    words = _HERE.sub("", typed.strip())
    if not words:
        return Found(typed=typed, vouchers=tuple(desk.vouchers.list(states=states)))
    named = desk.vouchers.list(search=words)
    coded = [one for one in desk.vouchers.list() if _is_meant(one, words)]
    vouchers = tuple({one.id: one for one in (*coded, *named)}.values())
    taken = {one.case.id for one in vouchers}
    about = {one.case.review_id for one in vouchers}
    cases = [each for each in desk.cases.list(words, limit=_READ) if each.id not in taken]
    return Found(
        typed=typed,
        vouchers=vouchers,
        cases=tuple(each for each in cases if each.review_id is None)[:_OTHERS],
        reviews=tuple(each for each in _reviews(desk, words) if each.id not in about)[:_OTHERS],
    )


def _is_meant(one: VoucherInfo, typed: str) -> bool:
    if one.pub == typed.lower():
        return True
    signs = codes.read(typed).signs
    own = codes.read(one.code).signs if one.code else ""
    return (
        len(signs) >= codes.TAIL
        and bool(own)
        and (own.endswith(signs) or signs.endswith(own[-codes.LENGTH :]))
    )


def _reviews(desk: Desk, typed: str) -> list[Known]:
    words = folded(typed).split()
    if not any(len(word) > 1 for word in words):
        return []
    found = desk.inbox.page(Query(all=True, order=Order.NEWEST, search=typed), limit=_READ)
    return [known for known in found if all(word in folded(known.review.author or "") for word in words)]
