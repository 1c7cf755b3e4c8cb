"""`undo`, `confirm`, `decide`, `withdraw`: the owner's word on an answer."""

from enum import StrEnum
from typing import Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.json_review import review_json
from reviewdesk.cli.options import Json, ReviewId
from reviewdesk.cli.outbox_lines import waits_for_owner
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.state_words import in_words
from reviewdesk.store.values import Known

__all__ = ["confirm", "decide", "undo", "withdraw"]

DECIDE = 4


class Choice(StrEnum):
    KEEP = "keep"
    REPLACE = "replace"
    AGAIN = "again"
    DROP = "drop"


def undo(ctx: typer.Context, *, review: ReviewId, as_json: Json = False) -> None:
    """Call an answer back before it leaves: it is a draft again."""
    with desk_of(ctx) as desk:
        _tell(desk.replies.undo(review), as_json=as_json)


def confirm(
    ctx: typer.Context,
    *,
    review: ReviewId,
    waiting: Annotated[
        bool, typer.Option("--waiting", help=_("It is there, but still waits for its approval."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Say that your answer stands on the site."""
    with desk_of(ctx) as desk:
        say_so = desk.replies.waits_there if waiting else desk.replies.confirm
        _tell(say_so(review), as_json=as_json)


def decide(
    ctx: typer.Context,
    *,
    review: ReviewId,
    choice: Annotated[Choice, typer.Argument(help=_("keep theirs, replace it, send again, or drop yours."))],
    as_json: Json = False,
) -> None:
    """Settle an answer that waits for your decision: another's stands there, or it is not sure it arrived."""
    with desk_of(ctx) as desk:
        _tell(desk.replies.decide(review, choice.value), as_json=as_json)


def withdraw(ctx: typer.Context, *, review: ReviewId, as_json: Json = False) -> None:
    """Take a published answer down, where the platform lets one."""
    with desk_of(ctx) as desk:
        known = desk.inbox.find(review)
        desk.replies.withdraw(known.pub)
        done = desk.replies.deliver()
        _tell(desk.inbox.find(known.pub), as_json=as_json)
    if any(line.reply.review == known.pub for line in done.decide) and waits_for_owner(done):
        raise typer.Exit(DECIDE)


def _tell(known: Known, *, as_json: bool) -> None:
    if as_json:
        say_json(review_json(known))
    else:
        say(f"{known.pub}: {in_words(known)}")
