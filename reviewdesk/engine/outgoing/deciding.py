"""What waits for the owner's word: conflicts, parked answers, hand-offs, withdrawals."""

from datetime import timedelta

from reviewdesk.api import DeskError, May, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import endings
from reviewdesk.engine.outgoing.replies_values import WrongChoice
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import diary, drafts, replies, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import ON_ITS_WAY, State
from reviewdesk.store.values import WAITS_THERE, Known, ReplyInfo

_CHOICES = {"conflict": ("keep", "replace", "drop"), "parked": ("again", "drop")}


def confirm(bench: Bench, known: Known) -> Known:
    """A hand-off or a parked answer counts as published on the owner's word, marked so."""
    live = _live(bench, known)
    if live is None or live.state not in ("handed_off", "parked"):
        raise DeskError(
            _("There is nothing to confirm: this answer was not given to you by hand."),
            _("See `reviewdesk show {id}`.").format(id=known.pub),
        )
    if live.action == "withdraw":
        endings.to_withdrawn(bench, live)
        return _again(bench, known)
    claimed_until = bench.clock.now() + road(bench, known).rules.visible_within
    endings.to_published(
        bench,
        live,
        None,
        by=bench.person,
        told="reply.confirmed",
        confirmed_by=bench.person,
        claimed_until=claimed_until,
    )
    return _again(bench, known)


def waits_there(bench: Bench, known: Known) -> Known:
    """The owner saw his answer there, waiting for its approval: it stays his to confirm."""
    live = _live(bench, known)
    if live is None or live.state != "handed_off":
        raise DeskError(
            _("There is nothing to confirm: this answer was not given to you by hand."),
            _("See `reviewdesk show {id}`.").format(id=known.pub),
        )
    with bench.write() as tx:
        replies.amend(tx, live, code=WAITS_THERE)
        diary.write(
            tx,
            bench.clock.now(),
            "reply.waits_there",
            by=bench.person,
            review_id=known.id,
            reply_id=live.id,
        )
    return _again(bench, known)


def give_way(bench: Bench, tx: Tx, review_id: int) -> None:
    """A hand-off is given out anew: the earlier text steps back and stays as a version."""
    before = replies.live(tx, review_id)
    if before is None or before.state != "handed_off":
        return
    now = bench.clock.now()
    replies.move(tx, before, "undone", at=now, by=bench.person, told="reply.given_anew")
    drafts.keep_version(tx, review_id, before.by or bench.person, before.text, now)


def decide(bench: Bench, known: Known, choice: str, undo_seconds: float) -> Known:
    live = _live(bench, known)
    fitting = _CHOICES.get(live.state, ()) if live else ()
    if live is None or choice not in fitting:
        if not fitting:
            raise WrongChoice(
                _("There is nothing to decide about this review."), _("See `reviewdesk outbox`.")
            )
        raise WrongChoice(
            _("{choice} is no choice here.").format(choice=choice),
            _("Choose one of: {choices}.").format(choices=", ".join(fitting)),
        )
    if choice == "keep":
        endings.to_elsewhere(bench, live)
    elif choice == "drop":
        _drop(bench, live)
    else:
        _once_more(bench, known, live, choice, undo_seconds)
    return _again(bench, known)


def _drop(bench: Bench, live: ReplyInfo) -> None:
    if live.action == "withdraw":
        with bench.write() as tx:
            replies.move(
                tx, live, "published", at=bench.clock.now(), by=bench.person, told="withdrawal.dropped"
            )
        return
    endings.to_draft(bench, live, by=bench.person)


def _once_more(bench: Bench, known: Known, live: ReplyInfo, choice: str, undo_seconds: float) -> None:
    way = road(bench, known)
    if choice == "replace" and not way.replaceable:
        raise WrongChoice(
            _("{platform} lets no one replace an answer.").format(platform=way.card.title),
            _("Choose keep or drop."),
        )
    now = bench.clock.now()
    to = "withdrawing" if live.action == "withdraw" else "queued"
    with bench.write() as tx:
        replies.move(
            tx,
            live,
            to,
            at=now,
            by=bench.person,
            told=f"reply.{choice}",
            due_at=now + timedelta(seconds=undo_seconds),
            replace=choice == "replace",
            over=live.found if choice == "replace" else live.over,
            seen=known.words,
            tried_at=None,
            reason=None,
        )


def withdraw(bench: Bench, known: Known) -> ReplyInfo:
    way = road(bench, known)
    able = way.by_api and bench.plugins.does(way.account.platform, "reviewdesk_withdraw_reply")
    if not (able and May.WITHDRAW in way.may):
        raise DeskError(
            _("{platform} lets this account take no answer down from here.").format(platform=way.card.title),
            _("Take it down on the platform's own page."),
        )
    standing = known.review.reply
    if known.state in ON_ITS_WAY or known.state == State.REMOVED or standing is None:
        raise DeskError(_("No published answer of yours stands there."), _("Nothing was changed."))
    if known.standing_origin != "here":
        raise DeskError(_("The answer that stands there was not written here."), _("Nothing was changed."))
    now = bench.clock.now()
    with bench.write() as tx:
        return replies.begin(
            tx,
            review_id=known.id,
            text=standing.text,
            state="withdrawing",
            action="withdraw",
            by=bench.person,
            seen=known.words,
            at=now,
            due_at=now,
        )


def _live(bench: Bench, known: Known) -> ReplyInfo | None:
    with bench.db.read() as tx:
        return replies.live(tx, known.id)


def _again(bench: Bench, known: Known) -> Known:
    with bench.db.read() as tx:
        return reviews.get(tx, known.id)
