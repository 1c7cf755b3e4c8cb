"""`listing`: the pages of the shops."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.columns import table
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.store.values import ListingInfo

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.twin_pages import TwinPages

__all__ = ["app", "say_twin_pages"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("Pages of your shops, and which shop each belongs to."),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The page's name, as the list shows it."))]


@app.command("list")
def list_(ctx: typer.Context, *, as_json: Json = False) -> None:
    """All pages, with the shop each belongs to."""
    with desk_of(ctx) as desk:
        found = desk.listings.list()
        twins = desk.listings.twins()
        pages = desk.listings.twin_pages()
    if as_json:
        say_json([_json(each) for each in found])
        return
    heads = (_("page"), _("platform"), _("account"), _("shop"), _("read"), "")
    titles = Counter(each.title for each in found)
    rows = [_row(each, alone=titles[each.title] == 1) for each in found]
    for line in table(rows, heads) if rows else [_("No pages yet: they come with `fetch` and `import`.")]:
        say(line)
    for one, other in twins:
        tell(
            _(
                "{one} and {other} may be one shop. If so: reviewdesk listing adopt NAME --location SHOP"
            ).format(one=one_line(one), other=one_line(other))
        )

    say_twin_pages(pages)


def say_twin_pages(pages: "Sequence[TwinPages]") -> None:
    """Pages of one platform that may be one: said, never joined unasked."""
    for each in pages:
        tell(f"{one_line(each.what)} {one_line(each.do)}")


@app.command()
def join(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="FROM", help=_("The page that goes."))],
    into: Annotated[str, typer.Argument(metavar="INTO", help=_("The page that is left."))],
    as_json: Json = False,
) -> None:
    """Make two pages of one platform one, with all that is known of both; for good.

    The page that is read by API is the one that is left. What names the other one later lands there too.
    """
    with desk_of(ctx) as desk:
        done = desk.listings.join(name, into)
        desk.finish_chores()
    if as_json:
        told = {"listing": _json(done.listing), "joined": done.gone, "already": done.already}
        say_json(told | {"moved": done.moved, "met": done.met, "unsure": done.unsure})
        return
    title = one_line(done.listing.title)
    if done.already:
        say(_("{gone} and {title} are one page already.").format(gone=one_line(done.gone), title=title))
        return
    said = _("{gone} is joined into {title}: {moved} reviews came along, {met} were known to both.")
    say(said.format(gone=one_line(done.gone), title=title, moved=done.moved, met=done.met))
    if done.unsure:
        tell(_('{n} may be the same as another: they say "same?".').format(n=done.unsure))


@app.command()
def adopt(
    ctx: typer.Context,
    *,
    name: Name,
    page: Annotated[str | None, typer.Option(metavar="URL", help=_("The address of the page."))] = None,
    location: Annotated[str | None, typer.Option(metavar="SHOP", help=_("The shop it belongs to."))] = None,
) -> None:
    """Read this page, keep its address, or put it to another shop."""
    with desk_of(ctx) as desk:
        desk.listings.adopt(name, page)
        if location is not None:
            desk.listings.move(name, location)
    say(_("{name} is adopted.").format(name=one_line(name)))


@app.command()
def ignore(ctx: typer.Context, *, name: Name) -> None:
    """Leave this page alone from now on; what is known of it stays."""
    with desk_of(ctx) as desk:
        desk.listings.ignore(name)
    say(_("{name} is ignored from now on.").format(name=one_line(name)))


def _row(each: ListingInfo, *, alone: bool) -> tuple[str, ...]:
    read = each.walked_at or each.imported_at
    told = _("ignored") if each.ignored else one_line(each.problem or "")
    shop = one_line(each.location)
    title = one_line(each.title if alone else f"{each.title} ({each.platform}/{each.external_id})")
    return (title, each.platform, one_line(each.account), shop, local_time(read), told)


def _json(each: ListingInfo) -> dict[str, Any]:
    return {
        "title": each.title,
        "platform": each.platform,
        "account": each.account,
        "location": each.location,
        "external_id": each.external_id,
        "address": each.address,
        "url": each.url,
        "page": each.page,
        "ignored": each.ignored,
        "read_at": moment_json(each.walked_at),
        "imported_at": moment_json(each.imported_at),
        "problem": each.problem,
    }
