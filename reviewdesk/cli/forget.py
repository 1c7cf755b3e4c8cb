"""`forget`: take a person's data out, after a look and a yes."""

from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.asking import ask, terminal_there
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.engine.forgetting import Person
    from reviewdesk.store.values import Known

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
        if not _anything(found):
            raise DeskError(
                _("Nothing here is known of {who}.").format(who=one_line(found.who)),
                _("Type the name as the platform shows it."),
            )
        for line in _lines(found):
            (tell if as_json else say)(line)
        if not yes and not _agreed():
            raise DeskError(_("Nothing was removed."), _("Start again, and answer with y."))
        gone = desk.forgetting.forget(found)
    if as_json:
        say_json(_counts(gone))
    else:
        say(_("Done. The diary notes that a person was forgotten, not who."))


def _anything(found: "Person") -> bool:
    return bool(found.reviews or found.cases or found.traces.bells or found.traces.asides)


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


def _lines(found: "Person") -> list[str]:
    lines = [_("This goes:"), *(f"  {_review(known)}" for known in found.reviews)]
    lines += ["  " + _("name, words and order of case {id}").format(id=case.pub) for case in found.cases]
    with_contact = [each.pub for each in found.vouchers if each.email or each.phone]
    if with_contact:
        lines.append("  " + _("e-mail and phone on {ids}").format(ids=", ".join(with_contact)))
    lines += [f"  {each}" for each in _small(found)]
    return lines + _staying(found)


def _review(known: "Known") -> str:
    return _("name and words of review {id} ({platform}, {shop}, {day})").format(
        id=known.pub, platform=known.platform, shop=one_line(known.location), day=known.day.isoformat()
    )


def _small(found: "Person") -> list[str]:
    told = []
    if found.files:
        told.append(
            ngettext("{n} card or mail file", "{n} card or mail files", len(found.files)).format(
                n=len(found.files)
            )
        )
    mails = len(found.traces.bells)
    if mails:
        told.append(ngettext("what {n} mail told", "what {n} mails told", mails).format(n=mails))
    aside = len(found.traces.asides)
    if aside:
        told.append(ngettext("{n} row set aside", "{n} rows set aside", aside).format(n=aside))
    return told


def _staying(found: "Person") -> list[str]:
    told = [_("This stays: stars, days and states of reviews; vouchers with their cost and use.")]
    if found.own_texts:
        told.append(
            ngettext(
                "{n} text of your own names the person: read it, and change it where you can.",
                "{n} texts of your own name the person: read them, and change them where you can.",
                found.own_texts,
            ).format(n=found.own_texts)
        )
    if found.backups:
        told.append(
            ngettext(
                "{n} older copy in the folder backups still holds it: remove it yourself.",
                "{n} older copies in the folder backups still hold it: remove them yourself.",
                found.backups,
            ).format(n=found.backups)
        )
    return told
