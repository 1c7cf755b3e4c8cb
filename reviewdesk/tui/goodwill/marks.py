"""Where a voucher stands, in the words of the screen; imports little: it is there before the first paint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.tui.format import day_words

if TYPE_CHECKING:
    from reviewdesk.engine.goodwill.values import VoucherInfo, VoucherState

WAITING = frozenset({"prepared", "issuing", "unknown"})
LIVING = frozenset({"issued", "delivered"})


def mark_words(state: VoucherState) -> str:
    """On the line of a review."""
    if state in WAITING:
        return _("goodwill prepared")
    if state in LIVING:
        return _("goodwill issued") if state == "issued" else _("goodwill delivered")
    return _("goodwill used") if state == "redeemed" else _("goodwill ended")


def short_mark(state: VoucherState) -> str:
    """The same beside other words, behind its sign."""
    if state in WAITING:
        return "◆ " + _("prepared")
    if state in LIVING:
        return "◆ " + (_("issued") if state == "issued" else _("delivered"))
    return "◆ " + (_("used") if state == "redeemed" else _("ended"))


def state_of(one: VoucherInfo, today: date) -> str:
    """Where a voucher stands, with the day that counts."""
    if one.state == "prepared":
        till = day_words(one.held_until.astimezone().date(), today)
        return _("prepared, held till {day}").format(day=till) if one.held else _("prepared, no longer held")
    if one.state in LIVING and one.expires_on is not None:
        words = _("issued, till {day}") if one.state == "issued" else _("delivered, till {day}")
        return words.format(day=day_words(one.expires_on, today))
    return {
        "issuing": _("being asked for at the issuer"),
        "unknown": _("not sure it was made, looking"),
        "redeemed": _("used {day}").format(day=_day(one.redeemed_on, today)),
        "voided": _("cancelled"),
        "expired": _("ended {day}").format(day=_day(one.expires_on, today)),
    }[one.state.value]


def _day(day: date | None, today: date) -> str:
    return day_words(day, today) if day else ""
