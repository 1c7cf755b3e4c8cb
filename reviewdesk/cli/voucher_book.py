"""`voucher budget`, `report` and `csv`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from reviewdesk.api import DeskError, Money, _
from reviewdesk.cli.columns import fitted
from reviewdesk.cli.json_goodwill import budget_json, report_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.goodwill.event_words import channel_words
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import Budget, Line, Report
from reviewdesk.engine.moments import day_of
from reviewdesk.store.goodwill import amounts

__all__ = ["budget", "csv", "report"]

Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help=_("From this day on."))]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help=_("Up to this day."))]
_NONE = "none"


def budget(
    ctx: typer.Context,
    *,
    count: Annotated[
        str | None, typer.Option(metavar="N", help=_("At most so many vouchers a month; none: no limit."))
    ] = None,
    cost: Annotated[
        str | None, typer.Option(metavar="MONEY", help=_("At most so much a month, at cost price."))
    ] = None,
    each: Annotated[
        str | None, typer.Option(metavar="N", help=_("At most so many a month by one person here."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the month's limits, or set them."""
    with desk_of(ctx) as desk:
        now = desk.offers.budget()
        if any(given is not None for given in (count, cost, each)):
            money = now.month_cost if cost is None else None if cost == _NONE else desk.offers.money(cost)
            now = desk.offers.set_budget(
                Budget(
                    month_count=_number(count, now.month_count),
                    month_cost=money,
                    person_count=_number(each, now.person_count),
                )
            )
    if as_json:
        say_json(budget_json(now))
        return
    free = _("no limit")
    say(_("vouchers a month: {limit}").format(limit=free if now.month_count is None else now.month_count))
    shown = amounts.shown(now.month_cost) if now.month_cost else free
    say(_("at cost price: {limit}").format(limit=shown))
    mine = free if now.person_count is None else now.person_count
    say(_("by one person: {limit}").format(limit=mine))


def _number(given: str | None, before: int | None) -> int | None:
    if given is None:
        return before
    if given == _NONE:
        return None
    if not (given.isascii() and given.isdigit()):
        raise typer.BadParameter(_("Give a number, or none."))
    return int(given)


def report(ctx: typer.Context, *, since: Since = None, until: Until = None, as_json: Json = False) -> None:
    """What became of goodwill: still promised, used, ended; by reason, channel, shop and month."""
    with desk_of(ctx) as desk:
        told = desk.vouchers.report(*_days(since, until, desk.clock.now()))
    if as_json:
        say_json(report_json(told))
    else:
        _say(told)


def csv(
    ctx: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """The lines for the accountant: no names, no codes, safe to open in a spreadsheet."""
    with desk_of(ctx) as desk:
        text = desk.vouchers.csv(*_days(since, until, desk.clock.now()))
    if out is None:
        say(text.replace("\r\n", "\n").rstrip("\n"))
        return
    try:
        out.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise DeskError(
            _("The file {path} can't be written: {why}.").format(path=out, why=error.strerror or error),
            _("Choose another place."),
        ) from error
    tell(_("Written: {path}").format(path=out))


def _days(since: str | None, until: str | None, now: datetime) -> tuple[date | None, date | None]:
    return (day_of(since, now) if since else None, day_of(until, now) if until else None)


def _say(told: Report) -> None:
    say(
        _("given {given}, used {used}, ended {ended}, cancelled {voided}").format(
            given=told.total.count, used=told.total.used, ended=told.total.ended, voided=told.total.voided
        )
    )
    say(
        _("still promised: {many} ({cost}); prepared: {held} ({held_cost})").format(
            many=told.total.promised,
            cost=_money(told.promised_cost),
            held=told.held,
            held_cost=_money(told.held_cost),
        )
    )
    say(_("guests who came back: {many}").format(many=told.returned))
    if told.twice:
        say(_("codes used more than once on paper: {many}").format(many=told.twice))
    if told.overrides:
        say(_("given over a limit: {many}").format(many=told.overrides))
    wrong = {each.value: words for each, words in reasons().items()}
    ways = {each.name: channel_words(each.name) for each in told.by_channel}
    for title, lines in (
        (_("by what went wrong"), _named(told.by_reason, wrong)),
        (_("by way"), _named(told.by_channel, ways)),
        (_("by shop"), told.by_place),
        (_("by month"), told.by_month),
    ):
        _say_lines(title, lines)
    say(_("by stars, for fairness"))
    for band in told.bands:
        said = _("  {stars}: {vouchers} vouchers to {reviews} reviews")
        name = _("without stars") if band.name == "-" else band.name
        say(said.format(stars=name, vouchers=band.vouchers, reviews=band.reviews))
    say(_("  no review at all: {many}").format(many=told.without_review))


def _named(lines: tuple[Line, ...], words: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(replace(each, name=words.get(each.name, each.name)) for each in lines)


def _say_lines(title: str, lines: tuple[Line, ...]) -> None:
    if not lines:
        return
    heads = (title, _("given"), _("used"), _("promised"), _("ended"), _("cost of used"))
    rows = [
        [
            one_line(each.name),
            str(each.count),
            str(each.used),
            str(each.promised),
            str(each.ended),
            _money(each.cost),
        ]
        for each in lines
    ]
    for line in fitted(rows, heads, soft=(0, 5), width=width()):
        say(line)


def _money(sums: Mapping[str, int]) -> str:
    return ", ".join(amounts.shown(Money(minor, currency)) for currency, minor in sums.items()) or "-"
