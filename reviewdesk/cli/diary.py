"""`diary`: all that happened."""

from typing import Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.json_review import diary_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.store.values import DiaryEntry

__all__ = ["diary", "diary_line"]


def diary(
    ctx: typer.Context,
    *,
    review: Annotated[
        str | None, typer.Argument(metavar="REVIEW", help=_("Only what concerns this review."))
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help=_("At most so many."))] = 200,
    as_json: Json = False,
) -> None:
    """All that happened, the newest first: when, what, who, in which account."""
    with desk_of(ctx) as desk:
        entries = desk.diary(review, limit=limit)
    if as_json:
        say_json([diary_json(entry) for entry in entries])
        return
    for entry in entries:
        say(diary_line(entry))
    if not entries:
        tell(_("Nothing happened yet."))


def diary_line(entry: DiaryEntry) -> str:
    """One event on one line."""
    details = ", ".join(f"{one_line(key)}: {one_line(value)}" for key, value in entry.details.items())
    parts = [local_time(entry.at), entry.what, entry.review or "", entry.account or "", entry.by, details]
    return "  ".join(one_line(part) for part in parts if part)
