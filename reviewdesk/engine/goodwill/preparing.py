"""Before anything is given: what the words say, what the limits leave, and the budget held."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from reviewdesk.api import CaseReason, DeskError, Money, _
from reviewdesk.engine.bench import Bench, local_zone
from reviewdesk.engine.goodwill.connecting import issuers_account
from reviewdesk.engine.goodwill.grave import Grave, grave_in
from reviewdesk.engine.goodwill.values import CaseInfo, Given, GraveMatter, OfferInfo, Question, Room
from reviewdesk.store import reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import cases, giving, limits, offers, vouchers
from reviewdesk.store.goodwill.giving import Wish
from reviewdesk.store.goodwill.values import BOOK
from reviewdesk.store.values import Known

Draw = Callable[[], tuple[str, str]]
"""Gives a code as it is written, and its signs."""
_BEHIND = timedelta(hours=1)


def new_key() -> str:
    return secrets.token_hex(16)


def prepare(
    bench: Bench, ref: str, offer: str, reason: CaseReason | None, wish: Wish, *, not_grave: str
) -> Given:
    refuse_a_clock_set_back(bench)
    found = _refuse_grave(bench, ref, not_grave)
    with bench.db.read() as tx:
        issuer = offers.named(tx, offer).offer.issuer
    account = None if issuer == BOOK else issuers_account(bench, issuer).id
    now = bench.clock.now()
    with bench.write() as tx:
        there = vouchers.by_key(tx, wish.key, now)
        if there is not None:
            return Given(voucher=there, again=True)
        terms = offers.named(tx, offer)
        _refuse_another_issuer(terms, issuer)
        why = _case(tx, bench, ref, reason)
        given = giving.prepare(
            tx,
            terms,
            why,
            wish,
            house=bench.config.goodwill.house or why.location,
            zone=why.zone or str(local_zone()),
            account_id=account,
            now=now,
        )
        if not_grave:
            vouchers.happened(
                tx,
                given.voucher,
                "read_grave",
                at=now,
                by=wish.by,
                matter=found.matter.value if found else None,
                reason=not_grave,
            )
    return given


def _refuse_another_issuer(terms: OfferInfo, issuer: str) -> None:
    if terms.offer.issuer != issuer:
        raise DeskError(
            _("The offer {name} was changed meanwhile.").format(name=terms.offer.name),
            _("Look at it again: `reviewdesk offer list`."),
        )


def _case(tx: Tx, bench: Bench, ref: str, reason: CaseReason | None) -> CaseInfo:
    if cases.is_id(ref):
        return cases.find(tx, ref)
    if reason is None:
        raise DeskError(
            _("What went wrong is missing."),
            _("Name it: {reasons}.").format(reasons=", ".join(each.value for each in CaseReason)),
        )
    known = reviews.get(tx, reviews.find(tx, ref))
    return cases.of_review(tx, known, reason, now=bench.clock.now(), by=bench.person)


def _refuse_grave(bench: Bench, ref: str, not_grave: str) -> Grave | None:
    """The matter that was read and lifted. Raises GraveMatter where nobody said that it is not about that."""
    with bench.db.read() as tx:
        known = None if cases.is_id(ref) else reviews.get(tx, reviews.find(tx, ref))
    found = grave(bench, ref)
    if found is not None and not not_grave:
        raise GraveMatter(found)
    if found is None and known is not None and not known.words_kept and not not_grave:
        raise Question(
            _("The words of this review are not kept here, so nothing could be looked for in them."),
            _("Read it on the platform, then say that it is about nothing grave, and why."),
        )
    return found


def grave(bench: Bench, ref: str) -> Grave | None:
    """The gravest matter in the words of a review or a case."""
    with bench.db.read() as tx:
        if cases.is_id(ref):
            case = cases.find(tx, ref)
            told = grave_in(case.told)
            if told is not None or case.review_id is None:
                return told
            known = reviews.get(tx, case.review_id)
        else:
            known = reviews.get(tx, reviews.find(tx, ref))
    return _grave_review(known)


def _grave_review(known: Known) -> Grave | None:
    review = known.review
    return grave_in(review.title, review.text, review.translation, language=known.language)


def room(bench: Bench, ref: str, offer: str | None) -> Room:
    now = bench.clock.now()
    with bench.db.read() as tx:
        terms = offers.named(tx, offer) if offer else None
        budget = limits.current(tx)
        case_id, review_id, zone = _place(tx, ref)
        month = f"{vouchers.local_day(now, zone):%Y-%m}"
        caps = []
        if terms is not None:
            who = _guest(tx, review_id)
            caps = limits.look(tx, terms, case_id=case_id, month=month, by=bench.person, now=now, who=who)
        spent = limits.spent(tx, month, budget.month_cost.currency, now) if budget.month_cost else 0
        given = vouchers.given(tx, case_id or 0, review_id)
    cost = budget.month_cost
    left = Money(max(0, cost.minor - spent), cost.currency) if cost else None
    return Room(budget=budget, caps=tuple(caps), left=left, grave=grave(bench, ref), given=given)


def _place(tx: Tx, ref: str) -> tuple[int | None, int | None, str]:
    """The case, as far as there is one, the review, and the shop's zone."""
    if cases.is_id(ref):
        case = cases.find(tx, ref)
        return case.id, case.review_id, case.zone or str(local_zone())
    known = reviews.get(tx, reviews.find(tx, ref))
    return cases.number_of(tx, known.id), known.id, known.zone or str(local_zone())


def _guest(tx: Tx, review_id: int | None) -> str:
    """By what the guest is known before there is a case; a sign that fits nobody where he is not known."""
    return (cases.person_of(tx, reviews.get(tx, review_id)) if review_id is not None else "") or "-"


def refuse_a_clock_set_back(bench: Bench) -> None:
    """A month that is over, or a voucher that has ended, must not come back with a wrong clock."""
    with bench.db.read() as tx:
        behind = clock_behind(tx, bench)
    if behind:
        raise DeskError(
            _("This machine's clock stands before the last entry in the voucher book."),
            _("Set the clock right, then try again."),
        )


def clock_behind(tx: Tx, bench: Bench) -> bool:
    last = vouchers.latest_event(tx)
    return last is not None and last > bench.clock.now() + _BEHIND
