"""`skip`, `snooze`, `history`, `back`: out of the inbox, and in again."""

from typing import Annotated

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.json_review import review_json
from reviewdesk.cli.options import Json, ReviewId
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.state_words import in_words
from reviewdesk.engine.moments import day_of, moment_of
from reviewdesk.store.values import Known

__all__ = ["back", "history", "skip", "snooze"]


def skip(
    ctx: typer.Context,
    *,
    review: ReviewId,
    reason: Annotated[str, typer.Option(metavar="R", help=_("Why it needs no answer."))],
    as_json: Json = False,
) -> None:
    """This review needs no answer."""
    with desk_of(ctx) as desk:
        _tell(desk.inbox.skip(review, reason), as_json=as_json)


def snooze(
    ctx: typer.Context,
    *,
    review: ReviewId,
    until: Annotated[str, typer.Option(metavar="WHEN", help=_('E.g. "tomorrow 9:00", "monday", "3 days".'))],
    why: Annotated[str, typer.Option(metavar="TEXT", help=_("What you wait for."))] = "",
    as_json: Json = False,
) -> None:
    """Bring this review back later."""
    with desk_of(ctx) as desk:
        moment = moment_of(until, desk.clock.now())
        _tell(desk.inbox.snooze(review, moment, why), as_json=as_json)


def history(
    ctx: typer.Context,
    *,
    before: Annotated[str, typer.Option(metavar="DAY", help=_('E.g. 2026-11-01, "30 days", "monday".'))],
) -> None:
    """From which day on you answer: unanswered reviews from before it are put aside, not lost."""
    with desk_of(ctx) as desk:
        day = day_of(before, desk.clock.now())
        many = desk.inbox.history(day)
    told = ngettext(
        "{n} review from before {day} put aside.", "{n} reviews from before {day} put aside.", many
    )
    say(told.format(n=many, day=day.isoformat()))


def back(ctx: typer.Context, *, review: ReviewId, as_json: Json = False) -> None:
    """Bring a review back into the inbox: out of skipped, later or history."""
    with desk_of(ctx) as desk:
        _tell(desk.inbox.back(review), as_json=as_json)


def _tell(known: Known, *, as_json: bool) -> None:
    if as_json:
        say_json(review_json(known))
    else:
        say(f"{known.pub}: {in_words(known)}")
