"""What stands on a card's face, as words: nothing of how it is drawn."""

import re
from dataclasses import dataclass

from reviewdesk.api import OfferKind, Voucher, _, spoken
from reviewdesk.builtin.card.clean import clean
from reviewdesk.builtin.card.tongue import Words

__all__ = ["Face", "face_of", "grouped", "lacks_contact"]

_PLAIN = re.compile(r"[0-9A-Za-z]{8,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    house: str
    goodwill: str
    guest: str
    """Empty where nobody knows the name, or nothing of it can be printed."""
    title: str
    facts: tuple[str, ...]
    """Until when, where, whom to ask, the owner's small print, what the law wants said."""
    small_print: str
    terms: str
    staff: str
    """In the language of the house, as the blanks are: a waiter need not read the guest's."""
    code: str
    qr: str
    blanks: tuple[str, ...]
    """What is written in by hand: day and initials."""
    by_hand: tuple[str, ...] = ()
    """The labels of lines to write on, where nothing but the code is printed."""


def face_of(voucher: Voucher, language: str, *, picture: bool = False, hand: bool = False) -> Face:
    words, ours = Words(language), Words(spoken())
    code = grouped(clean(voucher.code))
    return Face(
        house="" if hand else clean(voucher.house),
        goodwill="" if hand else words("goodwill"),
        guest="" if hand else _guest(voucher, words),
        title="" if hand else clean(voucher.offer.title),
        facts=_facts(voucher, words, hand=hand),
        small_print="" if hand else clean(voucher.offer.small_print),
        terms="" if hand else words("terms"),
        staff="" if hand else ours("staff_picture" if picture else "staff"),
        code=code,
        qr=voucher.counter_url or voucher.code,
        blanks=() if picture else (ours("day"), ours("initials")),
        by_hand=(words("write"), words("write_until")) if hand else (),
    )


def grouped(code: str) -> str:
    """7K3F9QWX2MT is read aloud as 7K3F-9QWX-2MT; a code with signs of its own between stays as it is."""
    if not _PLAIN.fullmatch(code):
        return code
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _guest(voucher: Voucher, words: Words) -> str:
    name = clean(voucher.case.guest or "")
    return words("guest", guest=name) if name else ""


def _facts(voucher: Voucher, words: Words, *, hand: bool) -> tuple[str, ...]:
    if hand:
        # What the law wants on the face of a card for money is no matter of handwriting.
        return _promotional(voucher, words, alone=True)
    places, contact = clean(", ".join(voucher.places)), clean(voucher.contact)
    told = (
        _worth(voucher, words),
        words("until", day=words.day(voucher.expires_on)),
        words("places", places=places) if places else "",
        words("contact", contact=contact) if contact else "",
        *_promotional(voucher, words, alone=not contact),
    )
    return tuple(each for each in told if each)


def _worth(voucher: Voucher, words: Words) -> str:
    offer = voucher.offer
    if offer.kind is OfferKind.AMOUNT and offer.value is not None:
        return words("value", value=words.money(offer.value))
    if offer.kind is OfferKind.PERCENT and offer.percent is not None:
        return words("discount", percent=words.percent(offer.percent))
    return ""


def _promotional(voucher: Voucher, words: Words, *, alone: bool) -> tuple[str, ...]:
    """12 CFR 1005.20(a)(4)(iii): promotional, its end, its fees, and where to ask, all on the face.

    `alone` where no other line says whom to ask.
    """
    if voucher.offer.kind is OfferKind.ITEM:
        return ()
    contact = clean(voucher.contact)
    questions = words("contact", contact=contact) if contact else words("ask_here")
    day = words.day(voucher.expires_on)
    return (words("promotional", day=day, questions=questions if alone else "").strip(),)


def lacks_contact(voucher: Voucher) -> str:
    """One sentence where the card says less than the law of some countries wants; else nothing."""
    if voucher.offer.kind is OfferKind.ITEM or clean(voucher.contact):
        return ""
    return _("A card for money off should name a phone number or a web page for questions: none is set.")
