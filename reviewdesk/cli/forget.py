"""`forget`: take a person's data out, after a look and a yes."""

from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.asking import ask, terminal_there
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.forgetting_words import going, staying

if TYPE_CHECKING:
    from reviewdesk.engine.forgetting import Person

__all__ = ["forget"]

_YES = ("y", "yes")


def forget(
    ctx: typer.Context,
    *,
    person: Annotated[
        str,
        typer.Argument(metavar="PERSON", help=_("A name, an e-mail, a phone number, or a review's id.")),
    ],
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask first."))] = False,
    as_json: Json = False,
) -> None:
    """Take a person's name, words and contacts out for good. Stars, times, money and your own texts stay."""
    with desk_of(ctx) as desk:
        found = desk.forgetting.look(person)
        if not found.known:
            raise DeskError(
                _("Nothing here is known of {who}.").format(who=one_line(found.who)),
                _("Type the name as the platform shows it."),
            )
        for line in [_("This goes:"), *(f"  {one_line(each)}" for each in going(found)), *staying(found)]:
            (tell if as_json else say)(line)
        if not yes and not _agreed():
            raise DeskError(_("Nothing was removed."), _("Start again, and answer with y."))
        gone = desk.forgetting.forget(found)
    if as_json:
        say_json(_counts(gone))
    else:
        say(_("Done. The diary notes that a person was forgotten, not who."))


def _agreed() -> bool:
    if not terminal_there():
        raise DeskError(_("Nothing was removed: nobody is there to say yes."), _("Add --yes to remove it."))
    word = ask(_("Remove this for good? It can't be undone. (y/n)"))
    return word.strip().casefold() in _YES


def _counts(found: "Person") -> dict[str, object]:
    return {
        "reviews": [each.pub for each in found.reviews],
        "cases": [each.pub for each in found.cases],
        "vouchers": [each.pub for each in found.vouchers],
        "mails": len(found.traces.bells),
        "set_aside": len(found.traces.asides),
        "files": len(found.files),
        "own_texts": found.own_texts,
        "backups": found.backups,
    }
