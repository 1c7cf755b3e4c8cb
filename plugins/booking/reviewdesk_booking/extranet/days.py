"""The days of a file: three forms, one of which needs a look at the whole file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reviewdesk.api import _

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
_DOTS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})\.?(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class DayForm:
    """How this file writes days with slashes."""

    month_first: bool = False
    """A spreadsheet in American has rewritten them."""
    mixed: bool = False
    """Both ways occur: only what can be read in one way alone is believed."""

    @classmethod
    def of(cls, days: Iterable[str]) -> "DayForm":
        pairs = [(int(m[1]), int(m[2])) for day in days if (m := _SLASHES.fullmatch(day.strip()))]
        day_first = any(one > 12 for one, _two in pairs)
        month_first = any(two > 12 for _one, two in pairs)
        return cls(month_first=month_first and not day_first, mixed=month_first and day_first)

    def read(self, told: str) -> date:
        """The bare day: a time beside it has no zone and would only pretend. Raises ValueError."""
        told = told.strip()
        if match := _ISO.fullmatch(told):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTS.fullmatch(told):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SLASHES.fullmatch(told):
            return self._slashed(int(match[1]), int(match[2]), int(match[3]))
        raise ValueError(_("{day} is no date that can be read.").format(day=repr(told[:40])))

    def _slashed(self, one: int, two: int, year: int) -> date:
        if self.mixed:
            if max(one, two) <= 12 and one != two:
                raise ValueError(
                    _("This file writes days in two ways: which of the two {one}/{two} is the month?").format(
                        one=one, two=two
                    )
                )
            return date(year, *sorted((one, two)))
        month, day = (one, two) if self.month_first else (two, one)
        return date(year, month, day)
