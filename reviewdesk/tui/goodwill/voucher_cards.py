"""How vouchers stand in a list, and those of whom a name may tell: complaints and reviews without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import CaseInfo, VoucherInfo
from reviewdesk.store.values import Known
from reviewdesk.tui.format import count, day_words, fit, one_line, stars
from reviewdesk.tui.goodwill.found import OPEN, SHOWN, Found
from reviewdesk.tui.goodwill.marks import state_of
from reviewdesk.tui.goodwill.which import groups
from reviewdesk.tui.goodwill.words import guest_of, local_day
from reviewdesk.tui.naming import named
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from reviewdesk.tui.app import DeskApp

_NAME, _TITLE = 18, 22
_FIRST_WORDS = 300


def heading(title: str) -> Card:
    return Card([Piece(title, "heading")])


def cards_of(found: Found, app: DeskApp) -> list[Card]:
    """Each group under its heading; none where nothing was found."""
    cards: list[Card] = []
    for title, states in groups():
        mine = [one for one in found.vouchers if one.state in states]
        if mine:
            cards.append(heading(f"{title} ({count(len(mine))})"))
            cards += [_voucher(one, app) for one in mine[:SHOWN]]
    if found.cases:
        cards += [heading(_("Complaints without a voucher")), *(_case(each, app) for each in found.cases)]
    if found.reviews:
        cards += [heading(_("Reviews without a voucher")), *(_review(each, app) for each in found.reviews)]
    return cards


def _voucher(one: VoucherInfo, app: DeskApp) -> Card:
    living = one.state in OPEN
    title = [
        Piece(f"{fit(guest_of(one), _NAME)} ", "strong" if living else "dim"),
        Piece(f"{fit(one_line(one.offer.offer.title), _TITLE)} ", "" if living else "dim"),
        Piece(state_of(one, local_day(app.clock.now())), "state" if living else "dim"),
    ]
    case = one.case
    half = f"{stars(case.half_stars)} {app.title_of(case.platform)}" if case.platform else ""
    about = [
        one.pub,
        one.code or "",
        reasons()[case.reason],
        half or _("no review"),
        app.naming.shop(case.location),
        one_line(one.problem or ""),
    ]
    return Card(title, " · ".join(part for part in about if part), ("voucher", one.pub))


def _case(case: CaseInfo, app: DeskApp) -> Card:
    day = day_words(local_day(case.made_at), local_day(app.clock.now()))
    facts = f"{reasons()[case.reason]} · {day} · {app.naming.shop(case.location)}"
    title = [_guest(case.guest, kept=case.name_kept), Piece(facts, "dim")]
    return Card(title, one_line(case.told), ("case", case.pub))


def _review(known: Known, app: DeskApp) -> Card:
    day = day_words(known.day, local_day(app.clock.now()))
    title = [
        _guest(known.review.author, kept=known.words_kept),
        Piece(f"{stars(known.half_stars)} {app.title_of(known.platform)} · "),
        Piece(f"{day} · {app.naming.shop(known.location)}", "dim"),
    ]
    return Card(title, one_line((known.review.text or "")[:_FIRST_WORDS]), ("review", known.pub))


def _guest(name: str | None, *, kept: bool) -> Piece:
    return Piece(f"{fit(named(name, kept=kept), _NAME)} ", "strong")
