"""`offer`: what the house gives when it makes something right."""

from typing import Annotated

import typer

from reviewdesk.api import Offer, OfferKind, _
from reviewdesk.cli.columns import table
from reviewdesk.cli.json_goodwill import offer_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.store.goodwill import amounts
from reviewdesk.store.goodwill.values import BOOK, OfferInfo

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("What you give when you make something right."),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Its short name, such as margherita."))]


@app.command()
def add(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    name: Name,
    title: Annotated[str, typer.Argument(metavar="TITLE", help=_('As on the card: "one margherita".'))],
    percent: Annotated[int | None, typer.Option(metavar="N", help=_("So many per cent off."))] = None,
    value: Annotated[str | None, typer.Option(metavar="MONEY", help=_("So much money off."))] = None,
    cost: Annotated[
        str | None, typer.Option(metavar="MONEY", help=_("What it costs the house, for the budget."))
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", help=_("How many days it is valid."))] = 60,
    location: Annotated[
        list[str] | None, typer.Option(metavar="SHOP", help=_("Only in this shop (several: again)."))
    ] = None,
    place: Annotated[list[str] | None, typer.Option(metavar="SHOP", hidden=True)] = None,
    small_print: Annotated[str, typer.Option(metavar="TEXT", help=_("Small print for the card."))] = "",
    per_person: Annotated[int, typer.Option(metavar="N", help=_("At most so many for one guest ..."))] = 1,
    per_days: Annotated[int, typer.Option(metavar="N", help=_("... within so many days."))] = 180,
    month_limit: Annotated[int | None, typer.Option(metavar="N", help=_("At most so many a month."))] = None,
    who: Annotated[
        list[str] | None, typer.Option(metavar="PERSON", help=_("Only this person may give it."))
    ] = None,
    issuer: Annotated[
        str, typer.Option(metavar="PLUGIN", help=_("Who issues it; book is the desk itself."))
    ] = BOOK,
    as_json: Json = False,
) -> None:
    """Keep an offer. The same name again changes it; once it was used that makes a new version."""
    kind = OfferKind.AMOUNT if value else OfferKind.ITEM if percent is None else OfferKind.PERCENT
    with desk_of(ctx) as desk:
        kept = desk.offers.add(
            Offer(
                name=name,
                version=1,
                title=title.strip(),
                kind=kind,
                percent=percent,
                value=desk.offers.money(value) if value else None,
                cost=desk.offers.money(cost) if cost else None,
                valid_days=days,
                places=(*(location or ()), *(place or ())),
                small_print=small_print.strip(),
                per_person=per_person,
                per_person_days=per_days,
                issuer=issuer,
            ),
            month_limit=month_limit,
            who=tuple(who or ()),
        )
    if as_json:
        say_json(offer_json(kept))
    else:
        said = _("Kept: {name}, version {version}: {title}")
        what = kept.offer
        say(said.format(name=what.name, version=what.version, title=one_line(what.title)))


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help=_("Older versions and retired ones too."))] = False,
    as_json: Json = False,
) -> None:
    """The offers you can give."""
    with desk_of(ctx) as desk:
        found = desk.offers.list(every=every)
    if as_json:
        say_json([offer_json(each) for each in found])
        return
    heads = (_("offer"), _("version"), _("title"), _("cost"), _("valid"), _("used"), "")
    rows = [_row(each) for each in found]
    for line in table(rows, heads) if rows else [_("No offers yet: `reviewdesk offer add`.")]:
        say(line)


def _row(one: OfferInfo) -> list[str]:
    return [
        one.offer.name,
        str(one.offer.version),
        _title(one),
        amounts.shown(one.cost) if one.cost else "-",
        _("{n} d").format(n=one.offer.valid_days),
        str(one.used),
        _("retired") if one.retired_at else "",
    ]


def _title(one: OfferInfo) -> str:
    title = one_line(one.offer.title)
    return title if one.offer.issuer == BOOK else f"{title} ({one_line(one.offer.issuer)})"


@app.command()
def retire(ctx: typer.Context, *, name: Name, as_json: Json = False) -> None:
    """Give it no more; what was given on it counts as before."""
    with desk_of(ctx) as desk:
        gone = desk.offers.retire(name)
    if as_json:
        say_json(offer_json(gone))
    else:
        say(_("{name} is given no more; what was given counts as before.").format(name=gone.offer.name))
