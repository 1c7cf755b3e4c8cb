"""States in an owner's words."""

from datetime import datetime

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.shown import one_line
from reviewdesk.store.lines import State
from reviewdesk.store.values import Known

__all__ = ["in_a_row", "in_short", "in_words"]

_SHORT = {
    State.UNANSWERED: "",
    State.DRAFTED: _("answer begun"),
    State.QUEUED: _("goes out soon"),
    State.SENDING: _("going out"),
    State.SENT: _("sent"),
    State.PUBLISHED: _("stands on the site"),
    State.REFUSED: _("refused"),
    State.UNKNOWN: _("not sure it arrived"),
    State.PARKED: _("decide: not sure it arrived"),
    State.CONFLICT: _("decide: another answer stands there"),
    State.HANDED_OFF: _("copied, not yet confirmed"),
    State.WITHDRAWING: _("being taken down"),
    State.WITHDRAWN: _("taken down by you"),
    State.GONE: _("taken down by the site"),
    State.ANSWERED_ELSEWHERE: _("answered on the site"),
    State.AGAIN: _("changed after your answer"),
    State.SKIPPED: _("needs no answer"),
    State.SNOOZED: _("later"),
    State.HISTORY: _("from before you began"),
    State.REMOVED: _("no longer on the site"),
    State.NOT_ANSWERABLE: _("no answer possible"),
}


def in_short(state: State) -> str:
    """A few words for a column; none for a review that simply waits."""
    return _(_SHORT[state]) if _SHORT[state] else ""


def in_a_row(known: Known) -> str:
    """As in short, and who has seen there what was answered by hand."""
    answer = known.reply
    if answer is not None and answer.waits_there:
        return _("waits for approval")
    if answer is None or known.state is not State.PUBLISHED:
        return in_short(known.state)
    if answer.looked_at_there:
        return in_short(State.SENT)
    return _("there, on your word") if answer.on_word else in_short(known.state)


def in_words(known: Known) -> str:
    """The state as a whole phrase, with its reason or its time."""
    answer = known.reply
    if known.state is State.UNANSWERED:
        return _("waiting") if known.review.reply_known else _("perhaps answered: its source does not tell")
    reason = _reason(known)
    when = _when(known)
    tail = f": {one_line(reason)}" if reason else f", {when}" if when else ""
    if known.state is State.QUEUED and answer is not None and answer.due_at is not None:
        return _("goes out at {when}").format(when=local_time(answer.due_at))
    if known.state is State.UNKNOWN and answer is not None and answer.settle_until is not None:
        return _("not sure it arrived, checking till {when}").format(when=local_time(answer.settle_until))
    return (_on_word(known) or in_short(known.state)) + tail


def _on_word(known: Known) -> str:
    """What nobody but the owner has seen there; empty where nothing hangs on his word."""
    answer = known.reply
    if answer is None or known.state not in (State.PUBLISHED, State.HANDED_OFF):
        return ""
    if answer.waits_there:
        return _("on the site, waiting for its approval, on your word")
    if answer.looked_at_there:
        return in_short(State.SENT)
    return _("stands on the site, on your word") if answer.on_word else ""


def _reason(known: Known) -> str:
    if known.state in (State.REFUSED, State.GONE):
        return known.outcome_reason or ""
    if known.state is State.SKIPPED:
        return known.skipped or ""
    if known.state in (State.PARKED, State.CONFLICT, State.QUEUED) and known.reply is not None:
        return known.reply.reason or ""
    return ""


def _when(known: Known) -> str:
    moment: datetime | None = None
    if known.state is State.SNOOZED:
        moment = known.snoozed_until
    elif known.state is State.REMOVED:
        moment = known.removed_at
    return local_time(moment) if moment else ""
