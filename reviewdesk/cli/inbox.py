"""`inbox`: what waits, in order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.ages import age, day_heading
from reviewdesk.cli.columns import cut, padded
from reviewdesk.cli.json_review import review_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import ascii_only, say, say_json_list, tell, width
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.stars import WIDTH, stars
from reviewdesk.cli.state_words import in_a_row
from reviewdesk.store.lines import WAITING, Order, Query, State
from reviewdesk.store.values import Counts, Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

__all__ = ["inbox", "review_line", "short_shops"]

_PAGE = 200
_FIRST_WORDS = 400
_NAME = 16
_BELLS = 10


def inbox(  # noqa: PLR0913 - a command with these options
    ctx: typer.Context,
    *,
    order: Annotated[
        Order, typer.Option(help=_("desk: newest day first, in it the lowest stars first."))
    ] = Order.DESK,
    platform: Annotated[str | None, typer.Option(metavar="P", help=_("Only this platform."))] = None,
    location: Annotated[str | None, typer.Option(metavar="L", help=_("Only this shop."))] = None,
    stars_: Annotated[str | None, typer.Option("--stars", metavar="1-2", help=_("Only these stars."))] = None,
    state: Annotated[State | None, typer.Option(metavar="S", help=_("Only this state."))] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Everything, not only what waits."))] = False,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("Only those with these words."))
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help=_("At most so many."))] = None,
    after: Annotated[str | None, typer.Option(metavar="ID", help=_("Go on after this review."))] = None,
    as_json: Json = False,
) -> None:
    """The reviews that wait for you, in order."""
    span = _half_stars(stars_) if stars_ else None
    with desk_of(ctx) as desk:
        query = Query(
            order=order,
            all=every or (state is not None and state not in WAITING),
            platform=_platform(desk, platform) if platform else None,
            location=_location(desk, location) if location else None,
            half_stars=span,
            state=state,
            search=search,
        )
        found = _walk(desk, query, limit, after)
        if as_json:
            say_json_list(map(review_json, found))
            return
        shops = short_shops([each.name for each in desk.listings.locations()])
        shown = _print(found, desk.clock.now(), shops, headings=order is not Order.LOWEST)
        _remarks(desk, query, shown, limit)


def _walk(desk: "Desk", query: Query, limit: int | None, after: str | None) -> Iterator[Known]:
    left = limit
    while left is None or left > 0:
        page = desk.inbox.page(query, limit=min(_PAGE, left or _PAGE), after=after)
        yield from page
        if len(page) < min(_PAGE, left or _PAGE):
            return
        left = None if left is None else left - len(page)
        after = page[-1].pub


def _print(found: Iterator[Known], now: datetime, shops: Mapping[str, str], *, headings: bool) -> int:
    """Print the lines; those of which nobody knows whether they are answered come under their own heading."""
    today, heading, shown = now.astimezone().date(), None, 0
    unsure: list[str] = []
    for known in found:
        line = review_line(known, now, shops)
        shown += 1
        if known.state is State.UNANSWERED and not known.review.reply_known:
            unsure.append(line)
            continue
        if headings and known.day != heading:
            heading = _open_day(known.day, today, first=heading is None)
        say(line)
    if unsure:
        say()
        say(_("Perhaps answered already (their source does not tell):"))
        for line in unsure:
            say(line)
    return shown


def _open_day(day: date, today: date, *, first: bool) -> date:
    if not first:
        say()
    say(day_heading(day, today))
    return day


def review_line(known: Known, now: datetime, shops: Mapping[str, str] | None = None) -> str:
    """One review on one line, in columns; `shops` gives short names to shops."""
    words = (known.review.text or known.review.title or "")[:_FIRST_WORDS]
    state = in_a_row(known)
    columns = [
        padded(known.pub, 6),
        padded(stars(known.review.rating, plain=ascii_only()), WIDTH),
        padded(known.platform, 11),
        padded(guest(known.review.author, kept=known.words_kept, width=_NAME), _NAME),
        padded(age(known.last_word_at, now), 6),
        padded(one_line((shops or {}).get(known.location, known.location)), 14),
    ]
    told = f"[{state}] " if state else ""
    line = "  ".join(columns) + "  " + told + (one_line(words) or _no_words(known))
    return cut(line, width()).rstrip()


def _no_words(known: Known) -> str:
    if known.forgotten:
        return _("(name and words were forgotten, as asked)")
    return _("(no words)") if known.words_kept else _("(words not kept: `reviewdesk show` reads them)")


def short_shops(names: Sequence[str]) -> dict[str, str]:
    """What tells the shops of one owner apart: without the words that all names begin with."""
    split = [name.split() for name in names]
    same = 0
    while len(split) > 1 and all(len(words) > same + 1 and words[same] == split[0][same] for words in split):
        same += 1
    return {name: " ".join(words[same:]) for name, words in zip(names, split, strict=True)}


def _remarks(desk: "Desk", query: Query, shown: int, limit: int | None) -> None:
    """What the owner should know beside the list; counting all is left out where only a part was wanted."""
    _bells(desk)
    decisions = sum(line.decides for line in desk.replies.outbox())
    if decisions:
        tell(
            ngettext(
                "{n} answer waits for your decision: see `reviewdesk outbox`.",
                "{n} answers wait for your decision: see `reviewdesk outbox`.",
                decisions,
            ).format(n=decisions)
        )
    if limit is not None and shown == limit:
        tell(_("There may be more: go on with --after and the last id."))
        return
    counts = desk.inbox.counts()
    if not counts.total:
        tell(_("No reviews here yet. Add an account and `reviewdesk fetch`, or `reviewdesk import` a file."))
    elif not shown:
        tell(_nothing(query))
    _old_ones(desk)
    if not query.platform:
        _apart(desk, counts)
    if counts.unknown_replies and not query.all:
        tell(
            ngettext(
                "{n} more is perhaps answered already: its source does not tell. --all shows it.",
                "{n} more are perhaps answered already: their source does not tell. --all shows them.",
                counts.unknown_replies,
            ).format(n=counts.unknown_replies)
        )


def _apart(desk: "Desk", counts: Counts) -> None:
    """Reviews that may not be mixed with others'."""
    for name, many in sorted(counts.apart.items()):
        card = desk.plugins.platforms().get(name)
        title = card.title if card else name
        told = _("{n} on {platform}, apart: --platform {name} shows them.")
        tell(told.format(n=many, platform=title, name=name))


def _bells(desk: "Desk") -> None:
    """What mails told of and is not here yet; no reviews, so they stand beside the list."""
    for bell in desk.bells()[:_BELLS]:
        where = f"{bell.title}, {one_line(bell.listing)}" if bell.listing else bell.title
        at = bell.at.astimezone().strftime("%Y-%m-%d %H:%M")
        if bell.url:
            words = _("Something new on {where}, {at}, told by a mail: {url}")
        else:
            words = _("Something new on {where}, {at}, told by a mail: bring it in.")
        tell(words.format(where=where, at=at, url=one_line(bell.url or "")))


def _nothing(query: Query) -> str:
    if query == Query(order=query.order):
        return _("Nothing waits for you.")
    return _("Nothing fits.") if query.all else _("Nothing fits. With --all everything is looked through.")


def _old_ones(desk: "Desk") -> None:
    question = desk.inbox.begin_question()
    old = question.unanswered - question.recent if question else 0
    if old:
        tell(
            _(
                "{n} unanswered are over 30 days old. `reviewdesk history --before DAY` puts old ones aside."
            ).format(n=old)
        )


def _platform(desk: "Desk", typed: str) -> str:
    known = {account.platform for account in desk.accounts.list()} | set(desk.plugins.platforms())
    if typed.lower() in known:
        return typed.lower()
    raise DeskError(
        _("There is no platform {name} here.").format(name=typed),
        _("Known are: {known}.").format(known=", ".join(sorted(known)) or "-"),
    )


def _location(desk: "Desk", typed: str) -> str:
    names = [each.name for each in desk.listings.locations()]
    exact = [name for name in names if name == typed] or [
        n for n in names if n.casefold() == typed.casefold()
    ]
    near = exact or [name for name in names if name.casefold().startswith(typed.casefold())]
    if len(near) == 1:
        return near[0]
    raise DeskError(
        _("There is no shop {name} here.").format(name=typed)
        if not near
        else _("{name} fits more than one shop.").format(name=typed),
        _("Known are: {known}.").format(known=", ".join(near or names) or "-"),
    )


def _half_stars(typed: str) -> tuple[int, int]:
    """`1-2`, `3`, `0.5-2`: a whole star takes in the half one below it, as it is drawn."""
    low, dash, high = typed.replace("–", "-").partition("-")
    try:
        lowest, highest = float(low), float(high if dash else low)
    except ValueError:
        lowest = highest = 0.0
    if not 0.5 <= lowest <= highest <= 5 or lowest * 2 % 1 or highest * 2 % 1:
        raise typer.BadParameter(
            _('Stars are written like "1-2" or "3", from 0.5 to 5.'), param_hint="--stars"
        )
    return int(lowest * 2) - (1 if lowest == int(lowest) else 0), int(highest * 2)
