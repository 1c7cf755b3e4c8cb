"""Answers on their way, as lines and as JSON."""

from typing import TYPE_CHECKING, Any

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.naming import guest
from reviewdesk.cli.printing import say
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.state_words import in_short
from reviewdesk.store.lines import State
from reviewdesk.store.values import ReplyInfo

if TYPE_CHECKING:
    from reviewdesk.engine.outgoing.replies_values import Delivered, OutboxLine

__all__ = [
    "delivered_json",
    "line_json",
    "line_words",
    "moved_words",
    "not_sent",
    "reply_json",
    "say_delivered",
    "say_line",
    "waits_for_owner",
]

_NO = frozenset({"refused", "gone"})
_ENDS = {
    "undone": _("back to draft"),
    "refused": _("refused"),
    "gone": _("taken down by the site"),
    "withdrawn": _("taken down by you"),
    "elsewhere": _("another answer stands there"),
}
_MOVED = {
    "sent": _("sent"),
    "published": _("stands on the site"),
    "queued": _("could not go out yet; it tries again"),
    "unknown": _("not sure that it arrived"),
    "parked": _("nobody can tell whether it arrived: you decide"),
    "conflict": _("another answer stands there: you decide"),
}


def line_words(line: "OutboxLine") -> str:
    """Which answer it is, and how it stands."""
    who = guest(line.author, kept=line.reply.name_kept)
    state = in_short(State(line.reply.state))
    return f"{line.reply.review}  [{state}] {who}, {one_line(line.where)}: {one_line(line.what)}"


def moved_words(answer: ReplyInfo) -> str:
    """Where an answer stands now that it moved."""
    said = _MOVED.get(answer.state) or _ENDS.get(answer.state, answer.state)
    why = f": {one_line(answer.reason)}" if answer.reason else ""
    return f"{answer.review}  {said}{why}"


def say_line(line: "OutboxLine") -> None:
    """State, due, attempts, what is wrong, what to do."""
    answer = line.reply
    say(line_words(line))
    told = []
    if answer.state == "queued" and answer.due_at is not None:
        told.append(_("due: {when}").format(when=local_time(answer.due_at)))
    if answer.attempts:
        told.append(_("tries so far: {n}").format(n=answer.attempts))
    if answer.reason and answer.reason not in line.what:
        told.append(one_line(answer.reason))
    if answer.state == "conflict" and answer.found:
        told.append(_('there stands: "{text}"').format(text=one_line(answer.found)[:200]))
    told += [one_line(line.todo)] if line.todo else []
    for each in told:
        say(f"        {each}")


def line_json(line: "OutboxLine") -> dict[str, Any]:
    return reply_json(line.reply) | {
        "author": line.author,
        "where": line.where,
        "due_in": line.due_in,
        "what": line.what,
        "todo": line.todo or None,
        "decide": line.decides,
    }


def reply_json(answer: ReplyInfo) -> dict[str, Any]:
    return {
        "id": answer.review,
        "platform": answer.platform,
        "action": answer.action,
        "state": answer.state,
        "text": answer.text,
        "by": answer.by or None,
        "due_at": moment_json(answer.due_at),
        "attempts": answer.attempts,
        "reason": answer.reason,
        "code": answer.code,
        "found": answer.found,
        "settle_until": moment_json(answer.settle_until),
        "sent_at": moment_json(answer.sent_at),
    }


def say_delivered(done: "Delivered") -> None:
    """What a delivery did, and what is left."""
    for answer in done.sent:
        say(_("{id}  sent").format(id=answer.review))
    for answer in done.published:
        say(_("{id}  stands on the site").format(id=answer.review))
    for answer in done.ended:
        why = f": {one_line(answer.reason)}" if answer.reason else ""
        say(f"{answer.review}  {_ENDS.get(answer.state, answer.state)}{why}")
    for line in (*done.decide, *done.still):
        say_line(line)
    if not (done.sent or done.published or done.ended or done.decide or done.still):
        say(_("Nothing is on its way."))


def delivered_json(done: "Delivered") -> dict[str, Any]:
    return {
        "sent": [reply_json(answer) for answer in done.sent],
        "published": [reply_json(answer) for answer in done.published],
        "ended": [reply_json(answer) for answer in done.ended],
        "still": [line_json(line) for line in done.still],
        "decide": [line_json(line) for line in done.decide],
    }


def not_sent(done: "Delivered") -> str | None:
    """Why answers went back to draft without the owner's doing."""
    ours = [answer for answer in done.ended if answer.state == "undone"]
    reasons = [f"{answer.review}: {answer.reason}" for answer in ours if answer.reason]
    return " ".join(reasons) or None


def waits_for_owner(done: "Delivered") -> bool:
    """Parked, conflict or late ones, and those that the platform refused just now."""
    return bool(done.decide) or any(answer.state in _NO for answer in done.ended)
