"""What became of answers, told when it happens: gone out, published, or come back."""

from collections.abc import Sequence
from datetime import datetime

from reviewdesk.api import _, ngettext
from reviewdesk.store.ends_values import Ends
from reviewdesk.store.values import ReplyInfo
from reviewdesk.tui.format import one_line
from reviewdesk.tui.naming import Naming

_NAMED = 2


def back_words(reply: ReplyInfo, naming: Naming) -> str:
    """An answer that came back by itself."""
    author, platform = _author(reply, naming), naming.title(reply.platform)
    reason = one_line(reply.reason or _("No reason was given."))
    reason = reason if reason.endswith((".", "!", "?", "…")) else f"{reason}."
    if reply.state == "gone":
        said = _("Taken down by {platform}: your answer to {author}. {reason} Your text is kept.")
    elif reply.state == "refused":
        said = _("Refused by {platform}: your answer to {author}. {reason} Your text is kept.")
    elif reply.due_at is None:
        said = _("Back with you: your answer to {author} on {platform}. {reason} Your text is kept.")
    else:
        said = _("Not sent to {platform}: your answer to {author}. {reason} Your text is kept.")
    return said.format(platform=platform, author=author, reason=reason)


def out_words(reply: ReplyInfo, naming: Naming) -> str:
    """An answer that went out, or stands."""
    said = _("Sent to {platform}: your answer to {author}.")
    if reply.state == "published":
        said = _("Published on {platform}: your answer to {author}.")
    return said.format(platform=naming.title(reply.platform), author=_author(reply, naming))


def came_back(before: Ends, after: Ends, naming: Naming) -> str:
    """What came back since; empty where nothing did."""
    known = {(each.id, each.state) for each in before.back}
    return _together([back_words(r, naming) for r in after.back if (r.id, r.state) not in known])


def went_out(before: Ends, after: Ends, naming: Naming) -> str:
    """What went out or was published since; his own word that it stands is no news to him."""
    known = {(each.id, each.state) for each in before.done}
    new = [each for each in after.done if (each.id, each.state) not in known and not each.confirmed_by]
    return _together([out_words(each, naming) for each in new])


def since(ends: Ends, moment: datetime, naming: Naming) -> list[str]:
    """What came to its end from that moment on."""
    back = [back_words(r, naming) for r in ends.back if r.ended_at is not None and r.ended_at >= moment]
    went = [r for r in ends.done if not r.confirmed_by]
    out = [r for r in went if any(at is not None and at >= moment for at in (r.sent_at, r.ended_at))]
    return [*back, *(out_words(each, naming) for each in out)]


def _together(told: Sequence[str]) -> str:
    more = len(told) - _NAMED
    rest = [ngettext("And {n} more.", "And {n} more.", more).format(n=more)] if more > 0 else []
    return " ".join([*told[:_NAMED], *rest])


def _author(reply: ReplyInfo, naming: Naming) -> str:
    # The sentence's own full stop ends "Ewa K." too.
    return naming.guest(reply).rstrip(".")
