"""Goodwill beside an answer, never in it: the form, with "no" as what happens when one just strikes Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import CaseReason, DeskError, _
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import Cap, Given, GraveMatter, OfferInfo, OverLimit, Question, Room
from reviewdesk.tui.dialogs.pick import PickCards
from reviewdesk.tui.format import one_line
from reviewdesk.tui.goodwill.choice_row import LETTERS, ChoiceRow
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form
from reviewdesk.tui.goodwill.ground import Ground, read_ground, room_words, why_not
from reviewdesk.tui.goodwill.words import offer_words, plain
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

_NO = ""


class OfferCards(PickCards):
    at_rest = "✓"


class GoodwillForm(Form[Given | None]):
    """Prepares: the budget is held, nothing is issued."""

    begins_at = "#choices"
    enter_ends = True
    BINDINGS = [Binding("enter", "take_offer", show=False)]  # noqa: RUF012 - Textual's own form
    DEFAULT_CSS = """
    GoodwillForm #choices { height: auto; max-height: 9; margin-top: 1; }
    GoodwillForm #text { max-height: 3; }
    """

    def __init__(self, ground: Ground, *, not_grave: str = "") -> None:
        super().__init__(f"goodwill {ground.ref}")
        self.ground = ground
        self._not_grave = not_grave
        self._offered = _NO
        self._insists = False
        """The limit of this guest was passed by other cases too."""

    @property
    def heading(self) -> str:
        return _("Goodwill: {guest}").format(guest=self.ground.guest)

    def lines(self, width: int) -> list[Written]:
        said = _(
            "Beside your answer, never in it. The budget is held for 30 days; the voucher is issued when the "
            "guest gets in touch. Nothing is expected in return."
        )
        return paragraph(said, width, "dim")

    def above(self) -> Sequence[Widget]:
        return [OfferCards(id="choices")]

    def fields(self) -> Sequence[Field]:
        ground = self.ground
        chosen = ground.reason.value if ground.reason else ""
        if self._not_grave:
            self.kept["not_grave"] = self._not_grave
        return [
            Field(
                name="reason",
                label=_("what went wrong"),
                value=chosen,
                choices=tuple((reason.value, words) for reason, words in reasons().items()),
                signs=LETTERS,
                shown=ground.of_review,
            ),
            Field(name="additional", label=_("why another one"), shown=bool(ground.given)),
            Field(name="override", label=_("why over the limit"), shown=False),
            Field(name="not_grave", label=_("why not about that"), value=self._not_grave, shown=False),
        ]

    def does(self) -> str:
        return _("prepare it")

    def hints(self) -> list[tuple[str, str]]:
        if self.offer is None:
            return [("Enter", _("no, nothing")), ("↓", _("an offer")), ("Esc", _("nothing"))]
        if self.at_the_end:
            return [("Enter", self.does()), ("Esc", _("nothing"))]
        return [("F2", self.does()), ("Enter", _("next field")), ("Esc", _("nothing"))]

    def on_descendant_focus(self) -> None:
        # What Enter does is another thing in the last field.
        self.call_after_refresh(self._hint_again)

    def on_mount(self) -> None:
        self.kept.setdefault("key", self.desk_app.desk.vouchers.new_key() if self.desk_app.desk else "")
        self._show_offers()

    # --- offers -----------------------------------------------------------------------------------

    @property
    def cards(self) -> OfferCards:
        return self.query_one("#choices", OfferCards)

    @property
    def offer(self) -> OfferInfo | None:
        card = self.cards.card if self.query("#choices") else None
        name = card.value if card is not None else _NO
        return next((each for each in self.ground.offers if each.offer.name == name), None)

    @property
    def room(self) -> Room | None:
        offer = self.offer
        return self.ground.rooms.get(offer.offer.name) if offer is not None else None

    def _show_offers(self) -> None:
        cards = [Card([Piece("1 ", "key"), Piece(_("no, nothing"))], "", _NO)]
        for number, each in enumerate(self.ground.offers, 2):
            stop = why_not(each, self.ground.person) or self._over(each)
            title = [Piece(f"{number} ", "key"), Piece(one_line(each.offer.title), "dim" if stop else "")]
            cards.append(Card(title, " · ".join(filter(None, (offer_words(each), stop))), each.offer.name))
        self.cards.show(cards)

    def _over(self, offer: OfferInfo) -> str:
        room = self.ground.rooms.get(offer.offer.name)
        return _("a limit is reached") if room is not None and self._reached(room) else ""

    def _reached(self, room: Room) -> list[Cap]:
        """The limits that are passed; another one for the same case has its own reason already."""
        own = bool(self.ground.given) and not self._insists
        return [cap for cap in room.caps if cap.over and not (own and cap.name == "person")]

    def on_key(self, event: events.Key) -> None:
        """A number is an offer and a letter what went wrong, wherever one is that is not a text."""
        sign = event.character or ""
        if isinstance(self.focused, Input) or not sign:
            return
        if sign.isdecimal():
            event.stop()
            row = int(sign) - 1
            if 0 <= row < self.cards.rows:
                self.cards.move_to(row)
                self._go_where_something_lacks()
        elif self.shows("reason") and self.query_one("#reason", ChoiceRow).takes(sign):
            event.stop()
            self.go_to("reason")

    def _go_where_something_lacks(self) -> None:
        names = [] if self.offer is None else ["reason", "additional", "override"]
        lacking = [name for name in names if self.shows(name) and not self.value(name)]
        if lacking:
            self.go_to(lacking[0])
        else:
            self.cards.focus()

    def on_cards_moved(self) -> None:
        chosen = self.offer.offer.name if self.offer is not None else _NO
        if chosen != self._offered:
            # The list read anew tells of a move too, and mends nothing.
            self._offered = chosen
            self.mended()
        self._follow()

    def _follow(self) -> None:
        """What the chosen offer brings with it."""
        offer, room = self.offer, self.room
        self.show_field("override", shown=bool(room and self._reached(room)))
        if offer is None or room is None:
            self.say()
        else:
            near = [f"⚠ {cap.words}" for cap in room.caps if cap.near and cap.words]
            over = [f"✗ {cap.words}" for cap in self._reached(room)]
            no_cost = offer.cost is None and room.budget.month_cost is not None
            free = [_("Without a cost price it counts as nothing in the month's budget.")] if no_cost else []
            self.say(why_not(offer, self.ground.person), *room_words(room), *over, *near, *free)
        self.rewrite()

    def on_cards_chosen(self) -> None:
        self.action_take_offer()

    def action_take_offer(self) -> None:
        if self.offer is None:
            self.dismiss(None)
        else:
            self._go_on()

    # --- doing it ---------------------------------------------------------------------------------

    def submit(self) -> None:
        offer, desk = self.offer, self.desk_app.desk
        if desk is None:
            return
        if offer is None:
            self.cards.focus()
            self.stop(_("Choose what to give first, or leave it with Esc."))
            return
        reason, ref, words = self.value("reason"), self.ground.ref, self.value
        wants = self._missing(offer, reason)
        if wants:
            self.stop(*wants)
            return
        additional, override, not_grave = words("additional"), words("override"), words("not_grave")
        key = self.kept["key"]
        self.do(
            lambda: desk.vouchers.prepare(
                ref,
                offer.offer.name,
                CaseReason(reason) if self.ground.of_review else None,
                key=key,
                additional=additional,
                override=override if self.shows("override") else "",
                not_grave=not_grave,
            ),
            self.end,
            self._refused,
        )

    def _missing(self, offer: OfferInfo, reason: str) -> tuple[str, str] | tuple[()]:
        stop = why_not(offer, self.ground.person)
        if stop:
            return stop, "choices"
        if self.ground.of_review and not reason:
            return _("What went wrong is missing."), "reason"
        if self.shows("additional") and not self.value("additional"):
            return _("This case has got a voucher already. Say why it gets another one."), "additional"
        if self.shows("override") and not self.value("override"):
            return _("A limit is reached. Leave it, or say why you go beyond it."), "override"
        return ()

    def _refused(self, error: DeskError) -> None:
        """Something changed while the form was open: what it stands on is read anew."""
        desk, known = self.desk_app.desk, None
        if isinstance(error, GraveMatter | Question):
            self.show_field("not_grave")
            self.stop(error.what, "not_grave")
            return
        self._insists = self._insists or isinstance(error, OverLimit)
        self.stop(plain(error))
        if desk is not None:
            known = desk.inbox.find(self.ground.ref) if self.ground.of_review else None
            self.desk_app.beside.do("read", lambda: read_ground(desk, self.ground.ref, known), self._renewed)

    def _renewed(self, ground: Ground) -> None:
        if not self.is_mounted:
            return
        self.ground = ground
        self.show_field("additional", shown=bool(ground.given))
        self._show_offers()
        self._follow()
        for name in ("override", "additional"):
            if self.shows(name) and not self.value(name):
                self.go_to(name)
                break
