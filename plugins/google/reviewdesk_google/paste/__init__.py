"""Reviews as a person copies them off Google Maps, Search, or the reviews page of a Business Profile."""

import hashlib
import re

from reviewdesk.api import Pasted, PasteHint, Rating, Review, Skipped, Standing, StandingReply, _
from reviewdesk_google.paste.blocks import Block, read_blocks
from reviewdesk_google.paste.lines import COUNTED, GUIDE, OWNER

__all__ = ["read_paste"]

SPACE = "paste"
_LONGEST = 2_000_000
_OTHERS = re.compile(r"tripadvisor|yelp|booking\.com", re.IGNORECASE)
_OWN = re.compile(rf"{GUIDE.pattern}|\bgoogle\b", re.IGNORECASE)


def read_paste(text: str, hint: PasteHint) -> Pasted | None:
    """Stars are pictures there, and seldom get copied: what is not told is asked for."""
    if hint.platform not in {None, "google"} or len(text) > _LONGEST:
        return None
    blocks = read_blocks(text, hint.today)
    sure = _sure(text, blocks, hint)
    if sure <= 0 or not any(block.author and not block.undated for block in blocks):
        return None
    return Pasted(
        platform="google",
        sure=sure,
        rows=tuple(_row(block, hint) for block in blocks),
        missing=tuple(_missing(block, hint) for block in blocks),
    )


def _sure(text: str, blocks: list[Block], hint: PasteHint) -> float:
    """Names over days stand on many pages; Google's own words do not."""
    if hint.platform == "google":
        return 0.95
    if _OTHERS.search(text):
        return 0.2 if _OWN.search(text) else 0.0
    lines = [" ".join(line.split()) for line in text.splitlines()]
    signs = bool(_OWN.search(text)) + any(COUNTED.fullmatch(line) for line in lines if line)
    signs += any(OWNER.fullmatch(line) for line in lines if line)
    if not any(block.headed for block in blocks) and not signs:
        return 0.0
    return (0.4, 0.75, 0.85, 0.9)[signs]


def _row(block: Block, hint: PasteHint) -> Review | Skipped:
    words = "\n".join(block.text).strip()
    if block.author is None or (block.undated and block.empty):
        return Skipped(reason=_lacking(block), raw="\n".join((block.author or "", words)).strip())
    return Review(
        external_id=_key(block.author, words),
        id_space=SPACE,
        listing=hint.listing.external_id if hint.listing else "",
        created_at=block.told.day,
        precision=block.told.precision,
        rating=Rating(block.stars, 5) if block.stars and not block.stray_stars else None,
        text=words or None,
        author=block.author,
        reply=_reply(block),
        reply_known=block.answer is not None or block.closed,
        details=dict(block.aspects),
    )


def _lacking(block: Block) -> str:
    if block.author is None:
        return _("The beginning of a review is missing here: copy it from its name on.")
    return _("Only the beginning of the review of {name} was copied: copy it whole.").format(
        name=block.author
    )


def _reply(block: Block) -> StandingReply | None:
    words = "\n".join(block.answer or ()).strip()
    return StandingReply(text=words, standing=Standing.UNTOLD) if words else None


def _missing(block: Block, hint: PasteHint) -> tuple[str, ...]:
    if isinstance(_row(block, hint), Skipped):
        return ()
    asked = {
        "author": not block.headed or block.adrift,
        "rating": block.stars is None or block.stray_stars,
        # Of an edited review the page shows the day of the edit alone.
        "created_at": not block.told.sure or block.told.edited or block.stray_day,
        # The line that was not understood as a day may be the first of its words.
        "text": block.cut or block.undated or (block.adrift and any(block.text)),
        "reply": block.answer_cut or _is_answer_doubtful(block) or (block.adrift and any(block.answer or ())),
        "listing": hint.listing is None,
    }
    return tuple(name for name, missing in asked.items() if missing)


def _is_answer_doubtful(block: Block) -> bool:
    """A day that stands loose below a review may be that of an answer whose mark was not copied."""
    return block.answer is None and (not block.closed or block.stray_day)


def _key(author: str, words: str) -> str:
    """The same at each paste: days are told from today, and words may be cut."""
    beginning = "".join(words.casefold().split())[:40].rstrip("….")
    return hashlib.sha256(f"{author.casefold()}|{beginning}".encode("utf-8", "replace")).hexdigest()[:24]
