"""Reviews as a person copies them off Tripadvisor's page, or out of the Management Center."""

import hashlib
import re

from reviewdesk.api import (
    Pasted,
    PasteHint,
    Precision,
    Rating,
    Review,
    Skipped,
    Standing,
    StandingReply,
    _,
)
from reviewdesk_tripadvisor.card import NAME
from reviewdesk_tripadvisor.facts import trip
from reviewdesk_tripadvisor.links import is_tripadvisors, read_link
from reviewdesk_tripadvisor.paste import marks
from reviewdesk_tripadvisor.paste.block import Block
from reviewdesk_tripadvisor.paste.blocks import blocks
from reviewdesk_tripadvisor.paste.days import Seen, read_day

__all__ = ["read_paste"]

_LONGEST = 2_000_000


def read_paste(text: str, hint: PasteHint) -> Pasted | None:
    """What is not surely understood is asked for: bubbles are pictures, and seldom get copied."""
    if hint.platform not in {None, NAME} or len(text) > _LONGEST:
        return None
    found = blocks(text)
    sure = _sure(text, found, hint)
    if not found or sure <= 0:
        return None
    listing = hint.listing.external_id if hint.listing else _listing(text)
    rows: list[Review | Skipped] = []
    missing: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for block in found:
        row, asked = _row(block, hint, listing)
        if isinstance(row, Review):
            if row.external_id in seen:
                row = Skipped(reason=_("This review was copied twice."), known=True)
                asked = ()
            else:
                seen.add(row.external_id)
        rows.append(row)
        missing.append(asked)
    return Pasted(platform=NAME, sure=sure, rows=tuple(rows), missing=tuple(missing))


def _sure(text: str, found: list[Block], hint: PasteHint) -> float:
    named = marks.names_tripadvisor(text)
    headed = any(block.author for block in found)
    marked = any(block.day or block.trip or block.answer for block in found)
    if named and (headed or marked):
        return 0.95
    if headed and any(block.day for block in found):
        return 0.5 if all(block.doubtful_author for block in found) else 0.8
    if headed and marked:
        return 0.6
    if hint.platform == NAME:
        return 0.5
    return 0.0


def _row(block: Block, hint: PasteHint, listing: str | None) -> tuple[Review | Skipped, tuple[str, ...]]:
    if not block.title and not block.text:
        raw = "\n".join(line for line in block.lines if line)
        return Skipped(reason=_("There is no review in this part of the text."), raw=raw), ()
    link = read_link(block.link) if block.link and is_tripadvisors(block.link) else None
    when = _when(block, hint)
    number = link.review if link else None
    review = Review(
        external_id=number or _key(block),
        id_space="api" if number else "paste",
        listing=(link.location if link else None) or listing or "",
        created_at=when.day if when else hint.today,
        precision=when.precision if when else Precision.DAY,
        rating=Rating(int(block.stars) if block.stars.is_integer() else block.stars, 5)
        if block.stars
        else None,
        title=block.title,
        text=block.text,
        author=None if _is_nameless(block) else block.author,
        url=block.link if number else None,
        reply=_answer(block),
        # An answer that was not copied along may still stand there.
        reply_known=block.answer is not None or (block.closed and not block.adrift),
        details=_details(block),
    )
    return review, tuple(_asked(block, when, review))


def _asked(block: Block, when: Seen | None, review: Review) -> list[str]:
    asked = []
    if block.author is None or ((block.doubtful_author or block.adrift) and not _is_nameless(block)):
        asked.append("author")
    if block.stars is None or "rating" in block.doubts:
        asked.append("rating")
    if when is None or "created_at" in block.doubts:
        asked.append("created_at")
    # A title that was not copied leaves the bubbles in its place, though some guest may write "5/5" there.
    if block.title and (block.adrift or marks.read_rating(block.title) is not None):
        asked.append("title")
    if not block.text or block.cut or block.adrift:
        asked.append("text")
    if not review.listing:
        asked.append("listing")
    if block.answer_cut or block.adrift or (block.answer is None and not block.closed):
        asked.append("reply")
    return asked


def _is_nameless(block: Block) -> bool:
    """Whether the name is the one of all who gave none: "A Tripadvisor Member"."""
    return block.author is not None and marks.names_tripadvisor(block.author)


def _when(block: Block, hint: PasteHint) -> Seen | None:
    return read_day(block.day, hint.today) if block.day else None


def _answer(block: Block) -> StandingReply | None:
    """Its date is a bare day, which is no moment: it is left out."""
    if block.answer is None:
        return None
    return StandingReply(text=block.answer, standing=Standing.PUBLISHED)


def _details(block: Block) -> dict[str, str]:
    told = {_("Trip"): trip(block.trip), _("Visit"): block.visit or ""}
    return {label: value for label, value in told.items() if value} | block.ratings


def _key(block: Block) -> str:
    """The same at each paste: name and title stay, days told from today and shortened words do not."""
    parts = (block.author or "", block.title or "", (block.text or "")[:40])
    plain = "\n".join(" ".join(part.casefold().split()) for part in parts)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]


def _listing(text: str) -> str | None:
    """The page, where exactly one is named by an address in the text."""
    found = {
        told.location for link in re.findall(r"https?://\S*tripadvisor\S*", text) if (told := read_link(link))
    }
    found.discard(None)
    return found.pop() if len(found) == 1 else None
