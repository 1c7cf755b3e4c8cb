"""How goodwill is called on the screen: states, reasons, offers; and refusals without a word of commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from reviewdesk.api import DeskError, Money, OfferKind, _, ngettext
from reviewdesk.engine.calendar_words import month, weekday
from reviewdesk.engine.goodwill.values import Budget, OfferInfo, VoucherInfo
from reviewdesk.store.goodwill import amounts
from reviewdesk.tui.format import one_line
from reviewdesk.tui.naming import named


def plain(error: DeskError) -> str:
    """What happened and what to do; advice for the command line is of no use here."""
    of_commands = "`" in error.do or "--" in error.do
    return error.what if of_commands or not error.do else f"{error.what} {error.do}"


def guest_of(one: VoucherInfo) -> str:
    return named(one.case.guest, kept=one.case.name_kept)


def offer_words(one: OfferInfo) -> str:
    """Title, what it costs, how long it counts, and where."""
    terms = one.offer
    cost = _("costs {money}").format(money=amounts.shown(one.cost)) if one.cost else _("no cost price")
    parts = [worth(one), cost, _("{n} d").format(n=terms.valid_days)]
    if terms.places:
        parts.append(_("at {places} only").format(places=one_line(", ".join(terms.places))))
    return " · ".join(part for part in parts if part)


def worth(one: OfferInfo) -> str:
    """What it takes off, where it is no thing."""
    if one.offer.kind is OfferKind.PERCENT:
        return f"{one.offer.percent} %"
    return amounts.shown(one.offer.value) if one.offer.value is not None else ""


def money(some: Mapping[str, int]) -> str:
    """Sums in several currencies."""
    return ", ".join(amounts.shown(Money(minor, currency)) for currency, minor in some.items()) or "-"


def budget_words(budget: Budget) -> str:
    """The limits of a month."""
    parts = []
    if budget.month_count is not None:
        many = budget.month_count
        parts.append(ngettext("{n} voucher", "{n} vouchers", many).format(n=many))
    if budget.month_cost is not None:
        parts.append(amounts.shown(budget.month_cost))
    if budget.person_count is not None:
        parts.append(_("{n} by one person").format(n=budget.person_count))
    return " · ".join(parts) or _("no limit")


def dated(day: date) -> str:
    """A day that is the same day tomorrow: Saturday, 21 Nov 2026."""
    said = _("{day} {month} {year}").format(day=day.day, month=month(day), year=day.year)
    return f"{weekday(day)}, {said}"


def local_day(moment: datetime) -> date:
    return moment.astimezone().date()
