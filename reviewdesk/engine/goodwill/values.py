"""What the rooms of goodwill give."""

from dataclasses import dataclass
from datetime import date

from reviewdesk.api import DeskError, Money, _
from reviewdesk.engine.goodwill.grave import Grave
from reviewdesk.store.goodwill.giving import Given
from reviewdesk.store.goodwill.values import (
    Band,
    Budget,
    Cap,
    CaseInfo,
    EventInfo,
    Line,
    OfferInfo,
    Outcome,
    OverLimit,
    Report,
    VoucherInfo,
    VoucherState,
)
from reviewdesk.store.goodwill.vouchers import Lost

__all__ = [
    "Band",
    "Budget",
    "Cap",
    "CaseInfo",
    "EventInfo",
    "Given",
    "GraveMatter",
    "Line",
    "Lost",
    "OfferInfo",
    "Outcome",
    "OverLimit",
    "Question",
    "Report",
    "Room",
    "Used",
    "VoucherInfo",
    "VoucherState",
]


class GraveMatter(DeskError):
    """The words tell of something that no voucher makes good: no button, the advice instead."""

    def __init__(self, found: Grave) -> None:
        super().__init__(
            _('The words speak of {matter} ("{word}"). A voucher is not offered here.').format(
                matter=found.title, word=found.word
            ),
            _("{advice} If you read it and it is not about that, say why (--not-grave REASON).").format(
                advice=found.advice
            ),
        )
        self.found = found


class Question(DeskError):
    """The guest has to be asked something first: anyone can read the public answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What became of one code."""

    typed: str
    outcome: Outcome
    words: str
    """One plain sentence for who stands at the counter."""
    voucher: VoucherInfo | None = None
    on: date | None = None
    place: str = ""

    @property
    def done(self) -> bool:
        return self.outcome is Outcome.USED


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a form shows before anything is given."""

    budget: Budget
    caps: tuple[Cap, ...]
    """With one more of the offer counted in."""
    left: Money | None
    """Of the month's money, before this one."""
    grave: Grave | None
    given: int
    """Vouchers this case has got already."""
