"""Vouchers made into what the guest holds: a card, a sheet of four, or a picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO

from reviewdesk.api import DeskError, Voucher, _
from reviewdesk.builtin.card.drawing import Box, draw
from reviewdesk.builtin.card.face import Face, face_of, lacks_contact
from reviewdesk.builtin.card.fonts import Fonts, find_fonts, printable
from reviewdesk.builtin.card.pen import Pen
from reviewdesk.builtin.card.tongue import speak_to

__all__ = ["Made", "Size", "make_card"]

_A6 = (105.0, 148.5)
_PICTURE = (1080, 1350)
_DOTS = 10
"""Of the picture, for each millimetre of the page it is drawn on."""


class Size(StrEnum):
    A6 = "a6"
    A4X4 = "a4x4"
    """Four on a sheet of A4, to be cut."""
    PNG = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    data: bytes
    suffix: str
    """.pdf or .png"""
    told: tuple[str, ...] = ()
    """What the owner should know of it, a sentence each."""


def make_card(
    vouchers: Sequence[Voucher], size: Size = Size.A6, language: str | None = None, *, hand: bool = False
) -> Made:
    """One card for each voucher, in `language` or in the guest's own. Raises DeskError."""
    if size is Size.PNG and len(vouchers) != 1:
        raise DeskError(_("A picture shows one voucher."), _("Name one code, or make a sheet of cards."))
    if size is Size.PNG and hand:
        raise DeskError(_("A picture can't be written on by hand."), _("Make a card instead."))
    faces = [
        face_of(each, language or speak_to(each.case), picture=size is Size.PNG, hand=hand)
        for each in vouchers
    ]
    fonts = find_fonts(text for face in faces for text in _texts(face))
    told: list[str] = [sentence for each in vouchers if (sentence := lacks_contact(each))]
    ready = [_printable(face, fonts, told) for face in faces]
    drawn = _drawn(ready, size, fonts, vouchers[0], told)
    if size is Size.PNG:
        return Made(data=_picture(drawn), suffix=".png", told=tuple(dict.fromkeys(told)))
    return Made(data=drawn, suffix=".pdf", told=tuple(dict.fromkeys(told)))


def _texts(face: Face) -> tuple[str, ...]:
    return (
        face.terms, face.house, face.goodwill, face.guest, face.title, *face.facts,
        face.small_print, face.staff, face.code, *face.blanks, *face.by_hand, "…-",
    )  # fmt: skip


def _printable(face: Face, fonts: Fonts, told: list[str]) -> Face:
    try:
        guest = printable(face.guest, fonts)
    except DeskError as error:
        # A card without a name is still a good card; one without its terms is none.
        guest = ""
        told.append(_("The guest's name is left out. {why}").format(why=error))
    return replace(
        face,
        guest=guest,
        house=printable(face.house, fonts),
        title=printable(face.title, fonts),
        facts=tuple(printable(each, fonts) for each in face.facts),
        small_print=printable(face.small_print, fonts),
        terms=printable(face.terms, fonts),
        code=printable(face.code, fonts),
    )


def _drawn(faces: list[Face], size: Size, fonts: Fonts, first: Voucher, told: list[str]) -> bytes:
    width, height = _A6
    if size is Size.PNG:
        width, height = (side / _DOTS for side in _PICTURE)
    across = 2 if size is Size.A4X4 else 1
    with Pen(width * across, height * across, fonts, made_at=first.issued_at) as pen:
        for number, face in enumerate(faces):
            place = number % (across * across)
            if place == 0:
                _new_page(pen, width, height, across)
            box = Box(width * (place % across), height * (place // across), width, height)
            if not draw(pen, face, box):
                told.append(
                    _("Some words were too long for the card and were cut: look at it before you give it.")
                )
        return pen.done()


def _new_page(pen: Pen, width: float, height: float, across: int) -> None:
    pen.page()
    if across > 1:
        pen.rule(0, height, width * 2, dashed=True)
        pen.upright(width, 0, height * 2)


def _picture(page: bytes) -> bytes:
    """The very page a printer would get: one drawing, one way of joining letters."""
    import pypdfium2

    document = pypdfium2.PdfDocument(page)
    try:
        image = document[0].render(scale=_DOTS * 25.4 / 72).to_pil().convert("L")
    finally:
        document.close()
    out = BytesIO()
    image.crop((0, 0, *_PICTURE)).save(out, "PNG", optimize=True)
    return out.getvalue()
