"""An offer's terms as one types them, and back; what can't be is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, Money, Offer, OfferKind, _
from reviewdesk.store.goodwill import amounts

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.goodwill.values import OfferInfo

_DAYS, _PER_PERSON, _PER_DAYS = 60, 1, 180
_DIGITS = 9
_NAMES = ("title", "kind", "worth", "cost", "days", "places", "small_print", "per_person", "per_days",
          "month_limit", "who")  # fmt: skip


def typed_of(info: OfferInfo | None) -> dict[str, str]:
    """What stands in the fields at first; of no offer what is usual."""
    if info is None:
        usual = {"kind": OfferKind.ITEM.value, "days": f"{_DAYS}"}
        usual |= {"per_person": f"{_PER_PERSON}", "per_days": f"{_PER_DAYS}"}
        return dict.fromkeys(_NAMES, "") | usual
    old = info.offer
    return {
        "title": old.title,
        "kind": old.kind.value,
        "worth": str(old.percent or "") or money_typed(old.value),
        "cost": money_typed(old.cost),
        "days": str(old.valid_days),
        "places": ", ".join(old.places),
        "small_print": old.small_print,
        "per_person": str(old.per_person),
        "per_days": str(old.per_person_days),
        "month_limit": number_typed(info.month_limit),
        "who": ", ".join(info.who),
    }


def terms_of(desk: Desk, name: str, issuer: str, typed: dict[str, str]) -> Offer:
    """The terms, of no version yet. Raises DeskError."""
    kind = OfferKind(typed["kind"])
    worth = typed["worth"] if kind is not OfferKind.ITEM else ""
    days = whole_number(typed["days"], _("How many days it is valid"))
    per_person = whole_number(typed["per_person"], _("How many one guest may get"))
    per_days = whole_number(typed["per_days"], _("The days in which one guest may get so many"))
    percent = kind is OfferKind.PERCENT
    return Offer(
        name=name,
        version=1,
        title=typed["title"],
        kind=kind,
        percent=whole_number(worth.rstrip(" %"), _("How many per cent")) if percent else None,
        value=money(desk, worth) if kind is OfferKind.AMOUNT else None,
        cost=money(desk, typed["cost"]),
        valid_days=_DAYS if days is None else days,
        places=several(typed["places"]),
        small_print=typed["small_print"],
        per_person=_PER_PERSON if per_person is None else per_person,
        per_person_days=_PER_DAYS if per_days is None else per_days,
        issuer=issuer,
    )


def whole_number(typed: str, what: str) -> int | None:
    """None where nothing was typed. Raises DeskError."""
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > _DIGITS:
        raise DeskError(_("{what} must be a whole number.").format(what=what), "")
    return int(typed)


def number_typed(number: int | None) -> str:
    return "" if number is None else str(number)


def money(desk: Desk, typed: str) -> Money | None:
    """None where nothing was typed. Raises DeskError."""
    return desk.offers.money(typed) if typed else None


def money_typed(sum_: Money | None) -> str:
    return amounts.shown(sum_) if sum_ else ""


def several(typed: str) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(each.strip() for each in typed.split(",") if each.strip())
