"""The replies room: from a draft to an answer on its way, and back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from reviewdesk.api import DeskError, Finding, Level, ReplyPage, WriteKind, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import checks_run, clipboard, deciding, endings, ends, handing_off, leases
from reviewdesk.engine.outgoing.outbox import UNDO, UNDO_ONCE, Outbox
from reviewdesk.engine.outgoing.replies_values import Delivered, HandOff, LastLook, OutboxLine, Stopped
from reviewdesk.engine.outgoing.road import Road, road
from reviewdesk.engine.plugs.fit import mended
from reviewdesk.store import drafts, replies, reviews
from reviewdesk.store.ends_values import Ends
from reviewdesk.store.lines import ON_ITS_WAY, State
from reviewdesk.store.standing import answered_before
from reviewdesk.store.values import Known, ReplyInfo


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        yield
    except replies.Lost:
        raise DeskError(
            _("This answer moved on in this very moment; nothing was changed."), _("Look at it again.")
        ) from None


class Replies:
    """Drafts, last look, queue, by hand, decisions, delivery."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._outbox = Outbox(bench)
        self._fullest: dict[int, str] = {}
        """The fullest text of each draft that is being written here."""
        self._ours: dict[int, str] = {}
        """What each draft was when it was last read or saved here: another text was written elsewhere."""

    # --- drafts ---------------------------------------------------------------------------------

    def draft(self, ref: str, text: str) -> Known:
        """Save the draft as it stands; an empty text takes it away."""
        number = self._number(ref)
        self.save_draft(number, text)
        return self._known(number)

    def goes_on(self, number: int, text: str) -> None:
        """An editor begins with this as the saved draft."""
        self._ours[number] = mended(text)

    def save_draft(self, number: int, text: str, *, typed: bool = True) -> None:
        """The editor's autosave: one small transaction. An untyped text leaves the old one as a version."""
        bench, words, before = self._bench, mended(text), self._fullest.get(number, "")
        with bench.write() as tx:
            drafts.keep_of_others(tx, number, bench.person, words, self._ours.get(number))
            fullest = drafts.save(
                tx, number, bench.person, words, bench.clock.now(), typed=typed, fullest=before
            )
        self._fullest[number], self._ours[number] = fullest, words

    def check(self, ref: str, text: str | None = None) -> list[Finding]:
        """What the checks say of the draft, or of `text`."""
        known = self._known(self._number(ref))
        return checks_run.findings(self._bench, known, road(self._bench, known), self._text(known, text))

    def look(self, ref: str, text: str | None = None) -> LastLook:
        """The last look before an answer goes out."""
        known = self._known(self._number(ref))
        way = road(self._bench, known)
        words = self._text(known, text)
        how = "api" if way.by_api else "hand"
        return LastLook(
            known=known,
            text=words,
            findings=tuple(checks_run.findings(self._bench, known, way, words)),
            writing_as=checks_run.writing_as(known, way),
            account=way.account.name,
            how=how,
            why_by_hand=way.why_by_hand,
            rules=way.rules,
            used=way.rules.unit.length(words),
            room=way.rules.limit - way.rules.unit.length(words),
            undo_seconds=self._undo_seconds(way),
            once=way.rules.write == WriteKind.ONCE,
            doubts=tuple(self._doubts(known, way)),
            page=None if way.by_api else self._page(known, way),
            again=known.state == State.PUBLISHED or known.review.reply is not None,
        )

    # --- out ------------------------------------------------------------------------------------

    def queue(
        self,
        ref: str,
        text: str | None = None,
        *,
        accept: Sequence[str] = (),
        at: datetime | None = None,
        now: bool = False,
        looked: Known | None = None,
    ) -> ReplyInfo:
        """Fix the text and let it wait for its undo window; `at`: not before that time.

        `looked`: the review as the last look showed it (`LastLook.known`). What changed since, its words or
        the answer that stands there, then brings the text back instead of being overlooked.

        Raises `Stopped` for a block or a warning not accepted, DeskError where it must go by hand.
        """
        known, way, words = self._ready(ref, text, accept)
        if not way.by_api:
            raise DeskError(
                _("This review can only be answered by hand: {why}").format(why=way.why_by_hand),
                _("Use the by-hand road."),
            )
        bench = self._bench
        moment = bench.clock.now()
        saw = looked or known
        standing = saw.review.reply.text if saw.review.reply else None
        due = moment if now else max(moment + timedelta(seconds=self._undo_seconds(way)), at or moment)
        with bench.write() as tx:
            self._refuse_closed(reviews.get(tx, known.id), way)
            drafts.clear(tx, known.id)
            return replies.begin(
                tx,
                review_id=known.id,
                text=words,
                state="queued",
                by=bench.person,
                seen=saw.words,
                at=moment,
                due_at=due,
                # He saw this text there in the last look: this very one may be replaced, no other.
                over=standing,
                replace=standing is not None and saw.standing_origin == "platform",
            )

    def hand_off(
        self,
        ref: str,
        text: str | None = None,
        *,
        accept: Sequence[str] = (),
        copy: bool = True,
        shown: Known | None = None,
    ) -> HandOff:
        """Give the answer into the owner's own hands; `copy`: also onto the clipboard.

        `shown`: the review as he saw it (`Inbox.with_words`), to be found on the page by what he saw.
        """
        known, way, words = self._ready(ref, text, accept)
        bench = self._bench
        if known.state in ON_ITS_WAY and known.state != State.HANDED_OFF:
            raise DeskError(
                _("An answer to this review is on its way already."),
                _("See `reviewdesk outbox`, or call it back."),
            )
        done = handing_off.hand_off(bench, known, way, words, copy=copy, shown=shown)
        with bench.write() as tx:
            deciding.give_way(bench, tx, known.id)
            drafts.clear(tx, known.id)
            replies.begin(
                tx,
                review_id=known.id,
                text=words,
                state="handed_off",
                by=bench.person,
                seen=known.words,
                at=bench.clock.now(),
                over=known.review.reply.text if known.review.reply else None,
            )
        return done

    def copy(self, handed: HandOff) -> str:
        """Copy once more: native, terminal or ''."""
        return clipboard.copy(handed.text)

    def open_page(self, handed: HandOff) -> bool:
        """Open the page; False where no browser is."""
        return clipboard.open_page(handed.page.url)

    def undo(self, ref: str) -> Known:
        """Call an answer back into the editor, as long as it has not left."""
        number = self._number(ref)
        with self._bench.db.read() as tx:
            live = replies.live(tx, number)
        if live is None or live.state not in ("queued", "handed_off"):
            raise DeskError(
                _("There is nothing to call back: this answer has left already, or there is none."),
                _("See `reviewdesk outbox`."),
            )
        if live.token is not None and not replies.lease_over(
            live, self._bench.clock.now(), self._bench.config.outbox.lease_seconds, leases.alive
        ):
            raise DeskError(
                _("It is leaving right now and can't be called back."), _("See `reviewdesk outbox`.")
            )
        try:
            endings.to_draft(self._bench, live, by=self._bench.person)
        except replies.Lost:
            raise DeskError(
                _("It left in this very moment and can't be called back."), _("See `reviewdesk outbox`.")
            ) from None
        return self._known(number)

    def confirm(self, ref: str) -> Known:
        """The owner says that his answer stands on the site."""
        with _in_time():
            return deciding.confirm(self._bench, self._known(self._number(ref)))

    def waits_there(self, ref: str) -> Known:
        """The owner says that the answer he published by hand waits there for its approval."""
        with _in_time():
            return deciding.waits_there(self._bench, self._known(self._number(ref)))

    def decide(self, ref: str, choice: str) -> Known:
        """keep, replace, again or drop. Raises `WrongChoice` where it does not fit."""
        known = self._known(self._number(ref))
        with _in_time():
            return deciding.decide(self._bench, known, choice, self._undo_seconds(road(self._bench, known)))

    def withdraw(self, ref: str) -> ReplyInfo:
        """Take a published reply down, where the platform lets one."""
        return deciding.withdraw(self._bench, self._known(self._number(ref)))

    # --- delivery -------------------------------------------------------------------------------

    def outbox(self) -> list[OutboxLine]:
        return self._outbox.lines()

    def ends(self) -> Ends:
        """What went out today, and what came back by itself."""
        return ends.of(self._bench)

    def next_due(self) -> ReplyInfo | None:
        return self._outbox.next_due()

    def tick(self) -> list[ReplyInfo]:
        return self._outbox.tick()

    def deliver(
        self,
        *,
        now: bool = False,
        asked: bool = False,
        wait: float | None = None,
        progress: Callable[[ReplyInfo], None] | None = None,
    ) -> Delivered:
        return self._outbox.deliver(now=now, asked=asked, wait=wait, progress=progress)

    # --- inner ----------------------------------------------------------------------------------

    def _number(self, ref: str) -> int:
        with self._bench.db.read() as tx:
            return reviews.find(tx, ref)

    def _known(self, number: int) -> Known:
        with self._bench.db.read() as tx:
            return reviews.get(tx, number)

    def _text(self, known: Known, text: str | None) -> str:
        """A text that was given, else this person's draft, as it will go out."""
        if text is None:
            with self._bench.db.read() as tx:
                own = drafts.get(tx, known.id, self._bench.person) or known.draft
            text = own.text if own else ""
        return mended(text).replace("\r\n", "\n").replace("\r", "\n").strip()

    def _ready(self, ref: str, text: str | None, accept: Sequence[str]) -> tuple[Known, Road, str]:
        number = self._number(ref)
        if text is not None and text.strip():
            bench = self._bench
            with bench.write() as tx:
                drafts.save(tx, number, bench.person, mended(text), bench.clock.now(), typed=False)
        known = self._known(number)
        way = road(self._bench, known)
        words = self._text(known, text)
        self._refuse_closed(known, way)
        found = checks_run.findings(self._bench, known, way, words)
        stops = [
            each
            for each in found
            if each.level == Level.BLOCK or (each.level == Level.WARN and each.code not in accept)
        ]
        if stops:
            raise Stopped(stops)
        return known, way, words

    def _refuse_closed(self, known: Known, way: Road) -> None:
        if known.state == State.REMOVED:
            raise DeskError(_("This review is no longer on the platform."), _("Nothing was sent."))
        if not known.review.answerable:
            raise DeskError(_("The platform lets no one answer this review."), _("Nothing was sent."))
        if known.same_as is not None:
            raise DeskError(
                _("This may be the same review as {other}; it is held until that is clear.").format(
                    other=known.same_as
                ),
                _("Fetch or import once more, and look at both."),
            )
        standing = known.review.reply
        # One to an earlier review, whose place this took, is changed by hand where a person can.
        if standing is not None and not way.replaceable and not answered_before(known.review):
            raise DeskError(
                _("An answer stands there already, and {platform} lets no one change it.").format(
                    platform=way.card.title
                ),
                _("Nothing was sent."),
            )

    def _undo_seconds(self, way: Road) -> float:
        named = self._bench.config.outbox.undo_seconds
        if named is not None:
            return named
        return UNDO_ONCE if way.rules.write == WriteKind.ONCE else UNDO

    def _doubts(self, known: Known, way: Road) -> list[str]:
        """What disagrees, so that the last look asks."""
        doubts = []
        with self._bench.db.read() as tx:
            first = not replies.ever_sent(tx, way.account.id)
        if first and way.by_api:
            name = way.account.name
            name = way.card.title if name == way.card.name else name
            doubts.append(_("This is your first answer from the account {name}.").format(name=name))
        if known.review.reply is not None and known.standing_origin == "platform":
            doubts.append(_("Another answer stands there; this one would take its place."))
        if known.damaged:
            doubts.append(_("Some characters of this review could not be read and are shown as \ufffd."))
        return doubts

    def _page(self, known: Known, way: Road) -> ReplyPage | None:
        try:
            return handing_off.page(self._bench, known, way)
        except DeskError:
            return None
