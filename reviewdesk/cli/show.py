"""`show`: one review, whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from reviewdesk.api import DeskError, PlatformError, Precision, _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.columns import fold
from reviewdesk.cli.diary import diary_line
from reviewdesk.cli.inbox import review_line
from reviewdesk.cli.json_review import shown_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json, ReviewId
from reviewdesk.cli.printing import ascii_only, say, say_json, tell, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line, paragraphs
from reviewdesk.cli.stars import stars
from reviewdesk.cli.state_words import in_words
from reviewdesk.engine.calendar_words import month_words
from reviewdesk.store.lines import ON_ITS_WAY
from reviewdesk.store.values import Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.inbox import Past

__all__ = ["say_text", "show"]


def show(ctx: typer.Context, *, review: ReviewId, as_json: Json = False) -> None:
    """One review, whole: its history, its answer, the guest's other reviews here."""
    with desk_of(ctx) as desk:
        known = _with_words(desk, desk.inbox.find(review))
        past = desk.inbox.past(known)
        if as_json:
            say_json(shown_json(known, past))
            return
        _head(known)
        _words(known, forgotten=desk.inbox.forgotten(known))
        _answer(known)
        _past(past, desk.clock.now())


def _with_words(desk: "Desk", known: Known) -> Known:
    """Words that no one may keep are read again; where that fails the rest is still shown."""
    try:
        return desk.inbox.with_words(known)
    except (DeskError, PlatformError) as error:
        tell(one_line(str(error)))
        return known


def say_text(text: str, indent: str = "  ") -> None:
    """A text paragraph by paragraph, folded to the terminal."""
    for line in paragraphs(text):
        for part in fold(line, min(width(), 100), indent):
            say(part)


def _head(known: Known) -> None:
    review = known.review
    who = guest(review.author, kept=known.words_kept)
    say(f"{known.pub} · {stars(review.rating, plain=ascii_only())} · {who}")
    written = local_time(review.created_at)
    if review.precision is Precision.MONTH:
        written = _("in the month of {day}").format(day=written)
    facts = [known.platform, one_line(known.listing), one_line(known.location), written]
    facts += [known.language] if known.language else []
    say(" · ".join(dict.fromkeys(facts)))
    if review.updated_at is not None and review.updated_at != review.created_at:
        say(_("changed by the guest: {when}").format(when=local_time(review.updated_at)))
    say(_("state: {state}").format(state=in_words(known)))
    if review.url:
        say(one_line(review.url))
    if known.same_as:
        say(_("perhaps the same review as {id}").format(id=known.same_as))
    for label, value in review.details.items():
        say(f"{one_line(label)}: {month_words(one_line(value))}")


def _words(known: Known, *, forgotten: bool) -> None:
    review = known.review
    say()
    if review.title:
        say_text(review.title)
    if review.text:
        say_text(review.text)
    elif forgotten:
        say("  " + _("(name and words were forgotten, as asked)"))
    elif not (known.words_kept or review.title):
        say("  " + _("(words not kept: the platform's rule)"))
    elif not review.title:
        say("  " + _("(no words)"))
    if known.damaged:
        say("  " + _("(some signs of this text could not be read)"))
    if review.translation:
        _section(_("Translated by the platform:"), review.translation)


def _answer(known: Known) -> None:
    standing, answer = known.review.reply, known.reply
    if standing is not None:
        by = _("Your answer on the site") if known.standing_origin == "here" else _("Answer on the site")
        _section(f"{by}{_stamp(standing.at)}:", standing.text)
    if answer is not None and answer.state in ON_ITS_WAY:
        _section(_("Your answer on its way:"), answer.text)
    if known.draft is not None:
        _section(_("Draft, saved {when}:").format(when=local_time(known.draft.saved_at)), known.draft.text)


def _past(past: "Past", now: datetime) -> None:
    for version in past.versions:
        stars_before = f"{version.half_stars / 2:g}/5" if version.half_stars else _("no stars")
        head = _("Until {when} the guest said ({stars}):").format(
            when=local_time(version.until), stars=stars_before
        )
        _section(head, "\n".join(part for part in (version.title, version.text) if part) or _("(no words)"))
    for note in past.notes:
        mended = " " + _("(something was mended)") if note.changed else ""
        _section(
            _("Note, {when}, {who}").format(when=local_time(note.at), who=one_line(note.by)) + mended + ":",
            note.text,
        )
    for draft in past.drafts:
        head = _("Earlier draft, {when}, {who}:")
        _section(head.format(when=local_time(draft.saved_at), who=one_line(draft.by)), draft.text)
    _lines(_("Other reviews here under this name:"), (review_line(other, now) for other in past.guest))
    _lines(_("Diary:"), map(diary_line, past.diary))


def _section(head: str, text: str) -> None:
    say()
    say(head)
    say_text(text)


def _lines(head: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if found:
        say()
        say(head)
    for line in found:
        say(line)


def _stamp(moment: datetime | None) -> str:
    return f", {local_time(moment)}" if moment else ""
