"""`location`: the shops."""

from typing import Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.columns import table
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("Your shops, each with its time zone and opening hours."),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The shop's name."))]


@app.command("list")
def list_(ctx: typer.Context, *, as_json: Json = False) -> None:
    """All shops."""
    with desk_of(ctx) as desk:
        found = desk.listings.shops()
    if as_json:
        say_json([{"name": each.name, "zone": each.zone, "hours": each.hours} for each in found])
        return
    rows = [
        (one_line(each.name), each.zone or _("this machine's zone"), one_line(each.hours or "-"))
        for each in found
    ]
    for line in table(rows, (_("shop"), _("zone"), _("hours"))) if rows else [_("No shops yet.")]:
        say(line)


@app.command()
def add(ctx: typer.Context, *, name: Name) -> None:
    """Add a shop."""
    with desk_of(ctx) as desk:
        desk.listings.add_location(name)
    say(_("{name} is added.").format(name=one_line(name)))


@app.command()
def rename(
    ctx: typer.Context,
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("The shop's name until now."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("Its new name."))],
) -> None:
    """Call a shop by another name. Its pages and reviews stay."""
    with desk_of(ctx) as desk:
        shop = desk.listings.rename_location(old, new)
    say(_("{old} is now {new}.").format(old=one_line(old), new=one_line(shop.name)))


@app.command("set")
def set_(
    ctx: typer.Context,
    *,
    name: Name,
    zone: Annotated[str | None, typer.Option(metavar="ZONE", help=_("E.g. Europe/Warsaw."))] = None,
    hours: Annotated[str | None, typer.Option(metavar="HOURS", help=_('E.g. "Mo-Fr 10:00-22:00".'))] = None,
    ask_for: Annotated[
        str | None, typer.Option("--ask-for", metavar="NAME", help=_("Whom guests ask for when they call."))
    ] = None,
    reach: Annotated[
        str | None, typer.Option(metavar="WORDS", help=_("How guests reach you: a phone number, or words."))
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="PLATFORM", help=_("Only there: --ask-for and --reach."))
    ] = "",
) -> None:
    """Set a shop's time zone, its opening hours, or how its guests get in touch."""
    if zone is None and hours is None and ask_for is None and reach is None:
        raise typer.BadParameter(_("Give --zone, --hours, --ask-for or --reach."))
    with desk_of(ctx) as desk:
        # Either all of it is kept, or nothing.
        desk.listings.fitting(zone=zone, hours=hours)
        if ask_for is not None or reach is not None:
            desk.contact_lines.keep(name, ask_for=ask_for, reach=reach, platform=on)
        if zone is not None or hours is not None:
            desk.listings.set_location(name, zone=zone, hours=hours)
    say(_("The shop {name} is changed.").format(name=one_line(name)))
