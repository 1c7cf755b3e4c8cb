"""A pasted review in words: what was understood of it, and what it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reviewdesk.api import Precision, Rating, Review, Skipped, _
from reviewdesk.engine.incoming.field_words import field_words
from reviewdesk.tui.format import cut, day_words, fit, one_line, rating_words, stars
from reviewdesk.tui.naming import named
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.paste_values import PastedRow

_NAME = 18
_WORDS = 130
_LONG_SCALE = 10
LONG_FIELDS = ("text", "reply")
"""Fields whose answer may have several lines."""


def question(field: str, scale: int) -> str:
    """What is asked for a field, with the sign that leaves it open."""
    return {
        "author": _("Who wrote it? (- to keep it as it is)"),
        "rating": _("How many stars of {scale}? (- for none)").format(scale=scale),
        "created_at": _("On which day? (as 2026-11-24, or the month as 2026-11)"),
        "text": _("The whole text? (- to keep it as it is)"),
        "reply": _("Your answer under it? (- where there is no more than was copied)"),
    }.get(field, _("What is the {field}? (- to keep it as it is)").format(field=field_words(field)))


def row_card(
    key: str, row: PastedRow, review: Review, left: Collection[str], today: date, *, out: bool
) -> Card:
    """`left`: what still has to be said; `review` has in it what was said already."""
    pieces = [
        _mark(left, out=out),
        _stars(review.rating, asked="rating" in left),
        _author(review, asked="author" in left),
        Piece(" "),
        _asked("created_at" in left, _day(review, today)),
        *_marks(row, review, left, out=out),
    ]
    words = cut(one_line(review.text or review.title or "") or _("(no words)"), _WORDS)
    if review.reply:
        words += "\n" + cut(_("answered: {words}").format(words=one_line(review.reply.text)), _WORDS // 2)
    return Card(pieces, words, key)


def _mark(left: Collection[str], *, out: bool) -> Piece:
    if out:
        return Piece("– ", "dim")
    return Piece("? ", "warn") if left else Piece("✓ ", "good")


def _asked(asked: bool, words: str) -> Piece:  # noqa: FBT001 - a yes or no of a sentence
    return Piece(fit("?", cell_len(words)) if asked else words, "warn" if asked else "strong")


def _author(review: Review, *, asked: bool) -> Piece:
    """A name that is doubted is shown all the same: it says which review is meant."""
    name = one_line(review.author or "")
    if asked and name:
        return Piece(fit(f"? {name}", _NAME), "warn")
    return _asked(asked, fit(named(name), _NAME))


def _stars(rating: Rating | None, *, asked: bool) -> Piece:
    if asked:
        return Piece(fit("?", 12), "warn")
    half = None if rating is None else max(1, int(rating.value * 10 / rating.scale + 0.5))
    words = "" if rating is None else rating_words(rating)
    # A platform that counts to ten has the longer words in all its rows.
    room = 13 if rating is not None and rating.scale >= _LONG_SCALE else 11
    return Piece(fit(f"{stars(half)} {words}", room) + " ")


def _day(review: Review, today: date) -> str:
    at = review.created_at
    if review.precision == Precision.MONTH:
        return at.isoformat()[:7]
    return day_words(at.astimezone().date() if isinstance(at, datetime) else at, today)


def _marks(row: PastedRow, review: Review, left: Collection[str], *, out: bool) -> list[Piece]:
    marks: list[Piece] = []
    if out:
        marks.append(Piece(" · " + _("left out"), "dim"))
    elif left:
        asks = ", ".join(field_words(field) for field in left)
        marks.append(Piece(" · " + _("asks: {what}").format(what=asks), "warn"))
    if row.known:
        marks.append(Piece(" · " + _("known"), "dim"))
    if review.reply:
        marks.append(Piece(" · " + _("answered"), "dim"))
    return marks


def skipped_cards(pieces: Sequence[Skipped]) -> list[Card]:
    """What was not understood, below the rows; its value is no row's key."""
    cards = []
    for number, piece in enumerate(pieces):
        said = _("not understood: {reason}").format(reason=one_line(piece.reason))
        cards.append(Card([Piece("  " + said, "warn")], cut(one_line(piece.raw), _WORDS), number))
    return cards
