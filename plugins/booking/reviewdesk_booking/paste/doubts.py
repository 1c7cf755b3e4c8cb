"""Cards whose lines may be another's: in an order in which Booking.com writes none."""

import re

from reviewdesk_booking.paste.cards import Card
from reviewdesk_booking.paste.lines import Sort

__all__ = ["no_guests_name", "spread"]

_FOREIGN = {
    Sort.COUNTRY,
    Sort.STAY,
    Sort.TRAVELLER,
    Sort.SCORE,
    Sort.DAY,
    Sort.GUEST,
    Sort.RESERVATION,
    Sort.BUTTON,
}
_MANY_WORDS = 5
_SMALL = re.compile(r"[a-zß-ÿа-яα-ω]{4,}")


def no_guests_name(card: Card) -> bool:
    """A sentence, a picture's letter, or who travelled with whom: the name above the country got lost."""
    if card.author is None or not card.lines:
        return card.author is None
    first, words = card.lines[0], card.author.split()
    sentence = card.author[-1:] in set(".!?…:;") and len(card.author) > len("A. B.")
    sentence = sentence or len(words) >= _MANY_WORDS or any(_SMALL.fullmatch(word) for word in words[1:])
    odd = first.whole == card.author and first.sort in {Sort.TRAVELLER, Sort.STAY, Sort.DAY}
    return sentence or odd or len(card.author) == 1 or (len(words) > 1 and _could_be_the_room(card))


def spread(cards: list[Card]) -> None:
    """What one review has too many, or too few, may be its neighbour's."""
    torn = [_torn(card) or (len(cards) > 1 and no_guests_name(card)) for card in cards]
    for place, card in enumerate(cards):
        card.adrift = any(torn[max(place - 1, 0) : place + 2])


def _could_be_the_room(card: Card) -> bool:
    """The room stands below the country; where none does, it may have come to stand in the name's place."""
    below = card.lines[2:3]
    return card.country is not None and bool(below) and below[0].sort is not Sort.PLAIN


def _torn(card: Card) -> bool:
    words = [line for lines in card.sections.values() for line in lines]
    letters = any(len(line.whole) == 1 and line.whole.isalpha() for line in words)
    return card.clash or bool(card.left) or letters or any(sort in _FOREIGN for sort in card.answered)
