"""`skip`, `snooze`, `history`, `back`: out of the inbox, and in again."""

from typing import Annotated

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.moments import day_of, moment_of
from reviewdesk.cli.options import ReviewId
from reviewdesk.cli.printing import say
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.state_words import in_words

__all__ = ["back", "history", "skip", "snooze"]


def skip(
    ctx: typer.Context,
    *,
    review: ReviewId,
    reason: Annotated[str, typer.Option(metavar="R", help="Why it needs no answer.")],
) -> None:
    """This review needs no answer."""
    with desk_of(ctx) as desk:
        desk.inbox.skip(review, reason)
        known = desk.inbox.find(review)
    say(f"{known.pub}: {in_words(known)}")


def snooze(
    ctx: typer.Context,
    *,
    review: ReviewId,
    until: Annotated[str, typer.Option(metavar="WHEN", help='E.g. "tomorrow 9:00", "monday", "3 days".')],
    why: Annotated[str, typer.Option(metavar="TEXT", help="What you wait for.")] = "",
) -> None:
    """Bring this review back later."""
    with desk_of(ctx) as desk:
        moment = moment_of(until, desk.clock.now())
        desk.inbox.snooze(review, moment, why)
        known = desk.inbox.find(review)
    say(_("{id}: comes back {when}").format(id=known.pub, when=local_time(moment)))


def history(
    ctx: typer.Context,
    *,
    before: Annotated[str, typer.Option(metavar="DAY", help='E.g. 2026-11-01, "30 days", "monday".')],
) -> None:
    """From which day on you answer: unanswered reviews from before it are put aside, not lost."""
    with desk_of(ctx) as desk:
        day = day_of(before, desk.clock.now())
        many = desk.inbox.history(day)
    told = ngettext(
        "{n} review from before {day} put aside.", "{n} reviews from before {day} put aside.", many
    )
    say(told.format(n=many, day=day.isoformat()))


def back(ctx: typer.Context, *, review: ReviewId) -> None:
    """Bring a review back into the inbox: out of skipped, later or history."""
    with desk_of(ctx) as desk:
        desk.inbox.back(review)
        known = desk.inbox.find(review)
    say(f"{known.pub}: {in_words(known)}")
