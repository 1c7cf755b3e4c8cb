"""`voucher list` and `show`, and a voucher in one line."""

from datetime import date
from typing import Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.columns import fitted, fold
from reviewdesk.cli.json_goodwill import event_json, voucher_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.goodwill.event_words import event_words
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.store.goodwill import amounts
from reviewdesk.store.goodwill.values import VoucherInfo, VoucherState

__all__ = ["DOUBTFUL", "Voucher", "in_words", "list_", "show"]

Voucher = Annotated[
    str, typer.Argument(metavar="VOUCHER", help=_("Its id (v-7), its code, or the code's last four signs."))
]
DOUBTFUL = 4
"""The exit code where nobody knows yet whether it was done."""
_OPEN = (
    VoucherState.PREPARED,
    VoucherState.ISSUING,
    VoucherState.UNKNOWN,
    VoucherState.ISSUED,
    VoucherState.DELIVERED,
)


def list_(
    ctx: typer.Context,
    *,
    search: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("A part of the guest's name: Ewa is here."))
    ] = None,
    state: Annotated[VoucherState | None, typer.Option(help=_("Only those that stand there."))] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Used, ended and cancelled ones too."))] = False,
    review: Annotated[str | None, typer.Option(metavar="REVIEW", help=_("Only this review's."))] = None,
    as_json: Json = False,
) -> None:
    """Vouchers that are prepared or can be used, the newest first."""
    states = (state,) if state else None if every else _OPEN
    with desk_of(ctx) as desk:
        found = desk.vouchers.list(states=states, search=search, review=review)
    if as_json:
        say_json([voucher_json(each) for each in found])
        return
    rows = [
        [
            each.pub,
            _state_short(each),
            each.code or "-",
            guest(each.case.guest, kept=each.case.name_kept),
            one_line(each.offer.offer.title),
            reasons()[each.case.reason],
            _day_of(each),
        ]
        for each in found
    ]
    heads = (_("id"), _("state"), _("code"), _("guest"), _("what"), _("why"), _("till, or used"))
    for line in fitted(rows, heads, soft=(3, 4), width=width()) if rows else [_("No vouchers.")]:
        say(line)


def show(ctx: typer.Context, *, voucher: Voucher, as_json: Json = False) -> None:
    """One voucher, and all that happened to it."""
    with desk_of(ctx) as desk:
        one = desk.vouchers.show(voucher)
        past = desk.vouchers.events(one.pub)
    if as_json:
        say_json(voucher_json(one) | {"events": [event_json(each) for each in past]})
        return
    say(in_words(one))
    case = one.case
    facts = (
        (_("guest"), case.guest),
        (_("shop"), case.location),
        (_("cost"), one.cost and amounts.shown(one.cost)),
        (_("held till"), one.held and local_time(one.held_until)),
        (_("what went wrong"), reasons()[case.reason]),
        (_("what was told"), case.told),
        (_("was here"), case.day and case.day.isoformat()),
        (_("ordered"), case.ordered),
        (_("review"), case.review),
        (_("e-mail"), one.email),
        (_("phone"), one.phone),
        (_("over a limit"), one.override),
        (_("another one"), one.additional),
    )
    for name, fact in facts:
        if fact:
            for line in fold(f"{name}: {one_line(str(fact))}", width(), "  "):
                say(line)
    for each in past:
        for line in fold(f"{local_time(each.at)}  {one_line(event_words(each, date.isoformat))}", width()):
            say(line)


def _state_short(one: VoucherInfo) -> str:
    """Of a used one the last column says when."""
    return _("used") if one.state is VoucherState.REDEEMED else state_words(one)


def _day_of(one: VoucherInfo) -> str:
    day = one.redeemed_on if one.state is VoucherState.REDEEMED else one.expires_on
    return day.isoformat() if day else "-"


def in_words(one: VoucherInfo) -> str:
    """A voucher on one line."""
    words = f"{one.pub}: {one_line(one.offer.offer.title)}, {state_words(one)}"
    if one.code and one.living:
        till = _("valid till {day}").format(day=one.expires_on)
        words = f"{words}, {one.code}, {till}"
    return f"{words} ({one_line(one.problem)})" if one.problem else words


def state_words(one: VoucherInfo) -> str:
    if one.state is VoucherState.PREPARED and not one.held:
        return _("prepared, no longer held")
    if one.state is VoucherState.REDEEMED:
        return _("used on {day} at {place}").format(
            day=one.redeemed_on, place=one_line(one.redeemed_place or "") or "-"
        )
    return {
        VoucherState.PREPARED: _("prepared"),
        VoucherState.ISSUING: _("being asked for at the issuer"),
        VoucherState.UNKNOWN: _("not sure it was made, looking"),
        VoucherState.ISSUED: _("issued"),
        VoucherState.DELIVERED: _("delivered"),
        VoucherState.VOIDED: _("cancelled"),
        VoucherState.EXPIRED: _("ended"),
    }[one.state]
