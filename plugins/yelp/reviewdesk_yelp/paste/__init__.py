"""Text copied off a page of Yelp's: the public one, or the owner's list at biz.yelp.com."""

import hashlib
from dataclasses import replace
from datetime import date

from reviewdesk.api import Pasted, PasteHint, Precision, Rating, Review, Skipped, StandingReply, _
from reviewdesk_yelp.paste.blocks import Block, read_blocks
from reviewdesk_yelp.paste.words import OWNER, REACTION, YELPS

__all__ = ["read_paste"]

SPACE = "paste"
_SURE = 0.5


def read_paste(text: str, hint: PasteHint) -> Pasted | None:
    if hint.platform not in {None, "yelp"} or not text.strip():
        return None
    blocks = read_blocks(text, hint.today)
    if not blocks:
        return _unread(text, hint) if hint.platform == "yelp" else None
    sure = _sure(text, hint)
    if sure < _SURE and not all(block.told and block.told.exact for block in blocks):
        # "3 weeks ago" is how others write; without one word of Yelp's it is theirs.
        return None
    rows: list[tuple[Review | Skipped, tuple[str, ...]]] = []
    for block in blocks:
        rows.append(_row(block, hint))
        if block.rest:
            rows.append((_not_understood(block), ()))
    return Pasted(
        platform="yelp",
        sure=sure,
        rows=tuple(row for row, _missing in rows),
        missing=tuple(missing for _row, missing in rows),
    )


def _sure(text: str, hint: PasteHint) -> float:
    """A short name with a date stands on other pages too; Yelp's own words do not."""
    if hint.platform == "yelp":
        return 1.0
    lines = [" ".join(line.split()) for line in text.splitlines()]
    signs = bool(YELPS.search(text)) + any(OWNER.fullmatch(line) for line in lines if line)
    signs += sum(bool(REACTION.fullmatch(line)) for line in lines if line) >= 2
    return (0.3, 0.8, 0.9, 0.95)[signs]


def _unread(text: str, hint: PasteHint) -> Pasted:
    """The owner says it is of Yelp, and nothing in it stands apart: all may be one guest's words."""
    words = text.strip()
    row = _review(hint, words, author=None, day=hint.today)
    row = replace(row, external_id=_key("", "", words))
    missing = ("author", "created_at", "rating", *_no_listing(hint))
    return Pasted(platform="yelp", sure=0.5, rows=(row,), missing=(missing,))


def _not_understood(block: Block) -> Skipped:
    reason = _("Who wrote these lines was not understood: paste that review alone.")
    place = _("behind the review of {name}").format(name=block.author or "?")
    return Skipped(reason=reason, raw="\n".join(block.rest), place=place)


def _row(block: Block, hint: PasteHint) -> tuple[Review, tuple[str, ...]]:
    words = "\n".join(block.text).strip()
    told = block.told
    day = told.day if told else hint.today
    row = _review(hint, words, author=block.author, day=day)
    exact = told is not None and told.exact and told.sure
    row = replace(
        row,
        external_id=_key(block.author or "", day.isoformat() if exact else "", words),
        precision=told.precision if told else Precision.DAY,
        updated_at=day if block.updated and told else None,
        rating=Rating(float(block.stars), 5) if block.stars else None,
        url=block.link,
        aliases={"api": block.review_id} if block.review_id else {},
        reply=_reply(block),
        details=_details(block),
    )
    return row, _missing(block, hint)


def _review(hint: PasteHint, words: str, *, author: str | None, day: date) -> Review:
    return Review(
        external_id="-",
        listing=hint.listing.external_id if hint.listing else "",
        created_at=day,
        precision=Precision.DAY,
        text=words or None,
        author=author,
        id_space=SPACE,
    )


def _missing(block: Block, hint: PasteHint) -> tuple[str, ...]:
    missing: list[str] = []
    if block.author is None or "author" in block.doubts:
        missing.append("author")
    if block.told is None or not block.told.sure or "created_at" in block.doubts:
        missing.append("created_at")
    if block.stars is None or "rating" in block.doubts:
        missing.append("rating")
    if block.cut or not any(block.text) or block.adrift:
        missing.append("text")
    if block.adrift and any(block.answer):
        missing.append("reply")
    return (*missing, *_no_listing(hint))


def _no_listing(hint: PasteHint) -> tuple[str, ...]:
    return () if hint.listing else ("listing",)


def _reply(block: Block) -> StandingReply | None:
    words = "\n".join(block.answer).strip()
    if not words:
        return None
    # A page tells the bare day of an answer, which is no moment: it stands in the details.
    return StandingReply(text=words)


def _details(block: Block) -> dict[str, str]:
    details: dict[str, str] = {}
    if block.earlier:
        details[_("Earlier words")] = "\n".join(block.earlier).strip()
    if block.answered and block.answered.sure:
        details[_("Answered")] = block.answered.day.isoformat()
    return details


def _key(author: str, day: str, words: str) -> str:
    """The same for the same review pasted again, be it with "Read more" opened or not."""
    beginning = "".join(words.casefold().split())[:40]
    return hashlib.sha256(f"{author.casefold()}|{day}|{beginning}".encode()).hexdigest()[:24]
