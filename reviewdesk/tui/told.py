"""A review as it is told on its leaf: who, where, when, what, and what was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import Precision, _, ngettext
from reviewdesk.engine.calendar_words import month_words
from reviewdesk.store.lines import State
from reviewdesk.store.values import DraftInfo, Known, NoteInfo, VersionInfo
from reviewdesk.tui.format import (
    count,
    day_words,
    language_name,
    one_line,
    rating_words,
    stars,
    visible,
    when,
    zone_of,
)
from reviewdesk.tui.goodwill.marks import state_of
from reviewdesk.tui.naming import named
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph
from reviewdesk.tui.words import state_words

if TYPE_CHECKING:
    from reviewdesk.engine.goodwill.values import VoucherInfo

_FIRST = 3000
"""So many characters of a review are shown until it is unfolded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the desk knows around a review."""

    versions: tuple[VersionInfo, ...] = ()
    notes: tuple[NoteInfo, ...] = ()
    drafts: tuple[DraftInfo, ...] = ()
    guest: tuple[Known, ...] = ()
    forgotten: bool = False
    """Name and words were taken out because the guest asked for it."""
    goodwill: tuple[VoucherInfo, ...] = ()
    """The newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A review with all that is needed to write it down at any width."""

    known: Known
    around: Around
    title: str
    now: datetime
    unfolded: bool = False
    unfold_key: str = "f"
    writing: bool = False

    def lines(self, width: int) -> list[Written]:
        return [
            *self._head(width),
            *self._goodwill(width),
            [Piece("")],
            *self._words(width),
            *self._details(width),
            *self._earlier(width),
            *self._notes(width),
            *([] if self.writing else self._answer(width)),
        ]

    def _head(self, width: int) -> list[Written]:
        known, review = self.known, self.known.review
        half = known.half_stars
        style = "dim" if half is None else "low" if half <= 4 else "mid" if half <= 7 else "high"
        zone = zone_of(known.zone)
        at = known.last_word_at
        month = review.precision == Precision.MONTH and not isinstance(at, datetime)
        rest = [
            rating_words(review.rating),
            self.title,
            one_line(known.location),
            f"{at:%m/%Y}" if month else when(at, self.now, zone),
            language_name(known.language),
        ]
        head = [Piece(f"{self._former_stars()}{stars(half)} " if half is not None else "", style)]
        first = paragraph(" · ".join(part for part in rest if part), width - max(6, len(head[0].text)))
        lines: list[Written] = [[*head, *first[0]], *([Piece("      "), *line] for line in first[1:])]
        author = named(review.author, kept=known.words_kept)
        lines += [[Piece(line[0].text, "strong")] for line in paragraph(author + self._guest(), width)]
        state = state_words(known, self.title, self.now)
        if not self.writing and (known.state != State.UNANSWERED or not review.reply_known):
            lines += paragraph(state, width, "state")
        if known.state in (State.DRAFTED, State.REMOVED) and known.outcome_reason:
            back = _("Not sent: {reason} Your text is kept.").format(reason=one_line(known.outcome_reason))
            lines += paragraph(back, width, "warn")
        return lines

    def _former_stars(self) -> str:
        """What the guest gave before he changed it."""
        before = self.around.versions[-1].half_stars if self.around.versions else None
        return "" if before in (None, self.known.half_stars) else f"{stars(before)} → "

    def _guest(self) -> str:
        others = [each for each in self.around.guest if each.id != self.known.id]
        if not others:
            return ""
        today = self.now.astimezone().date()
        told = ", ".join(f"{stars(each.half_stars)} {day_words(each.day, today)}" for each in others[:3])
        number = len(others) + 1
        return " · " + ngettext("{n} review here: {told}", "{n} reviews here, also {told}", number).format(
            n=number, told=told
        )

    def _words(self, width: int) -> list[Written]:
        known, review = self.known, self.known.review
        if not known.words_kept and not (review.text or review.title):
            why = _("Words not kept ({platform}'s rule).").format(platform=self.title)
            if self.around.forgotten:
                why = _("(name and words were forgotten, as asked)")
            return paragraph(why, width, "dim")
        lines: list[Written] = []
        if review.title:
            lines += paragraph(one_line(review.title), width, "strong")
        if review.text:
            lines += self._long(review.text, width)
        elif not review.title:
            lines += paragraph(_("(stars without words)"), width, "dim")
        if review.translation:
            lines += self._translation(review.translation, width)
        if known.damaged:
            lines += paragraph(_("Some signs of it came damaged."), width, "dim")
        return lines

    def _long(self, text: str, width: int) -> list[Written]:
        if self.unfolded or len(text) <= _FIRST + 200:
            return paragraph(visible(text), width)
        lines = paragraph(visible(text[:_FIRST]), width)
        more = _("… {n} more characters. {key} shows them.").format(
            n=count(len(text) - _FIRST), key=self.unfold_key
        )
        return [*lines, *paragraph(more, width, "key")]

    def _translation(self, text: str, width: int) -> list[Written]:
        if not self.unfolded:
            fold = _("▸ {platform} added a translation. {key} shows it.")
            return [
                [Piece("")],
                *paragraph(fold.format(platform=self.title, key=self.unfold_key), width, "dim"),
            ]
        said = _("Translated by {platform}:").format(platform=self.title)
        return [[Piece("")], *paragraph(said, width, "dim"), *paragraph(visible(text), width, indent="  ")]

    def _details(self, width: int) -> list[Written]:
        details = self.known.review.details
        if not details:
            return []
        told = " · ".join(
            f"{one_line(key)}: {month_words(one_line(value))}" for key, value in details.items()
        )
        return [[Piece("")], *paragraph(told, width, "dim")]

    def _earlier(self, width: int) -> list[Written]:
        lines: list[Written] = []
        today = self.now.astimezone().date()
        for version in self.around.versions[0 if self.unfolded else -1 :]:
            until = (
                version.until.astimezone().date() if isinstance(version.until, datetime) else version.until
            )
            said = _("Before {day} it said: {stars}").format(
                day=day_words(until, today), stars=stars(version.half_stars)
            )
            words = visible(version.text or version.title or _("(stars without words)"))
            if not self.unfolded:
                words = words[:200]
            lines += [[Piece("")], *paragraph(said, width, "dim"), *paragraph(words, width, "dim", "  ")]
        return lines

    def _notes(self, width: int) -> list[Written]:
        lines: list[Written] = []
        for note in self.around.notes:
            words = _("Your note, {when}: {text}")
            if note.changed:
                words = _("Your note, {when}, something was mended: {text}")
            said = words.format(when=when(note.at, self.now), text=visible(note.text))
            lines += [[Piece("")], *paragraph(said, width, "key")]
        return lines

    def _goodwill(self, width: int) -> list[Written]:
        """In private, beside the answer."""
        lines: list[Written] = []
        today = self.now.astimezone().date()
        for one in self.around.goodwill:
            said = _("◆ Goodwill: {title}, {state}")
            words = said.format(title=one_line(one.offer.offer.title), state=state_of(one, today))
            lines += paragraph(words, width, "state")
        return lines

    def _answer(self, width: int) -> list[Written]:
        known = self.known
        reply = known.reply
        if known.draft is not None and known.draft.text.strip():
            heading = _("your answer, begun {when}").format(when=when(known.draft.saved_at, self.now))
            return _block(heading, known.draft.text, width, "own")
        if reply is not None and known.state in _OWN:
            lines = _block(_("your answer"), reply.text, width, "own")
            if reply.found:
                lines += _block(_("what stands there now"), reply.found, width, "")
            return lines
        standing = known.review.reply
        if standing is None:
            return []
        heading = _("the answer on the site")
        if standing.at is not None:
            heading = _("the answer on the site, {when}").format(
                when=when(standing.at, self.now, zone_of(known.zone))
            )
        return _block(heading, standing.text, width, "own")


_OWN = frozenset(
    {
        State.QUEUED,
        State.SENDING,
        State.SENT,
        State.UNKNOWN,
        State.PARKED,
        State.CONFLICT,
        State.HANDED_OFF,
        State.REFUSED,
        State.GONE,
    }
)


def _block(heading: str, text: str, width: int, style: str) -> list[Written]:
    rule = f"── {heading} "
    return [
        [Piece("")],
        [Piece(rule + "─" * max(0, width - len(rule)), "rule")],
        *paragraph(visible(text), width, style),
    ]
