"""Text copied off Booking.com's pages: understood, or asked about, but never guessed in silence."""

import hashlib
from datetime import date

from reviewdesk.api import (
    Parts,
    Pasted,
    PasteHint,
    Precision,
    Rating,
    Review,
    Skipped,
    StandingReply,
    _,
)
from reviewdesk_booking.paste.cards import Card, split, understand
from reviewdesk_booking.paste.doubts import no_guests_name, spread
from reviewdesk_booking.paste.lines import Line, Sort, read_lines
from reviewdesk_booking.review import RESERVATION, Ref, sub_scores
from reviewdesk_booking.words import complaint_marker, joined

__all__ = ["ID_SPACE", "read_paste"]

ID_SPACE = "paste"
_LONGEST = 500_000


def read_paste(text: str, hint: PasteHint) -> Pasted | None:
    if hint.platform not in {None, "booking"} or len(text) > _LONGEST:
        return None
    lines = read_lines(text)
    sure = _sureness(lines, hint)
    if sure == 0:
        return None
    rows: list[Review | Skipped] = []
    missing: list[tuple[str, ...]] = []
    cards = [understand(card) for card in split(lines)]
    spread(cards)
    for card in cards:
        row, asked = _row(card, hint)
        rows.append(row)
        missing.append(asked)
    return Pasted(platform="booking", sure=sure, rows=tuple(rows), missing=tuple(missing)) if rows else None


def _sureness(lines: list[Line], hint: PasteHint) -> float:
    """Only lines that no other platform has make it ours, unless the owner says so."""
    signs = {line.sort for line in lines if line.own}
    facts = {line.sort for line in lines} & {Sort.SCORE, Sort.DAY, Sort.STAY, Sort.LIKED, Sort.DISLIKED}
    if hint.platform == "booking":
        return 0.95 if signs or facts else 0.0
    if not signs:
        return 0.0
    return 0.9 if len(signs) > 1 or len(facts) > 1 else 0.6


def _row(card: Card, hint: PasteHint) -> tuple[Review | Skipped, tuple[str, ...]]:
    raw = "\n".join(line.whole for line in card.lines)
    if card.clash:
        reason = _("Two reviews run into one another here: copy them one by one.")
        return Skipped(reason=reason, raw=raw), ()
    parts, text = _words(card)
    if card.score is None and not (text or card.title) and card.author is None:
        return Skipped(reason=_("No review was found in these lines."), raw=raw), ()
    day, precision = _day(card, hint.today)
    review = Review(
        external_id=_key(card, text),
        listing=hint.listing.external_id if hint.listing else "",
        created_at=day,
        precision=precision,
        rating=Rating(card.score, 10) if card.score is not None else None,
        title=card.title,
        text=text,
        parts=parts,
        author=card.author,
        id_space=ID_SPACE,
        aliases={RESERVATION: card.reservation} if card.reservation else {},
        ref=Ref("", "", card.reservation).text(),
        # Over a score without words the page sets a title of its own.
        answerable=bool(text or (card.title and not card.wordless)),
        reply=_reply(card),
        details={**_details(card), **complaint_marker(parts)},
    )
    return review, _missing(card, text, parts)


def _words(card: Card) -> tuple[Parts | None, str | None]:
    parts = Parts(positive=card.words("positive"), negative=card.words("negative"))
    loose = card.words("text")
    if loose is None:
        text = joined(parts)
        return (parts if text else None), text
    return None, "\n\n".join(one for one in (loose, parts.positive, parts.negative) if one)


def _missing(card: Card, text: str | None, parts: Parts | None) -> tuple[str, ...]:
    asked = {
        "author": no_guests_name(card) or card.adrift,
        "rating": card.score is None,
        "created_at": card.day is None,
        "parts": text is not None and parts is None,
        "title": card.adrift and card.title is not None,
        "text": bool(card.left)
        or card.cut
        or (text is None and not card.wordless)
        or (card.adrift and text is not None),
        "reply": card.adrift and card.words("reply") is not None,
    }
    return tuple(name for name, missing in asked.items() if missing)


def _day(card: Card, today: date) -> tuple[date, Precision]:
    """A month of stay is the best guess where the page does not show the day of the review."""
    if card.day is not None:
        return card.day, Precision.DAY
    return (card.stay, Precision.MONTH) if card.stay is not None else (today, Precision.DAY)


def _reply(card: Card) -> StandingReply | None:
    text = card.words("reply")
    return StandingReply(text=text) if text else None


def _details(card: Card) -> dict[str, str]:
    details = sub_scores(card.subs)
    if card.country:
        details[_("Country")] = card.country
    if card.stayed:
        details[_("Stay")] = " · ".join(one.strip(" ·") for one in card.stayed)
    if card.reservation:
        details[_("Reservation")] = card.reservation
    return details


def _key(card: Card, text: str | None) -> str:
    """The same review pasted again has the same key, with or without an answer under it."""
    if card.reservation:
        return f"reservation:{card.reservation}"
    signs = (card.author or "", str(card.day or card.stay or ""), str(card.score), text or card.title or "")
    plain = "\0".join(" ".join(sign.casefold().split()) for sign in signs)
    return f"paste:{hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()[:20]}"
