"""`send` and `outbox`: answers on their way."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.options import Json
from reviewdesk.cli.outbox_lines import (
    delivered_json,
    line_json,
    not_sent,
    say_delivered,
    say_line,
    waits_for_owner,
)
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.store.values import ReplyInfo

if TYPE_CHECKING:
    from reviewdesk.engine.outgoing.replies_values import Delivered

__all__ = ["finish", "outbox", "send"]

DECIDE = 4


def send(
    ctx: typer.Context,
    *,
    now: Annotated[
        bool, typer.Option("--now", help=_("Also those that could still be called back."))
    ] = False,
    wait: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help=_("How long to wait for doubtful ones."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Deliver what is due, and look after what is on its way."""
    with desk_of(ctx) as desk:
        # Whoever types this command says yes to answers that are overdue.
        done = desk.replies.deliver(now=now, asked=True, wait=wait, progress=_moved)
        desk.vouchers.tick()
    if as_json:
        say_json(delivered_json(done))
    else:
        say_delivered(done)
    finish(done)


def _moved(answer: ReplyInfo) -> None:
    """Settles can take a minute: at a terminal it is told what is waited for."""
    if sys.stderr.isatty() and answer.state == "unknown":
        tell(_("{id}: no answer came; looking whether it arrived ...").format(id=answer.review))


def finish(done: "Delivered") -> None:
    """The exit code of a delivery: something to decide, something that could not go out, or all well."""
    why = not_sent(done)
    if why:
        tell(_("error: Not sent, back to draft: {why}").format(why=one_line(why)))
    if waits_for_owner(done):
        raise typer.Exit(DECIDE)
    if why:
        raise typer.Exit(1)


def outbox(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Answers on their way: state, due, attempts, what is wrong, what to do."""
    with desk_of(ctx) as desk:
        lines = desk.replies.outbox()
    if as_json:
        say_json([line_json(line) for line in lines])
        return
    for line in lines:
        say_line(line)
    if not lines:
        say(_("Nothing is on its way."))
