"""What an import or a fetch brought, in words: every row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import _, ngettext
from reviewdesk.store.lines import State
from reviewdesk.tui.format import count, one_line, visible
from reviewdesk.tui.naming import named
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.fetching import FetchReport
    from reviewdesk.engine.incoming.imports_values import ImportReport

_REASONS = 6
_PAGES = 12


def _pages(names: Sequence[str]) -> str:
    more = len(names[_PAGES:])
    rest = [ngettext("and {n} more", "and {n} more", more).format(n=count(more))] if more else []
    return one_line(", ".join([*names[:_PAGES], *rest]))


def report_lines(report: ImportReport, width: int) -> list[Written]:
    taken = report.taken
    rows = ngettext("{n} row read", "{n} rows read", report.rows).format(n=count(report.rows))
    lines: list[Written] = [
        *paragraph(f"{one_line(report.title)}: {rows}", width, "strong"),
        *(paragraph(_pages(report.listings), width, "dim") if report.listings else []),
        [Piece("")],
    ]
    numbers = (
        (taken.new, _("new")),
        (taken.changed, _("changed since last time")),
        (taken.known, _("known already")),
        (taken.joined, _("known from another source, now one")),
        (report.repeated, _("repeated within the file")),
        (len(report.skipped), _("not readable")),
    )
    lines += [_number(n, words) for n, words in numbers if n]
    lines.append([Piece("")])
    stand = (
        (report.to_answer, _("without an answer")),
        (report.wordless, _("of these only stars, no words")),
        (report.answered, _("answered")),
        (report.not_answerable, _("can't be answered")),
        (report.unknown_replies, _("nobody told whether answered")),
    )
    lines += [_number(n, words) for n, words in stand if n]
    return [*lines, *_skipped(report, width)]


def _number(number: int, words: str) -> Written:
    return [Piece(f"{count(number):>7} ", "strong"), Piece(words)]


def _skipped(report: ImportReport, width: int) -> list[Written]:
    if not report.skipped:
        return []
    reasons = Counter(each.reason for each in report.skipped)
    lines: list[Written] = [[Piece("")]]
    for reason, number in reasons.most_common(_REASONS):
        lines += paragraph(f"{count(number)} × {visible(reason)}", width, "warn")
    return lines


def unseen_by_hand(desk: Desk, reports: Sequence[FetchReport]) -> list[str]:
    """The guests whose answers were published by hand and looked for in vain: a fetch looks for them too."""
    read = {each.account for each in reports if not each.problem}
    waiting = [line.reply.review_id for line in desk.replies.outbox() if line.reply.state == State.HANDED_OFF]
    asked = [desk.inbox.as_read(desk.inbox.known(number)) for number in waiting]
    return [named(each.review.author, kept=each.words_kept) for each in asked if each.account in read]


def _unseen_words(guests: Sequence[str]) -> str:
    if len(guests) == 1:
        return _("Your answer to {author} is not seen there yet.").format(author=guests[0].rstrip("."))
    return ngettext(
        "{n} answer to publish by hand is not seen there yet.",
        "{n} answers to publish by hand are not seen there yet.",
        len(guests),
    ).format(n=count(len(guests)))


def fetch_words(reports: Sequence[FetchReport], unseen: Sequence[str] = ()) -> tuple[str, bool]:
    """A fetch in one line, and whether something went wrong."""
    if not reports:
        return _("There is nothing to fetch from: all accounts are by hand."), False
    new = sum(each.taken.new for each in reports)
    changed = sum(each.taken.changed for each in reports)
    parts = [
        ngettext("{n} new review", "{n} new reviews", new).format(n=count(new)) if new else _("nothing new")
    ]
    if changed:
        parts.append(_("{n} changed").format(n=count(changed)))
    removed = sum(each.removed for each in reports)
    if removed:
        parts.append(_("{n} no longer there").format(n=count(removed)))
    aside = sum(each.taken.aside for each in reports)
    if aside:
        parts.append(_("{n} not readable, kept aside").format(n=count(aside)))
    troubles = [each for each in reports if each.problem]
    if troubles:
        first = troubles[0]
        where = one_line(first.listing or first.account)
        return f"{where}: {first.problem} {first.todo or ''} ({', '.join(parts)})".strip(), True
    said = _("Fetched: {what}.").format(what=", ".join(parts))
    return f"{said} {_unseen_words(unseen)}" if unseen else said, False
