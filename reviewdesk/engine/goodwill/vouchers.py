"""The vouchers room: prepared beside the answer, issued when the guest is reached, used once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from reviewdesk.api import CaseReason, DeskError, Review, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill import codes, preparing
from reviewdesk.engine.goodwill.book import Book
from reviewdesk.engine.goodwill.connecting import way_of
from reviewdesk.engine.goodwill.counter import Counter
from reviewdesk.engine.goodwill.grave import Grave
from reviewdesk.engine.goodwill.issuers import Issuers
from reviewdesk.engine.goodwill.values import EventInfo, Given, Question, Report, Room, Used, VoucherInfo
from reviewdesk.engine.net.connection import Connection
from reviewdesk.store import reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import cases, contacts, giving, vouchers
from reviewdesk.store.goodwill.giving import Wish
from reviewdesk.store.goodwill.values import VoucherState
from reviewdesk.store.values import Known

__all__ = ["Vouchers"]


class Vouchers:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.issuers = Issuers(bench)
        self._counter = Counter(bench)
        self._book = Book(bench)

    def new_key(self) -> str:
        """A key for a form that opens: sent twice, it gives the same voucher."""
        return preparing.new_key()

    def room(self, ref: str, offer: str | None = None) -> Room:
        """What a form shows before anything is given: limits, what is left, whether the words forbid it."""
        return preparing.room(self._bench, ref, offer)

    def grave(self, ref: str) -> Grave | None:
        """The grave matter the words of a review or case speak of, if any."""
        return preparing.grave(self._bench, ref)

    def prepare(
        self,
        ref: str,
        offer: str,
        reason: CaseReason | None = None,
        *,
        key: str | None = None,
        additional: str = "",
        override: str = "",
        not_grave: str = "",
    ) -> Given:
        """Hold the budget for a review or a case; nothing is issued yet.

        `reason` is what went wrong, needed for a review. `key`: of the form. `additional`: why this case gets
        another one. `override`: why it is given over a limit. `not_grave`: "I read it, it is not about that",
        with the reason. Raises GraveMatter, OverLimit, DeskError.
        """
        wish = Wish(
            key=key or self.new_key(),
            by=self._bench.person,
            additional=additional.strip(),
            override=override.strip(),
        )
        return preparing.prepare(self._bench, ref, offer, reason, wish, not_grave=not_grave.strip())

    def issue(
        self,
        ref: str,
        *,
        day: date | None = None,
        ordered: str = "",
        guest: str = "",
        email: str = "",
        phone: str = "",
        override: str = "",
    ) -> Given:
        """The guest is reached: issue what was prepared. Issued already, it is given as it is.

        `day` and `ordered` are what the guest said when asked: needed for a review, which anyone can have
        read. E-mail and phone stand on the voucher alone, and not for long. An issuer by network is asked
        in here.
        """
        preparing.refuse_a_clock_set_back(self._bench)
        self._look_after(ref)
        with self._bench.write() as tx:
            one = self._found(tx, ref)
            if one.written is not VoucherState.PREPARED:
                return _already(one)
            now = self._bench.clock.now()
            cases.asked(tx, one.case.id, day=day, ordered=ordered.strip(), guest=guest.strip())
            contacts.put(tx, one, email=email.strip(), phone=phone.strip(), now=now)
            made, warnings = self._issue(tx, vouchers.get(tx, one.id, now), override.strip())
        if made.written is VoucherState.ISSUING:
            made = self.issuers.ask(made)
        if made.written is VoucherState.PREPARED:
            raise DeskError(
                _("The issuer refused: {why}").format(why=made.problem or "-"),
                _("The budget stays held; try again later, or cancel it."),
            )
        return Given(voucher=made, warnings=(*warnings, *_doubts(made, self._day_of(made))))

    def _look_after(self, ref: str) -> None:
        """One whose answer is missing is looked for first; never inside a transaction of ours."""
        one = self.show(ref)
        if one.written in (VoucherState.ISSUING, VoucherState.UNKNOWN):
            self.issuers.look(one)

    def _issue(self, tx: Tx, one: VoucherInfo, override: str) -> tuple[VoucherInfo, tuple[str, ...]]:
        """Out of the book at once; for an issuer by network the order is written down."""
        bench = self._bench
        now = bench.clock.now()
        _asked(one)
        wish = Wish(key=one.key, by=bench.person, override=override)
        warnings = () if one.held else giving.renew(tx, one, wish, now)
        one = vouchers.get(tx, one.id, now)
        if one.account_id is not None:
            return self.issuers.reserve(tx, one), warnings
        return giving.issue(tx, one, draw=_drawing(one, bench), now=now, by=bench.person), warnings

    def _day_of(self, one: VoucherInfo) -> date | None:
        if one.case.review_id is None:
            return None
        with self._bench.db.read() as tx:
            return reviews.get(tx, one.case.review_id).day

    def redeem(
        self,
        typed: Sequence[str],
        *,
        place: str | None = None,
        on: date | None = None,
        anyway: bool = False,
        tell: bool = True,
    ) -> list[Used]:
        """Note codes as used, each once, whatever becomes of the others. `on`: from paper, that day.

        `tell`: issuers by network hear of it before this returns, else in the next `tick`.
        """
        return self._counter.redeem(typed, place=place, on=on, anyway=anyway, tell=tell)

    def look_up(self, typed: str) -> Used:
        """What a code is, without using it."""
        return self._counter.look_up(typed)

    def undo(self, ref: str, reason: str) -> VoucherInfo:
        """Take back, the same day, what was noted as used."""
        return self._counter.undo(ref, reason)

    def void(self, ref: str, reason: str) -> VoucherInfo:
        """Cancel one that was not used."""
        if not reason.strip():
            raise DeskError(_("Why it is cancelled is missing."), _("Give a reason."))
        bench = self._bench
        with bench.write() as tx:
            one = self._found(tx, ref)
            issued = one.written is not VoucherState.PREPARED
            tell = issued and self.issuers.wants(one, "reviewdesk_void_voucher")
            gone = giving.void(tx, one, reason.strip(), tell=tell, now=bench.clock.now(), by=bench.person)
        self.issuers.tell_all()
        return gone if not gone.to_tell else self.show(gone.pub)

    def delivered(self, ref: str, channel: str, *, proof: str = "", certain: bool = True) -> VoucherInfo:
        """Note that it was brought to the guest by this channel; not `certain`: that it may have been."""
        bench = self._bench
        now = bench.clock.now()
        with bench.write() as tx:
            one = self._found(tx, ref)
            return giving.delivered(tx, one, channel, proof=proof, certain=certain, now=now, by=bench.person)

    def show(self, ref: str) -> VoucherInfo:
        """By its id (v-7), its code however typed, or the last four signs of a living one."""
        with self._bench.db.read() as tx:
            return self._found(tx, ref)

    def _found(self, tx: Tx, ref: str) -> VoucherInfo:
        return vouchers.find(tx, ref, codes.read(ref).signs, self._bench.clock.now())

    def events(self, ref: str) -> list[EventInfo]:
        """All that happened to it, the oldest first."""
        with self._bench.db.read() as tx:
            return vouchers.events(tx, self._found(tx, ref).id)

    def here(self, name: str) -> list[VoucherInfo]:
        """What waits for a guest of this name ("Ewa is here"): prepared, or given and not used yet."""
        waiting = (VoucherState.PREPARED, VoucherState.UNKNOWN, VoucherState.ISSUED, VoucherState.DELIVERED)
        return self.list(states=waiting, search=name)

    def marks(self) -> dict[int, VoucherState]:
        """Row number of a review -> where its newest voucher stands."""
        with self._bench.db.read() as tx:
            return vouchers.marks(tx, self._bench.clock.now())

    def review_of(self, one: VoucherInfo) -> Review | None:
        """The review behind a voucher, as it crosses the border."""
        known = self.known_of(one)
        if known is None:
            return None
        # The guest is spoken to in the language he writes: the desk's guess where the platform tells none.
        return replace(known.review, language=known.language)

    def known_of(self, one: VoucherInfo) -> Known | None:
        if one.case.review_id is None:
            return None
        with self._bench.db.read() as tx:
            return reviews.get(tx, one.case.review_id)

    def way_of(self, plugin: str, one: VoucherInfo) -> Connection:
        """The connection with which a channel's plugin is asked about this voucher."""
        return way_of(self._bench, plugin, self.known_of(one))

    def report(self, since: date | None = None, until: date | None = None) -> Report:
        """Still promised, used, ended; by reason, channel, place and month; fairness by stars."""
        return self._book.report(since, until)

    def csv(self, since: date | None = None, until: date | None = None) -> str:
        """For the accountant: a line each, safe to open in a spreadsheet."""
        return self._book.csv(since, until)

    def tick(self) -> list[VoucherInfo]:
        """Look after what issuers by network have not answered, or not heard. Takes its time."""
        return self.issuers.tick()

    def forget(self, who: str) -> int:
        """Take a person out of all goodwill, by name, e-mail or phone; in how many cases he stood."""
        bench = self._bench
        with bench.write() as tx:
            return contacts.forget(tx, who, now=bench.clock.now(), by=bench.person)

    def list(
        self,
        *,
        states: Iterable[VoucherState] | None = None,
        search: str | None = None,
        review: str | None = None,
        limit: int = 100_000,
    ) -> list[VoucherInfo]:
        """The newest first. `search`: a part of the guest's name. `review`: those of one review."""
        with self._bench.db.read() as tx:
            number = reviews.find(tx, review) if review else None
            now = self._bench.clock.now()
            return vouchers.listed(tx, now, states=states, search=search, review_id=number, limit=limit)


def _already(one: VoucherInfo) -> Given:
    if one.written is VoucherState.VOIDED:
        raise DeskError(_("This voucher was cancelled."), _("Prepare a new one."))
    return Given(voucher=one, again=True)


def _asked(one: VoucherInfo) -> None:
    if one.case.review_id is not None and (one.case.day is None or not one.case.ordered):
        raise Question(
            _("Others can read your public answer too: ask first which day it was and what was ordered."),
            _("Give both (--day DAY --ordered TEXT), then issue it."),
        )


_OLD = timedelta(days=90)


def _doubts(one: VoucherInfo, written: date | None) -> tuple[str, ...]:
    """What the guest said does not fit the review: the owner decides."""
    if written is None or one.case.day is None:
        return ()
    if one.case.day > written:
        return (_("The day the guest named lies after the review."),)
    if written - one.case.day > _OLD:
        return (_("The day the guest named lies long before the review."),)
    return ()


def _drawing(one: VoucherInfo, bench: Bench) -> "preparing.Draw":
    house = bench.config.goodwill.short.upper() or codes.short_name(one.house)

    def draw() -> tuple[str, str]:
        signs = codes.draw()
        return codes.written(signs, house), signs

    return draw
