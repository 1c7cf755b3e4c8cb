"""What is said to the guest alone: read as it will be sent, in his language, with one's own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, Finding, Level, PrivateMessage, Voucher, _
from reviewdesk.builtin.card.private_text import private_text
from reviewdesk.engine.goodwill.card_files import kept
from reviewdesk.engine.goodwill.mail import Enclosure
from reviewdesk.engine.goodwill.values import EventInfo, VoucherInfo
from reviewdesk.tui.format import one_line, visible
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form
from reviewdesk.tui.goodwill.handing import MadeDialog, Sent, enclosed
from reviewdesk.tui.goodwill.words import guest_of, plain
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_TONGUES = (("", "auto"), *((each, each) for each in ("en", "pl", "sr", "sr-Latn", "hr", "ru", "de")))
_RESTS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    message: PrivateMessage
    language: str | None
    consent: bool
    again: bool


class MessageForm(Form[Sent | MadeDialog | None]):
    """A text to copy, an e-mail or a message; gives back what to say, or to ask where it was only made."""

    begins_at = "#fields Input"
    DEFAULT_CSS = """
    MessageForm #text { max-height: 10; }
    """

    def __init__(
        self, way: str, title: str, one: VoucherInfo, voucher: Voucher, events: Sequence[EventInfo]
    ) -> None:
        super().__init__(f"{way} {one.pub}")
        self._way = way
        self._title = title
        self._one = one
        self._voucher = voucher
        self._went = any(_went_out(each, way) for each in events)
        self._checked = 0

    @property
    def heading(self) -> str:
        return _("{way}: {guest}").format(way=self._title, guest=guest_of(self._one))

    def lines(self, width: int) -> list[Written]:
        return paragraph(visible(self._now().message.text), width)

    def fields(self) -> Sequence[Field]:
        yes_no = (("no", _("no")), ("yes", _("yes")))
        mail = self._way == "email"
        return [
            Field(name="to", label=_("to the address"), value=self._one.email or "", shown=mail),
            Field(name="consent", label=_("given for this"), value="no", choices=yes_no, shown=mail),
            Field(name="own", label=_("your own sentence"), placeholder=_("in place of the apology")),
            Field(name="language", label=_("language"), choices=_TONGUES),
            Field(
                name="again",
                label=_("once more"),
                value="no",
                choices=yes_no,
                shown=self._went and self._way != "text",
            ),
        ]

    def does(self) -> str:
        if self._way == "text":
            return _("copy it")
        desk = self.desk_app.desk
        by_file = self._way == "email" and desk is not None and not desk.config.smtp.host
        return _("write it as a file") if by_file else _("send it")

    def _now(self) -> _Typed:
        there = bool(self.query("#own"))
        language = (self.value("language") if there else self.kept.get("language", "")) or None
        own = self.value("own") if there else self.kept.get("own", "")
        to = self.value("to") if there else ""
        return _Typed(
            message=private_text(self._voucher, language, own=own, to=to),
            language=language,
            consent=there and self.value("consent") == "yes",
            again=there and self.value("again") == "yes",
        )

    def changed(self, name: str) -> None:
        if name in ("own", "language") and self.is_mounted:
            self.rewrite()
            self._checked += 1
            asked = self._checked
            self.set_timer(_RESTS, lambda: self._check(asked))

    def _check(self, asked: int) -> None:
        """What speaks against saying this, once typing rests."""
        desk, text = self.desk_app.desk, self._now().message.text
        if desk is None or asked != self._checked:
            return

        def show(found: list[Finding]) -> None:
            if asked == self._checked and self.is_mounted:
                self.say(*(_finding(each) for each in found[:2]))

        self.desk_app.beside.do("check", lambda: desk.delivering.findings(self._voucher, text), show)

    # --- doing it -------------------------------------------------------------------------------------

    def submit(self) -> None:
        desk, typed = self.desk_app.desk, self._now()
        if desk is None:
            return
        if self._way == "email" and not typed.message.to:
            self.stop(_("An e-mail needs the guest's address."), "to")
        elif self._way == "email" and not typed.consent:
            self.stop(_("Did the guest give this address for that? If not, ask first."), "consent")
        elif self.shows("again") and not typed.again:
            self.stop(_("It went out on this way already. If it shall go once more, say so."), "again")
        else:
            self.do(lambda: self._go(desk, typed), self.end, self._refused)

    def _go(self, desk: Desk, typed: _Typed) -> Sent | MadeDialog:
        pub, message = self._one.pub, typed.message
        if self._way == "text":
            return self._copy(desk, message)
        card = None
        if self._way == "email":
            data = enclosed(self._voucher, typed.language)
            card = Enclosure(f"{pub}.pdf", "application/pdf", data)
            if not desk.config.smtp.host:
                letter = desk.delivering.eml(pub, message, consent=typed.consent, enclosed=card)
                path = kept(desk.home.path, f"{pub}.eml", letter, None)
                desk.delivering.made(pub, "email", path.name)
                heading = _("The mail is written, not sent")
                return MadeDialog(heading, path, [_("Open it and send it from there.")])
        done = desk.delivering.send(
            pub, self._way, message, consent=typed.consent, again=typed.again, enclosed=card
        )
        if done.delivery.certain:
            return Sent(_("Sent to the guest alone."), certain=True)
        said = _("It is not certain that it arrived. {why} Ask the guest before you send it again.")
        return Sent(said.format(why=one_line(done.delivery.proof)), certain=False)

    def _copy(self, desk: Desk, message: PrivateMessage) -> MadeDialog:
        from reviewdesk.engine.outgoing import clipboard

        desk.delivering.expect_innocent(self._voucher, message.text)
        how = clipboard.copy(message.text)
        path = kept(desk.home.path, f"{self._one.pub}.txt", message.text.encode("utf-8"), None)
        desk.delivering.made(self._one.pub, "text", path.name)
        sure = how == "native"
        told = _("The text is in the clipboard.") if sure else _("Look whether the clipboard has it.")
        return MadeDialog(_("The text is copied"), path, [told])

    def _refused(self, error: DeskError) -> None:
        self.stop(plain(error))


def _went_out(event: EventInfo, way: str) -> bool:
    proof = event.details.get("proof", "")
    return event.what == "delivered" and event.details.get("channel") == way and not proof.endswith(".eml")


def _finding(finding: Finding) -> str:
    sign = {Level.BLOCK: "✗", Level.WARN: "⚠"}.get(finding.level, "·")
    return f"{sign} {one_line(finding.reason)}"
