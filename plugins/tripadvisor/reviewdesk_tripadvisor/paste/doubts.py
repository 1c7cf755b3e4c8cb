"""What was read and may be another's: lines in an order in which Tripadvisor writes none."""

import re
from itertools import pairwise

from reviewdesk_tripadvisor.paste import marks
from reviewdesk_tripadvisor.paste.block import Block

__all__ = ["PLACE_LIKE", "doubts", "no_guests_name", "spread"]

PLACE_LIKE = re.compile(r"[^,]{2,40}, [^,]{2,40}(?:, [^,]{2,40})?")
_MANY_WORDS = 4


def no_guests_name(line: str) -> bool:
    """A town, or a heading of the page: asked about, though some guest may be called so."""
    return len(line.split()) >= _MANY_WORDS or PLACE_LIKE.fullmatch(line) is not None


def doubts(own: list[str], answer: list[str]) -> frozenset[str]:
    """A review is rated once and written once, before it is answered."""
    labels = ["", *own]
    rated = [
        line
        for above, line in zip(labels, own, strict=False)
        if marks.read_rating(line) is not None and not marks.is_label(above)
    ]
    written = [line for line in own if marks.WRITTEN.fullmatch(line) or marks.REVIEWED.fullmatch(line)]
    late = any(
        marks.WRITTEN.fullmatch(line) or (marks.read_rating(line) is not None and not marks.is_label(above))
        for above, line in pairwise(["", *answer])
    )
    if len(rated) > 1 or late or (answer and _behind(own)):
        return frozenset({"rating", "created_at"})
    return frozenset({"created_at"} if len(written) > 1 else ())


def _behind(own: list[str]) -> bool:
    """Whether words stand between the end of a review and its answer: those of another one."""
    ends = [number for number, line in enumerate(own) if marks.is_small_print(line)]
    behind = own[ends[0] + 1 :] if ends else []
    return any(line and not (marks.is_furniture(line) or marks.is_small_print(line)) for line in behind)


def spread(blocks: list[Block]) -> None:
    """What one review has too many, or too few, may be its neighbour's."""
    torn = [_torn(block) for block in blocks]
    for place, block in enumerate(blocks):
        block.adrift = any(torn[max(place - 1, 0) : place + 2])


def _torn(block: Block) -> bool:
    heads = sum(marks.COUNTED.fullmatch(line) is not None for line in block.lines)
    if block.doubts or block.bare or not block.text or heads > 1:
        return True
    words = [*(block.text or "").split("\n"), *(block.answer or "").split("\n")]
    return any(marks.is_button(line) for line in words if line)
