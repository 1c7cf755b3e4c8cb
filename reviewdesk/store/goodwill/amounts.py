"""Money as people write it; never a float."""

import re
from decimal import Decimal, InvalidOperation

from reviewdesk.api import DeskError, Money, _
from reviewdesk.store.fractions import fraction

_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST = 10**12


def shown(money: Money) -> str:
    """As in 3.20 EUR; 3,20 EUR where the owner's language writes it so."""
    return f"{alone(money)} {money.currency}"


def alone(money: Money) -> str:
    """The number alone, as the owner's language writes it."""
    return fraction(plain(money))


def plain(money: Money) -> str:
    """The number alone, with a point, for tables and programs."""
    places = _places(money.currency)
    return f"{Decimal(money.minor).scaleb(-places):.{places}f}"


def typed(text: str, currency: str) -> Money:
    """`3.20`, `3,20` or `3.20 EUR`; `currency` where none is named. Raises DeskError."""
    words = text.strip().upper().replace("\u00a0", " ").split()
    named = next((word for word in words if _CURRENCY.fullmatch(word)), currency.strip().upper())
    numbers = [word for word in words if not _CURRENCY.fullmatch(word)]
    if len(numbers) != 1 or len(words) > 2 or not _known(named):
        raise _unclear(text)
    try:
        value = Decimal(numbers[0].replace(",", "."))
    except InvalidOperation:
        raise _unclear(text) from None
    minor = value.scaleb(_places(named)) if value.is_finite() else Decimal(-1)
    if minor < 0 or minor > _MOST or minor != minor.to_integral_value():
        raise _unclear(text)
    return Money(int(minor), named)


def _unclear(text: str) -> DeskError:
    return DeskError(
        _('"{text}" is not understood as an amount of money.').format(text=" ".join(text.split())),
        _("Write it like 3.20 EUR."),
    )


def _known(currency: str) -> bool:
    from babel.core import get_global

    return bool(_CURRENCY.fullmatch(currency)) and currency in get_global("all_currencies")


def _places(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)
