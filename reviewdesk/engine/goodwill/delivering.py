"""Bringing a voucher to its guest: which private ways are open, what is said, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage

from reviewdesk.api import (
    Case,
    Channel,
    Delivery,
    DeskError,
    Draft,
    DraftKind,
    Finding,
    Ground,
    Level,
    OutcomeUnknown,
    PlatformError,
    PrivateMessage,
    ReplyRules,
    Review,
    Voucher,
    WriteKind,
    _,
)
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill.brought import waiting
from reviewdesk.engine.goodwill.mail import Enclosure, as_eml, guest_address, letter_to, send_letter
from reviewdesk.engine.goodwill.values import VoucherInfo
from reviewdesk.engine.goodwill.vouchers import Vouchers
from reviewdesk.engine.outgoing.refusals import said
from reviewdesk.store import listings
from reviewdesk.store.goodwill import tills

__all__ = ["Delivered", "Delivering", "Way"]

_LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    plugin: str
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    voucher: VoucherInfo
    delivery: Delivery


class Delivering:
    def __init__(self, bench: Bench, vouchers: Vouchers) -> None:
        self._bench = bench
        self._vouchers = vouchers

    def voucher(self, ref: str, *, counter_url: str = "") -> Voucher:
        """What the guest is to get, as it crosses the border. Only one that can still be used."""
        one = self._vouchers.show(ref)
        if not one.living:
            raise DeskError(
                _("{id} can't be given as it is now.").format(id=one.pub),
                _("See `reviewdesk voucher show {id}`.").format(id=one.pub),
            )
        contact = self._bench.config.goodwill.contact
        made = one.as_voucher(
            self._vouchers.review_of(one),
            contact=contact,
            counter_url=counter_url or self._page_of(one.code or ""),
        )
        return replace(made, places=made.places or self._all_places())

    def _page_of(self, code: str) -> str:
        """The counter's page of this code, for the card's square; empty where no counter was set up."""
        with self._bench.db.read() as tx:
            return tills.page_of(tx, code)

    def _all_places(self) -> tuple[str, ...]:
        with self._bench.db.read() as tx:
            return tuple(each.name for each in listings.shops(tx))

    def ways(self, ref: str) -> list[Way]:
        """All private ways, the open ones first; a closed one says why."""
        one = self._vouchers.show(ref)
        return self._ways(one, one.as_case(self._vouchers.review_of(one)))

    def _ways(self, one: VoucherInfo, case: Case) -> list[Way]:
        found = []
        for plugin in self._bench.plugins.doing("reviewdesk_voucher_channels"):
            account = self._vouchers.way_of(plugin, one)
            offered = self._bench.calls.voucher_channels(account, case)
            found += [Way(plugin=plugin, channel=each) for each in offered]
        return sorted(found, key=lambda way: not way.channel.open)

    def findings(self, voucher: Voucher, text: str) -> list[Finding]:
        """What speaks against saying this to the guest, the heaviest first."""
        review = voucher.case.review or Review(
            external_id=voucher.case.id, listing="", created_at=voucher.case.day or voucher.issued_at
        )
        ground = Ground(
            review=review,
            rules=ReplyRules(limit=_LONGEST, write=WriteKind.ONCE),
            platform=voucher.case.platform or "",
            writing_as=voucher.house,
        )
        found = self._bench.calls.check_reply(
            Draft(text=text, kind=DraftKind.PRIVATE, by=self._bench.person), ground
        )
        return sorted(found, key=lambda each: (list(Level).index(each.level), each.start))

    def made(self, ref: str, channel: str, proof: str = "") -> Delivered:
        """The card, the picture, the text or the letter is there; the guest does not have it yet."""
        self.expect_open(ref, channel)
        one = self._vouchers.delivered(ref, channel, proof=proof, certain=False)
        return Delivered(voucher=one, delivery=Delivery(proof=proof, certain=False))

    def arrived(self, ref: str, channel: str = "") -> Delivered:
        """On the owner's word the guest has it: what was made or sent last, else by hand."""
        one = self._vouchers.show(ref)
        names = [way.channel.name for way in self.ways(ref)] if channel else []
        if channel and channel not in names:
            raise DeskError(
                _("There is no way {name} to this guest.").format(name=channel),
                _("There are: {names}.").format(names=", ".join(names)),
            )
        last = waiting(self._vouchers.events(one.pub))
        details = last.details if last is not None else {}
        way = channel or details.get("channel", "hand")
        proof = details.get("proof", "") if details.get("channel") == way else ""
        noted = self._vouchers.delivered(one.pub, way, proof=proof)
        return Delivered(voucher=noted, delivery=Delivery(proof=proof))

    def noted(self, ref: str, channel: str, proof: str = "") -> Delivered:
        """The card, the picture, the text or the thing itself was given by hand."""
        self.expect_open(ref, channel)
        delivery = Delivery(proof=proof)
        return Delivered(voucher=self._vouchers.delivered(ref, channel, proof=proof), delivery=delivery)

    def send(
        self,
        ref: str,
        channel: str,
        message: PrivateMessage,
        *,
        consent: bool = False,
        again: bool = False,
        enclosed: Enclosure | None = None,
    ) -> Delivered:
        """Send `message` to the guest by e-mail or a platform's private line, over the network.

        `again`: although it went out before. Raises DeskError where nothing was sent.
        """
        voucher = self.voucher(ref)
        one = self._vouchers.show(ref)
        if channel == "email":
            guest_address(message.to, consent=consent)
        way = self.expect_open(ref, channel)
        self.expect_innocent(voucher, message.text)
        if not again:
            self._expect_first(one, channel)
        delivery = (
            send_letter(self._bench.config.smtp, self._letter(message, consent=consent, enclosed=enclosed))
            if channel == "email"
            else self._through(way, one, voucher, message)
        )
        noted = self._vouchers.delivered(ref, channel, proof=delivery.proof, certain=delivery.certain)
        return Delivered(voucher=noted, delivery=delivery)

    def eml(self, ref: str, message: PrivateMessage, *, consent: bool, enclosed: Enclosure | None) -> bytes:
        """The same letter as a file for the owner's own mail program."""
        self.expect_innocent(self.voucher(ref), message.text)
        return as_eml(self._letter(message, consent=consent, enclosed=enclosed))

    def _letter(self, message: PrivateMessage, *, consent: bool, enclosed: Enclosure | None) -> EmailMessage:
        to = guest_address(message.to, consent=consent)
        return letter_to(to, message, self._bench.config.smtp, self._bench.clock.now(), enclosed)

    def expect_open(self, ref: str, channel: str) -> Way:
        """Raises DeskError, with the reason and the other ways, where this one is closed."""
        one = self._vouchers.show(ref)
        ways = self._ways(one, one.as_case(self._vouchers.review_of(one)))
        mine = [way for way in ways if way.channel.name == channel]
        if mine and mine[0].channel.open:
            return mine[0]
        if mine:
            raise DeskError(mine[0].channel.why_not, _others(ways))
        raise DeskError(_("There is no way {name} to this guest.").format(name=channel), _others(ways))

    def _expect_first(self, one: VoucherInfo, channel: str) -> None:
        sent = [
            each
            for each in self._vouchers.events(one.pub)
            if each.what == "delivered"
            and each.details.get("channel") == channel
            # A letter that was only written as a file has not gone out.
            and not each.details.get("proof", "").endswith(".eml")
        ]
        if not sent:
            return
        told = (
            _("It may have gone out on this way already, on {day}: nobody knows.")
            if sent[-1].details.get("certain") == "no"
            else _("It went out on this way already, on {day}.")
        )
        raise DeskError(told.format(day=_day(sent[-1].at)), _("If it shall go once more, say so (--again)."))

    def expect_innocent(self, voucher: Voucher, text: str) -> None:
        """Raises DeskError where a check forbids to say this, also in private."""
        blocks = [each for each in self.findings(voucher, text) if each.level is Level.BLOCK]
        if blocks:
            raise DeskError(blocks[0].reason, _("Nothing was sent. Change the text."))

    def _through(self, way: Way, one: VoucherInfo, voucher: Voucher, message: PrivateMessage) -> Delivery:
        account = self._vouchers.way_of(way.plugin, one)
        try:
            return self._bench.calls.deliver_voucher(
                account, voucher, message, one.key, lambda: self._vouchers.show(one.pub).living
            )
        except OutcomeUnknown as error:
            return Delivery(proof=said(error), certain=False)
        except PlatformError as error:
            raise DeskError(error.reason, error.advice or _("Nothing was sent.")) from error


def _others(ways: Sequence[Way]) -> str:
    names = ", ".join(way.channel.name for way in ways if way.channel.open)
    return _("Open are: {names}.").format(names=names) if names else ""


def _day(at: datetime) -> str:
    return at.date().isoformat()
