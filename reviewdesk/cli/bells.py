"""`bells`: what mails told of and is not here yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.columns import cut
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import BellInfo

__all__ = ["bells"]

_ALL = "all"


def bells(
    ctx: typer.Context,
    *,
    away: Annotated[
        list[str] | None,
        typer.Option(metavar="N", help=_('Put this one away; "all" puts all away. Can be given again.')),
    ] = None,
    as_json: Json = False,
) -> None:
    """What the platforms' mails told of and is not here yet, the newest first."""
    with desk_of(ctx) as desk:
        gone = _put_away(desk, away) if away else 0
        ringing = desk.bells()
        places = desk.fetching.bells.places()
    if as_json:
        say_json([_json(each) for each in ringing])
        return
    if gone:
        say(ngettext("{n} bell put away.", "{n} bells put away.", gone).format(n=gone))
    for each in ringing:
        _print(each)
    if not ringing and not gone:
        say(_("No bell rings."))
    if not places:
        tell(_("No mails are looked through: name a folder or a mailbox in [mail] of the settings."))


def _put_away(desk: "Desk", typed: Sequence[str]) -> int:
    """All that are named, or none: a wrong number among them stops it before anything is done."""
    ringing = {each.id for each in desk.bells()}
    named = ringing if _ALL in typed else {_number(word) for word in typed}
    unknown = sorted(named - ringing)
    if unknown:
        raise DeskError(
            _("No bell with the number {n} rings.").format(n=unknown[0]),
            _("`reviewdesk bells` shows those that do."),
        )
    return sum(desk.dismiss_bell(number) for number in sorted(named))


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 18):
        raise typer.BadParameter(_('Give the number of a bell, or "all".'), param_hint="--away")
    return int(word)


def _print(bell: "BellInfo") -> None:
    where = f"{bell.title}, {one_line(bell.listing)}" if bell.listing else bell.title
    say(f"{bell.id}  {bell.at.astimezone().strftime('%Y-%m-%d %H:%M')}  {where}")
    count = bell.told.get("count")
    stars = _("stars: {n}").format(n=bell.told["stars"]) if bell.told.get("stars") else ""
    many = _("reviews: {n}").format(n=count) if count else ""
    told = [bell.told.get("author", ""), stars, many, bell.told.get("words", "")]
    line = " · ".join(one_line(part) for part in told if part)
    if line:
        say(cut(f"    {line}", width()))
    if bell.url:
        say(f"    {one_line(bell.url)}")


def _json(bell: "BellInfo") -> dict[str, Any]:
    return {
        "id": bell.id,
        "platform": bell.platform,
        "listing": bell.listing,
        "at": moment_json(bell.at),
        "told": dict(bell.told),
        "url": bell.url,
    }
