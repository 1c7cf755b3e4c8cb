"""How the states of a review are called on the screen: one table, so that every screen says the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.store.lines import Line, State
from reviewdesk.tui.coming import coming
from reviewdesk.tui.format import age, clock_time, day_words, one_line

if TYPE_CHECKING:
    from reviewdesk.store.values import Known, ReplyInfo

_SOON = timedelta(minutes=2)


def short_words(line: Line, now: datetime) -> str:
    """Two or three words, for the list."""
    if line.state == State.QUEUED and line.due_at is not None and line.due_at - now > _SOON:
        return _("goes out {when}").format(when=coming(line.due_at, now, line.zone))
    if line.state == State.UNANSWERED:
        return "" if line.reply_known else _("answered? not told")
    if line.looked_at_there:
        return _short()[State.SENT]
    if line.on_word:
        return _("there, on your word") if line.state == State.PUBLISHED else _("waits for approval")
    return _short()[line.state]


def _short() -> dict[State, str]:
    return {
        State.REMOVED: _("no longer there"),
        State.QUEUED: _("goes out soon"),
        State.SENDING: _("going out"),
        State.SENT: _("sent, being looked at"),
        State.UNKNOWN: _("not sure it arrived"),
        State.PARKED: _("look and decide"),
        State.CONFLICT: _("another answer there"),
        State.HANDED_OFF: _("copied, not confirmed"),
        State.WITHDRAWING: _("being taken down"),
        State.REFUSED: _("refused: mend it"),
        State.GONE: _("answer taken down"),
        State.AGAIN: _("changed by the guest"),
        State.SNOOZED: _("later"),
        State.SKIPPED: _("needs no answer"),
        State.HISTORY: _("before you began"),
        State.DRAFTED: _("answer begun"),
        State.PUBLISHED: _("stands on the site"),
        State.WITHDRAWN: _("taken down by you"),
        State.ANSWERED_ELSEWHERE: _("answered on the site"),
        State.NOT_ANSWERABLE: _("no answer possible"),
        State.UNANSWERED: _("waiting"),
    }


def state_words(known: Known, platform: str, now: datetime) -> str:
    """A whole phrase, for the review itself."""
    if known.reply is not None and (known.state in _REPLY_STATES or _not_seen_yet(known)):
        return reply_words(known.reply, platform, now)
    if known.state == State.UNANSWERED and not known.review.reply_known:
        return _("{platform} did not tell whether this one is answered: look there before you write").format(
            platform=platform
        )
    return _with_facts(known, platform, now).get(known.state) or _plain()[known.state]


def _with_facts(known: Known, platform: str, now: datetime) -> dict[State, str]:
    """The phrases that name a reason, a day or the platform."""
    today = now.astimezone().date()
    snoozed = known.snoozed_until
    return {
        State.REFUSED: _("{platform} said no: {reason}").format(platform=platform, reason=_reason(known)),
        State.GONE: _("{platform} took your answer down").format(platform=platform),
        State.SNOOZED: _("later, {day}").format(day=day_words(snoozed.astimezone().date(), today))
        if snoozed
        else "",
        State.SKIPPED: _("needs no answer: {reason}").format(reason=one_line(known.skipped or "-")),
        State.NOT_ANSWERABLE: _("score without words: {platform} lets no one answer").format(
            platform=platform
        ),
    }


def _plain() -> dict[State, str]:
    return {
        State.REMOVED: _("no longer on the site"),
        State.UNANSWERED: _("waiting"),
        State.DRAFTED: _("answer begun"),
        State.AGAIN: _("changed after your answer"),
        State.HISTORY: _("from before you began"),
        State.PUBLISHED: _("stands on the site"),
        State.WITHDRAWN: _("taken down by you"),
        State.ANSWERED_ELSEWHERE: _("answered on the site"),
        State.SNOOZED: _("later"),
    } | _on_its_way()


def _on_its_way() -> dict[State, str]:
    return {
        State.QUEUED: _("goes out soon"),
        State.SENDING: _("going out"),
        State.SENT: _("sent"),
        State.UNKNOWN: _("not sure it arrived"),
        State.PARKED: _("not sure it arrived: look at the site and decide"),
        State.CONFLICT: _("another answer already stands there"),
        State.HANDED_OFF: _("copied, not yet confirmed"),
        State.WITHDRAWING: _("being taken down"),
    }


_REPLY_STATES = frozenset({State.QUEUED, State.SENT, State.UNKNOWN, State.HANDED_OFF, State.SENDING})


def _not_seen_yet(known: Known) -> bool:
    """Counts as published, but nobody has read it there as standing for all."""
    reply = known.reply
    told = reply is not None and (reply.on_word or reply.looked_at_there)
    return known.state == State.PUBLISHED and told


def reply_words(reply: ReplyInfo, platform: str, now: datetime) -> str:
    """An answer on its way, in words."""
    state = State(reply.state)
    if state == State.QUEUED:
        return queued_words(reply, now)
    if state == State.SENT or reply.looked_at_there:
        return _("sent, {platform} is looking at it").format(platform=platform)
    if state == State.UNKNOWN and reply.settle_until:
        return _("not sure it arrived, checking till {time}").format(time=clock_time(reply.settle_until))
    copied = _("copied, not yet confirmed ({age})").format(age=age(reply.made_at, now))
    return on_word(reply) or (copied if state == State.HANDED_OFF else _plain()[state])


def on_word(reply: ReplyInfo) -> str:
    """What only the owner himself has seen there; empty where nothing hangs on his word."""
    if reply.on_word:
        return _("stands on the site, on your word")
    return _("on the site, waiting for its approval, on your word") if reply.waits_there else ""


def queued_words(reply: ReplyInfo, now: datetime) -> str:
    if reply.due_at is None:
        return _("goes out soon")
    left = (reply.due_at - now).total_seconds()
    if left <= 0:
        return _("goes out now")
    if left < 100:
        return _("goes out in {n} s").format(n=int(left + 0.99))
    return _("goes out {when}").format(when=coming(reply.due_at, now, reply.zone))


def _reason(known: Known) -> str:
    told = known.outcome_reason or (known.reply.reason if known.reply else None)
    return one_line(told) if told else _("no reason given")
