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
from reviewdesk.engine.diary_words import happened
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.store.values import DiaryEntry

__all__ = ["diary", "diary_line"]

_ABOUT = ("title", "offer", "case", "road", "since", "until", "before", "was", "reason")
"""Facts that say what they are by themselves; all of them are in the JSON."""
_GOODWILL = frozenset({"case.added", "case.changed", "voucher.prepared"})


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
    """One event on one line: when, what, of which review, in which account, who, and what it was about."""
    said = happened(entry)
    wrong = {each.value: words for each, words in reasons().items()} if entry.what in _GOODWILL else {}
    facts = [wrong.get(told, told) for key in _ABOUT if (told := entry.details.get(key))]
    about = [told for told in facts if told not in said]
    parts = [local_time(entry.at), said, entry.review or "", entry.account or "", entry.by, ", ".join(about)]
    return "  ".join(one_line(part) for part in parts if part)
