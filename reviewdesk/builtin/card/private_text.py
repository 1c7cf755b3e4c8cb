"""What is said to the guest alone: the owner's own sentence, and that nothing is expected in return."""

from reviewdesk.api import PrivateMessage, Voucher
from reviewdesk.builtin.card.clean import clean
from reviewdesk.builtin.card.face import grouped
from reviewdesk.builtin.card.tongue import Words, speak_to

__all__ = ["private_text"]

_LONGEST_NAME = 60


def private_text(
    voucher: Voucher, language: str | None = None, own: str = "", to: str = ""
) -> PrivateMessage:
    """The whole message, ready to be read and sent; `own` stands in place of the apology.

    It names no review and no stars, and holds no link: Booking.com takes those out.
    """
    words = Words(language or speak_to(voucher.case))
    name = clean(voucher.case.guest or "")[:_LONGEST_NAME]
    house = clean(voucher.house)
    places = clean(", ".join(voucher.places))
    facts = [
        words("show", code=grouped(clean(voucher.code))),
        words("until", day=words.day(voucher.expires_on)),
        *([words("places", places=places)] if places else []),
        *([words("contact", contact=clean(voucher.contact))] if voucher.contact.strip() else []),
        *([clean(voucher.offer.small_print)] if voucher.offer.small_print.strip() else []),
    ]
    parts = [
        words("greeting_named", guest=name) if name else words("greeting"),
        f"{own.strip() or words('sorry')}\n{words('gift', title=clean(voucher.offer.title))}",
        "\n".join(facts),
        words("nothing"),
        f"{words('bye')}\n{house}",
    ]
    return PrivateMessage(
        text="\n\n".join(parts), language=words.language, subject=words("subject", house=house), to=to
    )
