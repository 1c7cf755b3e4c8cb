"""`draft`, `note`, `check`: what is written before anything goes out."""

from typing import Annotated

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.findings import findings_json, say_findings, stopping
from reviewdesk.cli.json_review import review_json
from reviewdesk.cli.options import Json, ReviewId, TextFile, TextGiven, TextMark, answer_from, text_from
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of

__all__ = ["check", "draft", "note"]

STOPPED = 3


def draft(
    ctx: typer.Context,
    *,
    review: ReviewId,
    mark: TextMark = None,
    text: TextGiven = None,
    file: TextFile = None,
    as_json: Json = False,
) -> None:
    """Save an answer without sending it. An empty text takes the draft away."""
    written = answer_from(text, file, mark)
    if written is None:
        raise typer.BadParameter(_("Give the text with --text, --file or - (a minus sign: from the input)."))
    with desk_of(ctx) as desk:
        known = desk.replies.draft(review, written)
    if as_json:
        say_json(review_json(known))
    elif written.strip():
        say(_("Draft for {id} saved.").format(id=known.pub))
    else:
        say(_("Draft for {id} taken away.").format(id=known.pub))


def note(
    ctx: typer.Context,
    *,
    review: ReviewId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("The note. No guest ever sees it."))],
    changed: Annotated[
        bool, typer.Option("--changed", help=_("Something was mended because of this review."))
    ] = False,
) -> None:
    """Keep a note for yourself beside a review."""
    written = text_from(text, None, None) or ""
    with desk_of(ctx) as desk:
        known = desk.inbox.find(review)
        desk.inbox.note(review, written, changed=changed)
    say(_("Note on {id} kept.").format(id=known.pub))


def check(ctx: typer.Context, *, review: ReviewId, as_json: Json = False) -> None:
    """What speaks against the draft. Exit code 3 where it would stop the reply."""
    with desk_of(ctx) as desk:
        known = desk.inbox.find(review)
        if known.draft is None:
            raise DeskError(
                _("There is no draft for {id}.").format(id=known.pub),
                _("Write one: reviewdesk draft {id} --text ...").format(id=known.pub),
            )
        findings = desk.replies.check(review)
    if as_json:
        say_json(findings_json(findings))
    elif findings:
        say_findings(findings, known.draft.text)
    else:
        say(_("Nothing speaks against it."))
    if stopping(findings):
        raise typer.Exit(STOPPED)
