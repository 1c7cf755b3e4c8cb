"""`reply`: draft, check, and on its way."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, Finding, _
from reviewdesk.cli.ages import seconds_in_words
from reviewdesk.cli.findings import findings_json, say_findings, stopping
from reviewdesk.cli.json_review import review_json
from reviewdesk.cli.options import Accepted, Json, ReviewId, TextFile, TextGiven, TextMark, answer_from
from reviewdesk.cli.outbox_lines import say_delivered
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.sending import finish
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line, paragraphs
from reviewdesk.engine.moments import at_the_shop, clock_of, moment_of
from reviewdesk.store.values import Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.outgoing.replies_values import HandOff

__all__ = ["reply"]

STOPPED = 3
_SOON = 120


def reply(  # noqa: PLR0913 - a command with these options
    ctx: typer.Context,
    *,
    review: ReviewId,
    mark: TextMark = None,
    text: TextGiven = None,
    file: TextFile = None,
    sign: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("Put this name under the answer."))
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="WHEN", help=_('Not before then, e.g. "tomorrow 9:00".'))
    ] = None,
    now: Annotated[bool, typer.Option("--now", help=_("No time to call it back: deliver at once."))] = False,
    accept: Accepted = None,
    as_json: Json = False,
) -> None:
    """Answer a review. Without a text the saved draft goes out."""
    written = answer_from(text, file, mark)
    if at is not None and now:
        raise typer.BadParameter(_("--now and --at can't go together."))
    with desk_of(ctx) as desk:
        known = desk.inbox.find(review)
        due = moment_of(at, desk.clock.now(), clock_of(known.zone)) if at is not None else None
        if written is None and known.draft is None:
            raise DeskError(
                _("There is no text for {id}.").format(id=known.pub), _("Give it with --text, --file or -.")
            )
        if sign:
            written = _signed(written if written is not None else _drafted(known), sign)
        look = desk.replies.look(known.pub, written)
        stops = stopping(look.findings, accept or ())
        if stops:
            if written and written.strip():
                desk.replies.draft(known.pub, written)
            _stop(look.findings, stops, look.text, as_json=as_json)
        for doubt in look.doubts:
            tell(one_line(doubt))
        if look.how == "hand":
            _by_hand(desk, known, written, accept or [], as_json=as_json)
            return
        desk.replies.queue(known.pub, written, accept=accept or (), at=due, now=now, looked=look.known)
        _queued(desk, known.pub, now=now, as_json=as_json)


def _stop(findings: tuple[Finding, ...], stops: list[Finding], text: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"findings": findings_json(findings)})
    else:
        say_findings(findings, text)
    codes = " ".join(f"--accept {each.code}" for each in stops if each.level == "warn")
    if codes and all(each.level == "warn" for each in stops):
        do = _("Change the text, or send it anyway with {codes}.").format(codes=codes)
    else:
        do = _("Change the text.")
    tell(_("Nothing was sent; the draft is kept. {do}").format(do=do))
    raise typer.Exit(STOPPED)


def _queued(desk: "Desk", ref: str, *, now: bool, as_json: bool) -> None:
    done = desk.replies.deliver() if now else None
    known = desk.inbox.find(ref)
    if as_json:
        say_json(review_json(known))
    elif done is not None:
        say_delivered(done)
    else:
        say(_leaves(known, known.reply.due_at if known.reply else None, desk.clock.now()))
    if done is not None:
        finish(done)


def _leaves(known: Known, due: datetime | None, now: datetime) -> str:
    left = (due - now).total_seconds() if due else 0.0
    if due is None or left <= 0:
        return _("{id}: ready to go. `reviewdesk send` delivers it.").format(id=known.pub)
    when = seconds_in_words(left) if left < _SOON else at_the_shop(due, known.zone)
    told = _("{id}: goes out in {when}.") if left < _SOON else _("{id}: goes out on {when}.")
    then = _("`reviewdesk send` delivers it then, `reviewdesk undo {id}` calls it back.")
    return f"{told.format(id=known.pub, when=when)} {then.format(id=known.pub)}"


def _drafted(known: Known) -> str:
    return known.draft.text if known.draft else ""


def _signed(text: str, name: str) -> str:
    """The name under the text, once."""
    plain = text.rstrip()
    return plain if not plain or plain.endswith(name) else f"{plain}\n\n{name}"


def _by_hand(desk: "Desk", known: Known, written: str | None, accept: list[str], *, as_json: bool) -> None:
    handoff = desk.replies.hand_off(known.pub, written, accept=accept)
    if as_json:
        tell(_("Page: {url}").format(url=one_line(handoff.page.url)))
        say_json(review_json(desk.inbox.find(known.pub)))
    else:
        _say_handoff(handoff)


def _say_handoff(handoff: "HandOff") -> None:
    # It is copied from here: a break that nobody wrote would go along.
    for line in paragraphs(handoff.text):
        say(line)
    say()
    if handoff.copied == "native":
        say(_("The text is in the clipboard."))
    elif handoff.copied == "terminal":
        say(_("The text was sent to the terminal's clipboard; look before you publish."))
    say(_("It is also in the file {path}").format(path=handoff.file))
    say(_("Page: {url}").format(url=one_line(handoff.page.url)))
    if handoff.page.hint:
        say(one_line(handoff.page.hint))
    say(one_line(handoff.find))
    say(_("Once it stands there: reviewdesk confirm {id}").format(id=handoff.known.pub))
