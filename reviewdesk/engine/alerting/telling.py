"""An alert as it is told: looked at once more, with the words that may travel and the page to answer on."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from reviewdesk.api import DeskError, PlatformError, _
from reviewdesk.engine.alerting.message import Item
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import handing_off
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import accounts, reviews
from reviewdesk.store.alerts import Alert
from reviewdesk.store.lines import ON_ITS_WAY, TO_DECIDE, State
from reviewdesk.store.values import Known

__all__ = ["account", "item", "items", "may_travel", "page_of", "title_of"]

_A_WHILE = timedelta(days=7)
"""Words that may be kept for so long may lie in a message; a shorter stay nobody could keep to there."""
_SETTLED = (ON_ITS_WAY - TO_DECIDE) | {
    State.PUBLISHED,
    State.ANSWERED_ELSEWHERE,
    State.REMOVED,
    State.SKIPPED,
    State.SNOOZED,
    State.HISTORY,
    State.WITHDRAWN,
}

WithWords = Callable[[Known], Known]


def items(
    bench: Bench, rows: Sequence[Alert], *, here: bool, with_words: WithWords
) -> tuple[list[Item], list[int]]:
    """What is still to be told, and the numbers of those that settled meanwhile."""
    told, settled = [], []
    for row in rows:
        made = item(bench, row, here=here, with_words=with_words)
        if made is None:
            settled.append(row.id)
        else:
            told.append(made)
    return told, settled


def item(bench: Bench, row: Alert, *, here: bool, with_words: WithWords) -> Item | None:
    """One of them; None where it is no longer so. `here`: it is shown on this machine and goes nowhere."""
    if row.kind == "account":
        return account(bench, row.account_id)
    with bench.db.read() as tx:
        found = reviews.get_many(tx, [row.review_id or 0])
    if not found:
        return None
    known = found[0]
    if row.kind == "answer":
        return None if known.state in _SETTLED else _of(bench, known, "answer", _said(known), words=False)
    if not known.waiting:
        return None
    what = (
        _("late soon")
        if row.kind == "late"
        else _("changed review")
        if ":" in row.subject
        else _("new review")
    )
    made = _of(bench, known, row.kind, what, words=here or may_travel(bench, known), here=here)
    if here and not known.words_kept:
        made = _shown_once(made, known, with_words)
    return made


def _of(bench: Bench, known: Known, kind: str, what: str, *, words: bool, here: bool = False) -> Item:
    review = known.review
    return Item(
        kind=kind,
        what=what,
        where=f"{title_of(bench, known.platform)}, {known.location}",
        half_stars=known.half_stars,
        author=review.author if words else None,
        words=(review.text or review.title or "") if words else "",
        private=here and _limited(bench, known),
        url=page_of(bench, known),
    )


def _shown_once(made: Item, known: Known, with_words: WithWords) -> Item:
    """Words that nobody may keep are read again for the one look, and kept nowhere."""
    try:
        review = with_words(known).review
    except (PlatformError, DeskError):
        return made
    return Item(
        kind=made.kind,
        what=made.what,
        where=made.where,
        half_stars=made.half_stars,
        author=review.author,
        words=review.text or review.title or "",
        private=True,
        url=made.url,
    )


def _said(known: Known) -> str:
    if known.state == State.REFUSED:
        return _("your answer was refused")
    if known.state == State.GONE:
        return _("your answer was taken down")
    if known.state in TO_DECIDE:
        return _("an answer waits for your decision")
    return _("an answer came back to you")


def account(bench: Bench, number: int | None) -> Item | None:
    with bench.db.read() as tx:
        found = next((each for each in accounts.all_of(tx) if each.id == number), None)
    if found is None or found.problem_kind != "auth":
        return None
    return Item(
        kind="account",
        what=_("signed out: {name}").format(name=found.name),
        where=title_of(bench, found.platform),
        words=found.problem or "",
    )


def title_of(bench: Bench, platform: str) -> str:
    card = bench.plugins.cards().get(platform)
    return card.title if card else platform


def page_of(bench: Bench, known: Known) -> str:
    """The platform's own page, so that one can answer on a phone; empty where none is known."""
    try:
        url = handing_off.page(bench, known, road(bench, known)).url
    except (DeskError, PlatformError):
        return ""
    usable = url.isprintable() and " " not in url and url.lower().startswith(("https://", "http://"))
    return url if usable else ""


def may_travel(bench: Bench, known: Known) -> bool:
    """Whether a guest's words may lie in a message or mail: a copy there can't be called back."""
    if not bench.config.alerts.words or not known.words_kept:
        return False
    keep = _keep(bench, known)
    return keep is None or keep >= _A_WHILE


def _limited(bench: Bench, known: Known) -> bool:
    return _keep(bench, known) is not None


def _keep(bench: Bench, known: Known) -> timedelta | None:
    with bench.db.read() as tx:
        return accounts.numbered(tx, known.account_id).keep
