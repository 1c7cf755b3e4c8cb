"""All that must be known before something is given: read beside the screen, at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewdesk.api import CaseReason, _
from reviewdesk.engine.goodwill.grave import Grave, grave_in
from reviewdesk.engine.goodwill.values import Cap, OfferInfo, Room, VoucherInfo, VoucherState
from reviewdesk.store.goodwill import amounts
from reviewdesk.tui.format import one_line
from reviewdesk.tui.naming import named

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    ref: str
    """The id of the review, or of the case (c-7)."""
    guest: str
    of_review: bool
    person: str
    """Who works here."""
    offers: tuple[OfferInfo, ...]
    """Things first."""
    rooms: Mapping[str, Room]
    """What the limits leave, by offer."""
    grave: Grave | None
    unread: bool
    """The words of the review are not kept here: nobody could look in them."""
    given: tuple[VoucherInfo, ...]
    """What this case has got already, the newest first."""
    reason: CaseReason | None
    """What went wrong, where it was named before."""


def read_ground(desk: Desk, ref: str, known: Known | None) -> Ground:
    """`known`: the review as it stands on the leaf, with words that are not kept."""
    offers = tuple(sorted(desk.offers.list(), key=lambda each: each.offer.kind != "item"))
    case = None if known is not None else desk.cases.find(ref)
    every = desk.vouchers.list(review=ref) if known is not None else _of_case(desk, ref)
    given = tuple(each for each in every if each.state is not VoucherState.VOIDED)
    grave = desk.vouchers.grave(ref)
    unread = False
    if known is not None and not known.words_kept and grave is None:
        review, unread = known.review, True
        grave = grave_in(review.title, review.text, review.translation, language=known.language)
    name, kept = (case.guest, case.name_kept) if case is not None else ("", True)
    if known is not None:
        name, kept = known.review.author, known.words_kept
    return Ground(
        ref=ref,
        guest=named(name, kept=kept),
        of_review=known is not None,
        person=desk.person,
        offers=offers,
        rooms={each.offer.name: desk.vouchers.room(ref, each.offer.name) for each in offers},
        grave=grave,
        unread=unread,
        given=given,
        reason=case.reason if case is not None else given[0].case.reason if given else None,
    )


def _of_case(desk: Desk, ref: str) -> list[VoucherInfo]:
    return [each for each in desk.vouchers.list() if each.case.pub == ref]


def why_not(offer: OfferInfo, person: str) -> str:
    """Why nobody at this desk can give it; empty where he can."""
    if not offer.who or person in offer.who:
        return ""
    return _("Only {who} may give it.").format(who=one_line(", ".join(offer.who)))


def _guest_words(cap: Cap) -> str:
    had = max(0, cap.used - 1)
    if cap.over:
        # Its own sentence says so.
        return ""
    if had:
        words = _("This guest has had {n}; at most {limit} per guest.")
    elif cap.limit == 1:
        words = _("This guest has had none; one per guest.")
    else:
        words = _("This guest has had none; at most {limit} per guest.")
    return words.format(n=had, limit=cap.limit)


def room_words(room: Room) -> list[str]:
    """What the limits leave, before this one."""
    parts = []
    guest = ""
    for cap in room.caps:
        left = max(0, cap.limit - cap.used + 1)
        if cap.name == "month_count":
            parts.append(_("{n} of {limit} vouchers").format(n=left, limit=cap.limit))
        elif cap.name == "offer":
            parts.append(_("{n} of {limit} of this offer").format(n=left, limit=cap.limit))
        elif cap.name == "issuer":
            parts.append(_("{n} of {limit} by you").format(n=left, limit=cap.limit))
        elif cap.name == "person":
            guest = _guest_words(cap)
    cost = room.budget.month_cost
    if cost is not None and room.left is not None:
        left_words, limit = amounts.alone(room.left), amounts.shown(cost)
        parts.append(_("{left} of {limit}").format(left=left_words, limit=limit))
    month = (
        _("Left this month: {left}.").format(left=" · ".join(parts))
        if parts
        else _("No limit is set for a month.")
    )
    return [f"{month} {guest}".strip()]
