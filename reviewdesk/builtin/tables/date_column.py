"""How a whole column writes its times: one cell alone can't tell 3/4 from 4/3."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from reviewdesk.api import Precision, _
from reviewdesk.builtin.tables.moments import Kind, Told, look
from reviewdesk.builtin.tables.relative import Ago, Unit

_PACIFIC = "America/Los_Angeles"
_DAYS = {Unit.MINUTE: 0, Unit.HOUR: 0, Unit.DAY: 1, Unit.WEEK: 7}
_RELATIVE_PRECISION = {Unit.MINUTE: Precision.DAY, Unit.HOUR: Precision.DAY, Unit.DAY: Precision.DAY}


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime | date
    precision: Precision
    firm: bool = True
    """The same in every file: not counted from the day of the file."""
    edited: bool = False
    stay: bool = False


@dataclass(slots=True)
class DateColumn:
    """What was seen in a column, and what the owner or the tool says of it (`flags`)."""

    flags: frozenset[str] = frozenset()
    kinds: Counter[Kind] = field(default_factory=Counter)
    day_first: int = 0
    month_first: int = 0
    undecided: int = 0
    late: bool = False
    """Some stamp is not exactly midnight."""

    def see(self, cell: str) -> Told | None:
        told = look(cell)
        if told is None:
            return None
        self.kinds[told.kind] += 1
        if told.kind is Kind.NUMBERS:
            one, two, _year = told.numbers
            self.day_first += one > 12
            self.month_first += two > 12
            self.undecided += one <= 12 and two <= 12 and one != two
        elif told.kind is Kind.STAMP and isinstance(told.at, datetime):
            self.late = self.late or told.at.hour + told.at.minute + told.at.second > 0
        return told

    @property
    def order(self) -> str | None:
        """`dmy` or `mdy`; None where nobody can tell, or where the column contradicts itself."""
        for said in ("dmy", "mdy"):
            if said in self.flags:
                return said
        if bool(self.day_first) == bool(self.month_first):
            return None
        return "dmy" if self.day_first else "mdy"

    @property
    def asks_order(self) -> bool:
        return self.undecided > 0 and self.order is None

    @property
    def contradicts_itself(self) -> bool:
        return self.day_first > 0 and self.month_first > 0

    def read(self, cell: str, reference: date) -> Moment:
        """Raises ValueError, with the reason, where the cell can't be read for sure."""
        told = look(cell)
        if told is None:
            raise ValueError(_("{day} is no date that can be read.").format(day=repr(cell[:40])))
        at, precision, firm = self._place(told, cell, reference)
        return Moment(at, precision, firm, edited=told.edited, stay=told.stay)

    def _place(self, told: Told, cell: str, reference: date) -> tuple[datetime | date, Precision, bool]:
        if told.kind is Kind.AGO and told.ago is not None:
            return *_before(reference, told.ago), False
        if told.kind is Kind.NUMBERS:
            told = self._ordered(told, cell)
        at = told.at
        assert at is not None
        if not isinstance(at, datetime):
            return at, Precision.MONTH if told.kind is Kind.MONTH else Precision.DAY, True
        at = self._zoned(told.kind, at)
        if at is None or (told.kind is Kind.STAMP and not self.late):
            # A time without its zone would only pretend: the day it names is what is known.
            assert told.at is not None
            return date(told.at.year, told.at.month, told.at.day), Precision.DAY, True
        return at, Precision.SECOND if told.seconds else Precision.MINUTE, True

    def _zoned(self, kind: Kind, at: datetime) -> datetime | None:
        if kind is not Kind.CLOCK:
            return at
        zone = UTC if "utc" in self.flags else ZoneInfo(_PACIFIC) if "pacific" in self.flags else None
        return at.replace(tzinfo=zone).astimezone(UTC) if zone else None

    def _ordered(self, told: Told, cell: str) -> Told:
        one, two, year = told.numbers
        order = self.order
        if order is None and one != two and max(one, two) <= 12:
            raise ValueError(
                _("Nobody can tell which of the two in {day} is the month.").format(day=repr(cell[:40]))
            )
        if order is None:
            order = "dmy" if one > 12 else "mdy"
        day, month = (one, two) if order == "dmy" else (two, one)
        try:
            if told.clock:
                hour, minute, second = told.clock
                at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone is looked at later
                return Told(Kind.CLOCK, at)
            return Told(Kind.DAY, date(year, month, day))
        except ValueError as error:
            raise ValueError(_("{day} is no date that can be read.").format(day=repr(cell[:40]))) from error


def _before(reference: date, ago: Ago) -> tuple[date, Precision]:
    """The best guess; weeks and more are only true to about a month."""
    if ago.unit in _DAYS:
        day = reference - timedelta(days=ago.count * _DAYS[ago.unit])
        return day, _RELATIVE_PRECISION.get(ago.unit, Precision.MONTH)
    from dateutil.relativedelta import relativedelta

    months = ago.count * (12 if ago.unit is Unit.YEAR else 1)
    return (reference - relativedelta(months=months)).replace(day=1), Precision.MONTH
