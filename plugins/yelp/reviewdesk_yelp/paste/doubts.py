"""What was read and may be another's: lines in an order in which Yelp writes none."""

from collections import Counter
from itertools import pairwise

from reviewdesk_yelp.paste.block import PLACE, Block, Read
from reviewdesk_yelp.paste.dates import Told
from reviewdesk_yelp.paste.words import ROLE, rating_of

__all__ = ["after_answer", "doubt", "later", "strays"]


def doubt(blocks: list[Block], above: list[str], read: Read) -> None:
    """A head without its own lines may have got those of another."""
    if blocks:
        # Above a list stand the stars of the whole page, all five; a single line of them is a guest's.
        blocks[0].doubts |= strays(above, read, few=1)
    names = Counter(block.author for block in blocks)
    for block in blocks:
        if names[block.author] > 1 or not any(block.text):
            # A person has one review on a page, and it has words: two of a name, or a head without
            # words, may be one review torn in two.
            block.doubts |= {"rating", "created_at"}
    starred = any(block.stars for block in blocks)
    torn = [bool(b.doubts) or b.told is None or (starred and b.stars is None) for b in blocks]
    for number, (one, other) in enumerate(pairwise(blocks)):
        # What one review has too many, or too few, may be its neighbour's.
        if torn[number] or torn[number + 1]:
            one.doubts |= {"rating", "created_at"}
            other.doubts |= {"rating", "created_at"}
        elif not other.town and _ends_with_a_place(one):
            one.doubts.add("text")


def _ends_with_a_place(block: Block) -> bool:
    """A town stands below its guest's name, and here perhaps above."""
    words = [line for line in (*block.text, *block.answer) if line]
    return bool(words) and PLACE.fullmatch(words[-1]) is not None


def strays(lines: list[str], read: Read, few: int = 1_000) -> set[str]:
    """What lines that say only when, or only how many stars, make doubtful where none belongs."""
    rated = [line for line in lines if (stars := rating_of(line)) and (not stars[1] or read(stars[1]))]
    if any(ROLE.fullmatch(line) for line in lines):
        # It stands under the name of whoever answered, and nowhere else.
        return {"rating", "created_at"}
    dated = any(read(line) for line in lines if line)
    return ({"rating"} if 0 < len(rated) <= few else set()) | ({"created_at"} if dated else set())


def later(told: Told | None, earlier: list[str], read: Read) -> set[str]:
    """Words that an update took the place of are older than it."""
    days = [day.day for line in earlier if line and (day := read(line))]
    return {"rating", "created_at"} if told and any(day > told.day for day in days) else set()


def after_answer(block: Block, lines: list[str], read: Read) -> set[str]:
    """An answer is younger than the review, has one day and no stars."""
    days = [told.day for line in lines if line and (told := read(line))]
    before = block.told is not None and any(day < block.told.day for day in days)
    rated = any((stars := rating_of(line)) and not stars[1] for line in lines)
    return ({"rating"} if rated else set()) | ({"created_at"} if before or len(days) > 1 else set())
