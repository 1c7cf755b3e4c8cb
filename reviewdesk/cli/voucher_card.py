"""`voucher card` and `voucher deliver`: what the guest holds, and how it reaches him."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import Voucher, _
from reviewdesk.builtin.card.making import Made, Size, make_card
from reviewdesk.builtin.card.private_text import private_text
from reviewdesk.cli.findings import say_findings
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.show import say_text
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.voucher_shown import DOUBTFUL
from reviewdesk.counter.setup import on_cards
from reviewdesk.engine.goodwill.card_files import kept, printed

if TYPE_CHECKING:
    from reviewdesk.api import PrivateMessage
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.goodwill.delivering import Delivered
    from reviewdesk.engine.goodwill.mail import Enclosure

__all__ = ["card", "deliver", "register"]

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("The code, however typed, or the voucher's id."))]
Codes = Annotated[list[str], typer.Argument(metavar="CODE", help=_("Codes or ids: a card for each."))]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="L", help=_("en, pl, sr, sr-Latn, hr, ru, de; else the guest's.")),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=_("Where to put the file."))]


def register(app: typer.Typer) -> None:
    """Add these commands to the group `voucher`."""
    app.command("card")(card)
    app.command("deliver")(deliver)


def card(
    ctx: typer.Context,
    *,
    codes: Codes,
    size: Annotated[Size, typer.Option(help=_("a6, a4x4 (four on a sheet) or png."))] = Size.A6,
    hand: Annotated[
        bool, typer.Option("--hand", help=_("Only the code, and room to write by hand."))
    ] = False,
    language: Language = None,
    out: Out = None,
    to_printer: Annotated[bool, typer.Option("--print", help=_("Send it to the printer too."))] = False,
) -> None:
    """Make cards to print, or a picture for a messenger."""
    with desk_of(ctx) as desk:
        vouchers = on_cards(
            [desk.delivering.voucher(each) for each in dict.fromkeys(codes)], desk.home.db_url
        )
        made = make_card(vouchers, size, language, hand=hand)
        path = kept(desk.home.path, _name(vouchers, made), made.data, out)
    for each in made.told:
        tell(one_line(each))
    say(str(path))
    if to_printer:
        printed(path)
        say(_("It is with the printer."))


def deliver(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    code: Code,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WAY", help=_("card, picture, email, text, message or hand.")),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help=_("The guest's e-mail address."))] = "",
    consent: Annotated[
        bool, typer.Option("--consent", help=_("The guest gave this address for that."))
    ] = False,
    text: Annotated[
        str, typer.Option("--text", metavar="T", help=_("Your own sentence, in place of the apology."))
    ] = "",
    language: Language = None,
    again: Annotated[bool, typer.Option("--again", help=_("Although it went out before."))] = False,
    eml: Annotated[
        bool, typer.Option("--eml", help=_("Write the mail as a file, to send it yourself."))
    ] = False,
    given: Annotated[
        bool, typer.Option("--given", help=_("The guest has it: note that, and make nothing new."))
    ] = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Bring a voucher to its guest; without --by: the open ways."""
    with desk_of(ctx) as desk:
        if given:
            done = desk.delivering.arrived(code, by or "")
            _say_given(done, as_json=as_json)
            return
        (voucher,) = on_cards([desk.delivering.voucher(code)], desk.home.db_url)
        to = to or (desk.vouchers.show(code).email or "")
        message = private_text(voucher, language, own=text, to=to)
        if by is None:
            _say_ways(desk, code, voucher, message, as_json=as_json)
            return
        desk.delivering.expect_open(code, by)
        path: Path | None = None
        if by in ("card", "picture"):
            made = make_card([voucher], Size.A6 if by == "card" else Size.PNG, language)
            path = kept(desk.home.path, _name([voucher], made), made.data, out)
            done = desk.delivering.made(code, by, path.name)
        elif by == "text":
            done = _copied(desk, code, voucher, message, as_json=as_json)
        elif by == "hand":
            done = desk.delivering.noted(code, by)
        elif by == "email" and (eml or not desk.config.smtp.host):
            letter = desk.delivering.eml(
                code, message, consent=consent, enclosed=_enclosed(voucher, language)
            )
            path = kept(desk.home.path, f"{voucher.id}.eml", letter, out)
            done = desk.delivering.made(code, by, path.name)
        else:
            enclosed = _enclosed(voucher, language) if by == "email" else None
            done = desk.delivering.send(code, by, message, consent=consent, again=again, enclosed=enclosed)
    _say_done(done, by, path, message, as_json=as_json)


def _name(vouchers: list[Voucher], made: Made) -> str:
    return vouchers[0].id + (f"-{len(vouchers)}" if len(vouchers) > 1 else "") + made.suffix


def _enclosed(voucher: Voucher, language: str | None) -> "Enclosure":
    from reviewdesk.engine.goodwill.mail import Enclosure

    return Enclosure(f"{voucher.id}.pdf", "application/pdf", make_card([voucher], language=language).data)


def _copied(
    desk: "Desk", code: str, voucher: Voucher, message: "PrivateMessage", *, as_json: bool
) -> "Delivered":
    from reviewdesk.engine.outgoing import clipboard

    desk.delivering.expect_innocent(voucher, message.text)
    how = clipboard.copy(message.text)
    if not as_json:
        say_text(message.text, "")
        say()
        say(_("The text is in the clipboard.") if how == "native" else _("Copy the text above."))
    return desk.delivering.made(code, "text")


def _say_ways(desk: "Desk", code: str, voucher: Voucher, message: "PrivateMessage", *, as_json: bool) -> None:
    ways = [way.channel for way in desk.delivering.ways(code)]
    if as_json:
        told = [
            {
                "name": way.name,
                "title": way.title,
                "open": way.open,
                "until": way.until.isoformat() if way.until else None,
                "why_not": way.why_not or None,
            }
            for way in ways
        ]
        say_json({"voucher": voucher.id, "ways": told, "text": message.text})
        return
    for way in ways:
        until = _("until {day}").format(day=way.until.date().isoformat()) if way.until else ""
        state = (until or _("open now")) if way.open else _("closed: {why}").format(why=way.why_not)
        say(f"{way.name:8} {one_line(way.title)} ({one_line(state)})")
    say()
    say_text(message.text, "")
    say_findings(desk.delivering.findings(voucher, message.text), message.text)


def _say_done(
    done: "Delivered", by: str, path: Path | None, message: "PrivateMessage", *, as_json: bool
) -> None:
    delivery = done.delivery
    made = _only_made(done, by, path)
    if as_json:
        told: dict[str, Any] = {"voucher": done.voucher.pub, "way": by, "certain": delivery.certain}
        said = by in ("email", "text", "message")
        say_json(
            told
            | {
                "made": made,
                "proof": delivery.proof or None,
                "file": str(path) if path else None,
                "text": message.text if said else None,
            }
        )
    else:
        if path is not None:
            say(str(path))
        say(_words(done, by, path))
    if not delivery.certain and not made:
        raise typer.Exit(DOUBTFUL)


def _only_made(done: "Delivered", by: str, path: Path | None) -> bool:
    """There is a file or a text; nothing was sent, and the guest does not have it yet."""
    return not done.delivery.certain and (path is not None or by == "text")


def _words(done: "Delivered", by: str, path: Path | None) -> str:
    if by == "email" and path is not None:
        words = _("{id}: the mail is written, not sent: open the file and send it.")
        return f"{words.format(id=done.voucher.pub)} {_has_it(done)}"
    if _only_made(done, by, path):
        return _has_it(done)
    if not done.delivery.certain:
        return _(
            "{id}: it is not certain that it arrived. {why} Ask the guest before you send it again."
        ).format(id=done.voucher.pub, why=one_line(done.delivery.proof))
    if by in ("email", "message"):
        return _("{id}: sent to the guest alone.").format(id=done.voucher.pub)
    return _given(done)


def _given(done: "Delivered") -> str:
    return _("{id}: noted as given to the guest.").format(id=done.voucher.pub)


def _say_given(done: "Delivered", *, as_json: bool) -> None:
    if as_json:
        proof = done.delivery.proof or None
        say_json({"voucher": done.voucher.pub, "way": done.voucher.channel, "certain": True, "proof": proof})
    else:
        say(_given(done))


def _has_it(done: "Delivered") -> str:
    return _("When the guest has it: `reviewdesk voucher deliver {id} --given`").format(id=done.voucher.pub)
