"""The inbox room: what waits, in order, and what the owner says about it."""

from array import array
from dataclasses import dataclass, replace
from datetime import date, datetime

from reviewdesk.api import DeskError, Review, _
from reviewdesk.engine import beginning
from reviewdesk.engine.away import late_before
from reviewdesk.engine.beginning import BeginQuestion
from reviewdesk.engine.bench import Bench, local_zone
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import (
    apart,
    asleep,
    diary,
    drafts,
    facts,
    forgotten,
    inbox,
    notes,
    replies,
    reviews,
    rows,
)
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import words_of
from reviewdesk.store.lines import ON_ITS_WAY, Line, Query, State
from reviewdesk.store.rows import Rows, Stop
from reviewdesk.store.values import Counts, DiaryEntry, DraftInfo, Known, NoteInfo, ReplyInfo, VersionInfo

_LAST_SITTING = "last_sitting"
_CLOSED = frozenset({State.REMOVED, State.PUBLISHED, State.ANSWERED_ELSEWHERE, State.NOT_ANSWERABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All that lies behind a review."""

    versions: list[VersionInfo]
    notes: list[NoteInfo]
    drafts: list[DraftInfo]
    diary: list[DiaryEntry]
    replies: list[ReplyInfo]
    guest: list[Known]


class Inbox:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._words: dict[str, Review] = {}
        """Words that may live in memory only, for as long as the desk is open."""

    def page(self, query: Query, *, limit: int, after: str | None = None) -> list[Known]:
        """The next `limit` reviews after the one named."""
        with self._bench.db.read() as tx:
            last = reviews.find(tx, after) if after else None
            return reviews.get_many(tx, inbox.page(tx, apart.asked(tx, query), limit, last))

    def numbers(self, query: Query) -> "array[int]":
        """Row numbers of all of them, for a list that draws only what it shows."""
        with self._bench.db.read() as tx:
            return inbox.numbers(tx, apart.asked(tx, query))

    def beginning(self, query: Query, limit: int = 256) -> Rows:
        """The first rows of a list, at once whatever its length."""
        with self._bench.db.read() as tx:
            return rows.beginning(tx, apart.asked(tx, query), limit)

    def rows(self, query: Query, before: Rows | None = None, stop: Stop = bool) -> Rows | None:
        """All rows of a list, with its days; None when `stop` says that nobody waits for them any more.

        `before` is an earlier answer to the same question: only what changed since is read again.
        """
        with self._bench.db.read() as tx:
            return rows.whole(tx, apart.asked(tx, query), before, stop)

    def days(self, query: Query) -> list[tuple[date, int]]:
        """The days of a list in its order, and how many rows each has."""
        found = self.rows(query)
        return [(date.fromordinal(day), count) for day, count in found.days] if found else []

    def lines(self, numbers: list[int]) -> dict[int, Line]:
        with self._bench.db.read() as tx:
            return inbox.lines(tx, numbers)

    def known(self, number: int) -> Known:
        with self._bench.db.read() as tx:
            return reviews.get(tx, number)

    def find(self, ref: str) -> Known:
        """By id, or a unique beginning of one."""
        with self._bench.db.read() as tx:
            return reviews.get(tx, reviews.find(tx, ref))

    def with_words(self, known: Known) -> Known:
        """The review with its words, read again into memory where the platform lets no one keep them.

        Asks the platform, so it may take long. Raises PlatformError or DeskError where it can't be read now.
        """
        if known.words_kept or self.forgotten(known):
            return known
        if known.pub not in self._words:
            reading = self._bench.calls.read(road(self._bench, known).connection, known.review)
            if reading.review is None:
                return known
            self._words[known.pub] = reading.review
        said = self._words[known.pub]
        if words_of(said) != known.words:
            del self._words[known.pub]
        return replace(known, review=replace(said, reply=known.review.reply), damaged=known.damaged)

    def as_read(self, known: Known) -> Known:
        """The review with the words that are in memory already; nobody is asked."""
        said = self._words.get(known.pub)
        if known.words_kept or said is None or self.forgotten(known):
            return known
        return replace(known, review=replace(said, reply=known.review.reply))

    def forgotten(self, known: Known) -> bool:
        """Whether name and words were taken out because the guest was to be forgotten."""
        with self._bench.db.read() as tx:
            return forgotten.is_forgotten(tx, known.id)

    def counts(self) -> Counts:
        with self._bench.db.read() as tx:
            late = late_before(self._bench, tx)
            beside = apart.pages(tx)
            found = inbox.counts(tx, late, late.astimezone(local_zone()).date(), beside)
            return replace(found, apart=apart.waiting(tx, beside))

    def per_platform(self) -> dict[str, int]:
        with self._bench.db.read() as tx:
            return inbox.per_platform(tx)

    def past(self, known: Known) -> Past:
        with self._bench.db.read() as tx:
            return Past(
                versions=reviews.versions(tx, known.id),
                notes=notes.of_review(tx, known.id),
                drafts=drafts.versions(tx, known.id),
                diary=diary.entries(tx, review_id=known.id),
                replies=replies.of_review(tx, known.id),
                guest=reviews.get_many(tx, reviews.of_same_guest(tx, known.id)),
            )

    # --- the owner's beginning --------------------------------------------------------------------

    def begin_question(self) -> BeginQuestion | None:
        return beginning.question(self._bench)

    def begin(self, since: date | None, *, wordless_above: int | None) -> int:
        return beginning.begin(self._bench, since, wordless_above=wordless_above)

    def history(self, before: date) -> int:
        return beginning.before(self._bench, before)

    # --- what needs no answer, or not now -----------------------------------------------------------

    def skip(self, ref: str, reason: str) -> Known:
        """It needs no answer, and why."""
        if not reason.strip():
            raise DeskError(_("Why does it need no answer?"), _("Give a reason; a word is enough."))
        with self._bench.write() as tx:
            known = self._open(tx, ref)
            asleep.skip(tx, known, reason.strip())
            return self._told(tx, known, "review.skipped")

    def snooze(self, ref: str, until: datetime, why: str = "") -> Known:
        """Later: it waits again from that moment on."""
        if until <= self._bench.clock.now():
            raise DeskError(_("That moment is over already."), _("Choose a later one."))
        with self._bench.write() as tx:
            known = self._open(tx, ref)
            asleep.snooze(tx, known, until, why.strip() or None)
            return self._told(tx, known, "review.snoozed")

    def back(self, ref: str) -> Known:
        """Out of skipped, snoozed, history or withdrawn, into the inbox."""
        with self._bench.write() as tx:
            known = reviews.get(tx, reviews.find(tx, ref))
            self._refuse_moving(known)
            asleep.back(tx, known)
            return self._told(tx, known, "review.back_in")

    def _open(self, tx: Tx, ref: str) -> Known:
        """The review, if there is anything to put off."""
        known = reviews.get(tx, reviews.find(tx, ref))
        self._refuse_moving(known)
        if known.state in _CLOSED:
            raise DeskError(_("This review does not wait for an answer."), _("Nothing was changed."))
        return known

    def _told(self, tx: Tx, known: Known, what: str) -> Known:
        diary.write(tx, self._bench.clock.now(), what, by=self._bench.person, review_id=known.id)
        return reviews.get(tx, known.id)

    def _refuse_moving(self, known: Known) -> None:
        if known.state in ON_ITS_WAY:
            raise DeskError(_("An answer to this review is on its way."), _("Call it back first."))

    def note(self, ref: str, text: str, *, changed: bool = False) -> None:
        """A note for oneself; `changed`: something was mended because of this review."""
        if not text.strip():
            raise DeskError(_("The note is empty."), _("Nothing was kept."))
        now = self._bench.clock.now()
        with self._bench.write() as tx:
            number = reviews.find(tx, ref)
            notes.add(tx, number, now, self._bench.person, text.strip(), changed=changed)
            diary.write(tx, now, "review.noted", by=self._bench.person, review_id=number)

    # --- sittings -----------------------------------------------------------------------------------

    def last_sitting(self) -> datetime | None:
        """When the desk was last closed: what is seen first after it is new."""
        with self._bench.db.read() as tx:
            text = facts.get(tx, _LAST_SITTING)
        return datetime.fromisoformat(text) if text else None

    def end_sitting(self) -> None:
        with self._bench.db.write() as tx:
            facts.put(tx, _LAST_SITTING, self._bench.clock.now().isoformat())
