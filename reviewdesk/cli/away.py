"""`away`: holidays, and what came in meanwhile."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import ascii_only, say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.stars import stars
from reviewdesk.engine.moments import coming_day_of
from reviewdesk.store.lines import Line
from reviewdesk.store.values import AwayInfo

if TYPE_CHECKING:
    from reviewdesk.engine.away import CameIn
    from reviewdesk.engine.desk import Desk

__all__ = ["away"]


def away(
    ctx: typer.Context,
    *,
    first: Annotated[
        str | None, typer.Argument(metavar="FROM|show|end", help=_('The first day, e.g. "24 Dec".'))
    ] = None,
    last: Annotated[str | None, typer.Argument(metavar="TO", help=_('The last day, e.g. "2 Jan".'))] = None,
    as_json: Json = False,
) -> None:
    """Holidays: the desk goes on fetching, nothing turns late, and on return you see what came in."""
    if first is not None and first not in ("show", "end") and last is None:
        raise typer.BadParameter(_("Give the first day and the last, or `show`, or `end`."))
    if first in (None, "show", "end") and last is not None:
        raise typer.BadParameter(_("`show` and `end` take no day."))
    with desk_of(ctx) as desk:
        if first == "end":
            _end(desk)
        elif first is not None and last is not None and first != "show":
            now = desk.clock.now()
            desk.away.note(coming_day_of(first, now), coming_day_of(last, now))
        _show(desk, as_json=as_json)


def _end(desk: "Desk") -> None:
    one = desk.away.end()
    if not one.begun(desk.clock.now()):
        tell(_("The planned holidays are off."))


def _show(desk: "Desk", *, as_json: bool) -> None:
    now = desk.clock.now()
    noted, back = desk.away.noted(), desk.away.back_from()
    since = back.since if back else noted.since if noted and noted.begun(now) else None
    came = desk.away.came_in(since) if since else None
    if as_json:
        say_json(_json(noted or back, came, now))
    else:
        _say_noted(noted, now)
        if came is not None:
            _say_came(came, len(desk.bells()))
    if back is not None:
        desk.away.seen(back)


def _say_noted(noted: AwayInfo | None, now: datetime) -> None:
    if noted is None:
        say(_("You are not noted as away."))
        return
    words = _("You are away till {last}; `reviewdesk away end` when you are back.")
    if not noted.begun(now):
        words = _("You will be away from {first} to {last}.")
    say(words.format(first=_first_day(noted).isoformat(), last=_last_day(noted).isoformat()))


def _say_came(came: "CameIn", bells: int) -> None:
    say(_("What came in since {day}:").format(day=came.since.astimezone().date().isoformat()))
    for each in came.platforms:
        new = ngettext("{n} new", "{n} new", each.new).format(n=each.new)
        rest = _("{low} of them bad, {waiting} to answer").format(low=each.low, waiting=each.waiting)
        say(f"  {each.platform}: {new}, {rest}")
    if not came.platforms:
        say(_("  no new reviews"))
    for title, lines in (
        (_("Bad ones that wait:"), came.worst),
        (_("Refused or taken down:"), came.refused),
        (_("Changed after your answer:"), came.again),
    ):
        _say_lines(title, lines)
    if came.decide:
        waits = ngettext(
            "{n} answer waits for your decision: see `reviewdesk outbox`.",
            "{n} answers wait for your decision: see `reviewdesk outbox`.",
            len(came.decide),
        )
        say(waits.format(n=len(came.decide)))
    if bells:
        rang = ngettext("{n} mail tells of something new: see `reviewdesk bells`.",
                        "{n} mails tell of something new: see `reviewdesk bells`.", bells)  # fmt: skip
        say(rang.format(n=bells))
    for account in came.sign_ins:
        say(
            _("Sign in again at {name}: {why}").format(name=account.name, why=one_line(account.problem or ""))
        )


def _say_lines(title: str, lines: tuple[Line, ...]) -> None:
    if lines:
        say(title)
    for line in lines:
        author = guest(line.author, kept=line.words_kept)
        drawn = stars(line.rating, plain=ascii_only())
        say(f"  {line.pub}  {drawn}  {line.platform}  {author}  {local_time(line.last_word_at)}")


def _json(one: AwayInfo | None, came: "CameIn | None", now: datetime) -> object:
    if one is None:
        return {"away": False, "from": None, "to": None, "came_in": None}
    return {
        "away": one.begun(now) and not one.over(now),
        "from": _first_day(one).isoformat(),
        "to": _last_day(one).isoformat(),
        "came_in": _came_json(came) if came else None,
    }


def _came_json(came: "CameIn") -> object:
    return {
        "since": moment_json(came.since),
        "platforms": [
            {"platform": each.platform, "new": each.new, "bad": each.low, "to_answer": each.waiting}
            for each in came.platforms
        ],
        "bad": [line.pub for line in came.worst],
        "refused": [line.pub for line in came.refused],
        "changed": [line.pub for line in came.again],
        "to_decide": [line.reply.review for line in came.decide],
        "sign_in": [account.name for account in came.sign_ins],
    }


def _first_day(one: AwayInfo) -> date:
    return one.since.astimezone().date()


def _last_day(one: AwayInfo) -> date:
    return (one.until - timedelta(seconds=1)).astimezone().date()
