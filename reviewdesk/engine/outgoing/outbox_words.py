"""An answer on its way, in words: what is the matter with it, and what the owner can do."""

from datetime import datetime, timedelta

from reviewdesk.api import Platform, _, ngettext
from reviewdesk.engine.moments import at_the_shop
from reviewdesk.store.values import ReplyInfo

_IN_SECONDS = 600
"""Beyond so many seconds the moment itself says more."""
_ASK_AGAIN = timedelta(days=7)
"""After this long a hand-off that nothing can confirm is asked about."""


def words(
    reply: ReplyInfo, platform: Platform | None, now: datetime, due_in: float | None, *, late: bool
) -> tuple[str, str]:
    """Two sentences; the second may be empty."""
    why = f" {reply.reason}" if reply.reason else ""
    if late:
        return (
            _("It should have gone out while nothing was running."),
            _("Read it once more, then send it with `reviewdesk send`, or call it back."),
        )
    if reply.state == "queued":
        seconds = max(0, round(due_in or 0))
        if reply.due_at is not None and seconds > _IN_SECONDS:
            goes = _("Goes out on {when}.").format(when=at_the_shop(reply.due_at, reply.zone))
            return goes + why, _("It can be called back until then.")
        goes = ngettext("Goes out in {n} second.", "Goes out in {n} seconds.", seconds).format(n=seconds)
        return goes + why, _("It can be called back until then.")
    if _unseen_for_long(reply, platform, now):
        return _unseen(reply, now)
    if reply.waits_there:
        what = _("You published it by hand; on your word it waits there for its approval.")
        return what, _("Confirm it once it stands there.")
    what, todo = _states()[reply.state]
    repeats = reply.state in ("parked", "conflict")
    return what if repeats else what + why, todo


def _unseen_for_long(reply: ReplyInfo, platform: Platform | None, now: datetime) -> bool:
    if reply.state == "sent" and reply.sent_at and platform:
        return now - reply.sent_at > platform.replies.visible_within
    return reply.state == "handed_off" and now - reply.made_at > _ASK_AGAIN


def _unseen(reply: ReplyInfo, now: datetime) -> tuple[str, str]:
    days = (now - (reply.sent_at or reply.made_at)).days
    if reply.state == "sent":
        what = ngettext(
            "The platform took it {n} day ago, and it is still not seen on the page.",
            "The platform took it {n} days ago, and it is still not seen on the page.",
            days,
        )
        return what.format(n=days), _("Look on the page, or ask the platform.")
    what = ngettext(
        "It was given to you to publish by hand {n} day ago.",
        "It was given to you to publish by hand {n} days ago.",
        days,
    )
    return what.format(n=days), _("Does it stand there? Confirm it, or call it back.")


def _states() -> dict[str, tuple[str, str]]:
    return {
        "sending": (_("It is being sent."), ""),
        "sent": (_("The platform took it; it is not seen on the page yet."), ""),
        "unknown": (
            _("No answer came: nobody knows yet whether it arrived."),
            _("The desk looks by itself."),
        ),
        "parked": (
            _("It can't be seen whether it arrived."),
            _("Look on the page: confirm it, send it again, or drop it."),
        ),
        "conflict": (
            _("Another answer stands there."),
            _("Keep that one, replace it, or drop yours back to draft."),
        ),
        "handed_off": (_("It was given to you to publish by hand."), _("Confirm it once it stands there.")),
        "withdrawing": (_("It is being taken down."), ""),
    }
