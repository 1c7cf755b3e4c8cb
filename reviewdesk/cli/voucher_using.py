"""`voucher redeem` and `undo`: at the counter, or in the evening with the cards on the table."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.asking import ask, terminal_there
from reviewdesk.cli.json_goodwill import voucher_json
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.options import Json, Place
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.voucher_shown import Voucher, in_words
from reviewdesk.engine.moments import day_of

if TYPE_CHECKING:
    from reviewdesk.engine.goodwill.values import Used

__all__ = ["redeem", "undo"]

FAILED = 1


def redeem(
    ctx: typer.Context,
    *,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help=_("Codes; none: typed one after the other."))
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help=_("The day on the cards of paper."))] = None,
    location: Annotated[
        str | None, typer.Option(metavar="SHOP", help=_("Where they were used, if there are several shops."))
    ] = None,
    place: Place = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help=_("The guest had it though it had ended, or in another shop."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Note codes as used, each once. What became of every one is told; the exit code is 1 if one was not."""
    with desk_of(ctx) as desk:
        day = day_of(on, desk.clock.now()) if on else None
        done: list[Used] = []
        for batch in [codes] if codes else _typed():
            more = desk.vouchers.redeem(batch, place=location or place, on=day, anyway=anyway)
            done += more
            if not as_json:
                _say(more)
    if as_json:
        say_json([_json(each) for each in done])
    _end(done)


def _typed() -> "Any":
    """Codes typed in a row, each answered at once; an empty line ends it."""
    if not terminal_there():
        lines = [line.strip() for line in sys.stdin.read().splitlines()]
        yield [line for line in lines if line]
        return
    while code := ask(_("Code (empty: done):")):
        yield [code]


def _say(done: "list[Used]") -> None:
    for each in done:
        name = each.voucher.code if each.voucher and each.voucher.code else one_line(each.typed)
        say(f"{name}: {one_line(each.words)}")


def _end(done: "list[Used]") -> None:
    failed = [each for each in done if not each.done]
    if not failed:
        return
    words = ngettext(
        "error: {n} of {all} was not noted as used. See above why.",
        "error: {n} of {all} were not noted as used. See above why.",
        len(failed),
    )
    tell(words.format(n=len(failed), all=len(done)))
    raise typer.Exit(FAILED)


def _json(one: "Used") -> dict[str, Any]:
    return {
        "typed": one.typed,
        "outcome": one.outcome.value,
        "words": one.words,
        "on": moment_json(one.on),
        "place": one.place or None,
        "voucher": voucher_json(one.voucher) if one.voucher else None,
    }


def undo(
    ctx: typer.Context,
    *,
    voucher: Voucher,
    reason: Annotated[str, typer.Option(metavar="R", help=_("Why it is taken back."))],
    as_json: Json = False,
) -> None:
    """Take back, on the same day, what was noted as used."""
    with desk_of(ctx) as desk:
        one = desk.vouchers.undo(voucher, reason)
    if as_json:
        say_json(voucher_json(one))
    else:
        say(in_words(one))
