"""What became of goodwill, computed on read. That a review was changed later is nowhere counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Integer, func, select

from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import vouchers
from reviewdesk.store.goodwill.tables import event, person
from reviewdesk.store.goodwill.values import Band, Line, Report, VoucherInfo, VoucherState
from reviewdesk.store.goodwill.ways import ways
from reviewdesk.store.tables import review

_BANDS = ("1-2", "3", "4-5", "-")


def report(tx: Tx, now: datetime, since: date | None = None, until: date | None = None) -> Report:
    """From one day to another, both whole, by the day on which each was given."""
    every = vouchers.listed(tx, now)
    given = [each for each in every if each.issued_at and _within(each, since, until)]
    held = [each for each in every if each.held]
    way = ways(tx, given)
    from_reviews = [each for each in given if each.case.review_id is not None]
    return Report(
        since=since,
        until=until,
        total=_line("", given),
        held=len(held),
        held_cost=_cost(held),
        promised_cost=_cost([each for each in given if each.living]),
        by_reason=_lines(given, lambda each: each.case.reason.value),
        by_channel=_lines(given, lambda each: way[each.id]),
        by_place=_lines(given, lambda each: each.case.location),
        by_month=_lines(given, lambda each: f"{_day(each):%Y-%m}"),
        returned=_guests(tx, [each for each in given if each.state is VoucherState.REDEEMED]),
        twice=_twice(tx, {each.id for each in given}),
        bands=_bands(tx, from_reviews, since, until),
        without_review=len(given) - len(from_reviews),
        overrides=sum(1 for each in given if each.override),
    )


def in_period(tx: Tx, now: datetime, since: date | None, until: date | None) -> list[VoucherInfo]:
    """All that were issued in these days, the oldest first."""
    return [
        each for each in reversed(vouchers.listed(tx, now)) if each.issued_at and _within(each, since, until)
    ]


def _day(one: VoucherInfo) -> date:
    assert one.issued_at is not None
    return vouchers.local_day(one.issued_at, one.zone)


def _within(one: VoucherInfo, since: date | None, until: date | None) -> bool:
    return (since is None or _day(one) >= since) and (until is None or _day(one) <= until)


def _lines(given: Sequence[VoucherInfo], by: Callable[[VoucherInfo], str]) -> tuple[Line, ...]:
    names = sorted({by(each) for each in given})
    return tuple(_line(name, [each for each in given if by(each) == name]) for name in names)


def _line(name: str, given: Sequence[VoucherInfo]) -> Line:
    many = Counter(each.state for each in given)
    return Line(
        name=name,
        count=len(given),
        used=many[VoucherState.REDEEMED],
        promised=sum(1 for each in given if each.living),
        ended=many[VoucherState.EXPIRED],
        voided=many[VoucherState.VOIDED],
        cost=_cost([each for each in given if each.state is VoucherState.REDEEMED]),
    )


def _cost(some: Iterable[VoucherInfo]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in some:
        if each.cost is not None:
            total[each.cost.currency] += each.cost.minor
    return dict(sorted(total.items()))


def _guests(tx: Tx, used: Sequence[VoucherInfo]) -> int:
    """How many people that were: whoever shares one mark with another is the same."""
    marks: dict[int, set[str]] = {each.case.id: {f"case {each.case.id}"} for each in used}
    for row in tx.execute(select(person)):
        if row.case_id in marks:
            marks[row.case_id].add(row.person)
    groups: list[set[str]] = []
    for mine in marks.values():
        same = [group for group in groups if group & mine]
        groups = [group for group in groups if not group & mine] + [mine.union(*same)]
    return len(groups)


def _twice(tx: Tx, numbers: set[int]) -> int:
    rows = tx.execute(select(event.c.voucher_id).where(event.c.what == "used_again").distinct())
    return len(numbers & set(rows.scalars()))


def _bands(tx: Tx, given: Sequence[VoucherInfo], since: date | None, until: date | None) -> tuple[Band, ...]:
    half = review.c.half_stars
    # 1-4 half stars, 5-7, 8-10: 0, 1, 2.
    band = func.cast(half > 4, Integer) + func.cast(half > 7, Integer)
    rows = select(band.label("band"), func.count().label("many")).group_by(band)
    if since is not None:
        rows = rows.where(review.c.day >= since.toordinal())
    if until is not None:
        rows = rows.where(review.c.day <= until.toordinal())
    written = {_BANDS[3 if row.band is None else row.band]: row.many for row in tx.execute(rows)}
    led = Counter(_band(each.case.half_stars) for each in given)
    return tuple(Band(name=name, reviews=written.get(name, 0), vouchers=led[name]) for name in _BANDS)


def _band(half_stars: int | None) -> str:
    return _BANDS[3] if half_stars is None else _BANDS[(half_stars > 4) + (half_stars > 7)]
