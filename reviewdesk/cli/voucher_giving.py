"""`voucher prepare`, `issue` and `void`."""

from typing import Annotated

import typer

from reviewdesk.api import CaseReason, _
from reviewdesk.cli.json_goodwill import voucher_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.voucher_shown import DOUBTFUL, Voucher, in_words
from reviewdesk.engine.goodwill.values import Given
from reviewdesk.engine.moments import day_of
from reviewdesk.store.goodwill.values import VoucherState

__all__ = ["issue", "prepare", "void"]

Why = Annotated[str, typer.Option("--override", metavar="REASON", help=_("Why it is given over a limit."))]


def prepare(
    ctx: typer.Context,
    *,
    ref: Annotated[str, typer.Argument(metavar="REVIEW|CASE", help=_("A review's id, or a case's (c-7)."))],
    offer: Annotated[str, typer.Argument(metavar="OFFER", help=_("The offer's name."))],
    reason: Annotated[
        CaseReason | None, typer.Option(help=_("What went wrong; needed for a review."))
    ] = None,
    additional: Annotated[
        str, typer.Option(metavar="REASON", help=_("Why this case gets another one."))
    ] = "",
    override: Why = "",
    not_grave: Annotated[
        str, typer.Option(metavar="REASON", help=_("You read it, and it is not about that: why."))
    ] = "",
    key: Annotated[
        str | None, typer.Option(metavar="K", help=_("A key of your own: sent twice, one voucher."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Hold the budget for a voucher; nothing is given yet. Issue it when the guest gets in touch."""
    with desk_of(ctx) as desk:
        given = desk.vouchers.prepare(
            ref, offer, reason, key=key, additional=additional, override=override, not_grave=not_grave
        )
    _told(given, as_json=as_json)


def issue(
    ctx: typer.Context,
    *,
    voucher: Voucher,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help=_("When the guest was here, as he said."))
    ] = None,
    ordered: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What was ordered, as the guest said."))
    ] = "",
    guest: Annotated[str, typer.Option(metavar="NAME", help=_("The name the guest gave."))] = "",
    email: Annotated[
        str, typer.Option(metavar="ADDRESS", help=_("If the guest gave it for this; kept for a while."))
    ] = "",
    phone: Annotated[
        str, typer.Option(metavar="NUMBER", help=_("If the guest gave it for this; kept for a while."))
    ] = "",
    override: Why = "",
    as_json: Json = False,
) -> None:
    """The guest is reached: give the voucher its code. Ask for the day and the order first."""
    with desk_of(ctx) as desk:
        given = desk.vouchers.issue(
            voucher,
            day=day_of(day, desk.clock.now()) if day else None,
            ordered=ordered,
            guest=guest,
            email=email,
            phone=phone,
            override=override,
        )
    _told(given, as_json=as_json)
    if given.voucher.state in (VoucherState.ISSUING, VoucherState.UNKNOWN):
        raise typer.Exit(DOUBTFUL)


def void(
    ctx: typer.Context,
    *,
    voucher: Voucher,
    reason: Annotated[str, typer.Option(metavar="R", help=_("Why it is cancelled."))],
    as_json: Json = False,
) -> None:
    """Cancel a voucher that was not used; its budget is free again."""
    with desk_of(ctx) as desk:
        gone = desk.vouchers.void(voucher, reason)
    if as_json:
        say_json(voucher_json(gone))
    else:
        say(in_words(gone))


def _told(given: Given, *, as_json: bool) -> None:
    for each in given.warnings:
        tell(one_line(each))
    if as_json:
        say_json(voucher_json(given.voucher) | {"again": given.again, "warnings": list(given.warnings)})
    else:
        say(in_words(given.voucher))
        if given.again:
            say(_("It was there already; nothing was given a second time."))
