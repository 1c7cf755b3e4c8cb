"""`contact`: how a guest reaches you, as one sentence for a public answer."""

from typing import Annotated

import typer

from reviewdesk.api import _
from reviewdesk.cli.options import Json, ReviewId
from reviewdesk.cli.printing import say, say_json
from reviewdesk.cli.session import desk_of

__all__ = ["contact"]


def contact(
    ctx: typer.Context,
    *,
    review: ReviewId,
    draft: Annotated[bool, typer.Option("--draft", help=_("Put it at the end of your draft."))] = False,
    as_json: Json = False,
) -> None:
    """“Please get in touch”, in the guest's language and the form that the platform lets stand."""
    with desk_of(ctx) as desk:
        known = desk.inbox.find(review)
        sentence = desk.contact_lines.sentence(review)
        if draft:
            written = known.draft.text.rstrip() if known.draft else ""
            desk.replies.draft(review, f"{written}\n\n{sentence}" if written else sentence)
    if as_json:
        say_json({"review": known.pub, "platform": known.platform, "sentence": sentence})
        return
    say(sentence)
    if draft:
        say(_("Draft for {id} saved.").format(id=known.pub))
