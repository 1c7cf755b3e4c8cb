"""`case`: complaints by phone or at the table; a review becomes a case with `voucher prepare`."""

from typing import Annotated

import typer

from reviewdesk.api import CaseReason, _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.columns import fitted
from reviewdesk.cli.json_goodwill import case_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json, Place
from reviewdesk.cli.printing import say, say_json, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.moments import day_of

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("What went wrong: complaints by phone or at the table."),
)


@app.command()
def add(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    reason: Annotated[CaseReason, typer.Argument(help=_("What went wrong."))],
    told: Annotated[str, typer.Argument(metavar="TEXT", help=_("What happened, in your words."))] = "",
    guest: Annotated[str, typer.Option(metavar="NAME", help=_("The guest's name, as he gave it."))] = "",
    location: Annotated[
        str | None, typer.Option(metavar="SHOP", help=_("In which shop, if there are several."))
    ] = None,
    place: Place = None,
    day: Annotated[str | None, typer.Option(metavar="DAY", help=_("When the guest was here."))] = None,
    ordered: Annotated[str, typer.Option(metavar="TEXT", help=_("What was ordered."))] = "",
    email: Annotated[
        str, typer.Option(metavar="ADDRESS", help=_("Known again by it; the address is not kept."))
    ] = "",
    phone: Annotated[
        str, typer.Option(metavar="NUMBER", help=_("Known again by it; the number is not kept."))
    ] = "",
    as_json: Json = False,
) -> None:
    """Note a complaint that never was a review."""
    with desk_of(ctx) as desk:
        made = desk.cases.add(
            reason,
            told,
            guest=guest,
            location=location or place,
            day=day_of(day, desk.clock.now()) if day else None,
            ordered=ordered,
            email=email,
            phone=phone,
        )
    if as_json:
        say_json(case_json(made))
    else:
        say(_("Noted as {id}. To give something: reviewdesk voucher prepare {id} OFFER").format(id=made.pub))


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    search: Annotated[str | None, typer.Argument(metavar="NAME", help=_("A part of the name."))] = None,
    as_json: Json = False,
) -> None:
    """Cases, the newest first."""
    with desk_of(ctx) as desk:
        found = desk.cases.list(search)
    if as_json:
        say_json([case_json(each) for each in found])
        return
    rows = [
        [
            each.pub,
            local_time(each.made_at),
            reasons()[each.reason],
            each.review or _("no review"),
            guest(each.guest, kept=each.name_kept),
            one_line(each.location),
            one_line(each.told),
        ]
        for each in found
    ]
    heads = (_("id"), _("noted"), _("why"), _("review"), _("guest"), _("shop"), _("what was told"))
    for line in fitted(rows, heads, soft=(4, 5, 6), width=width()) if rows else [_("No cases yet.")]:
        say(line)
