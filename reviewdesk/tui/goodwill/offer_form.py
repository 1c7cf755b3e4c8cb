"""What the house gives, typed in on the screen: a new offer, or the next version of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewdesk.api import OfferKind, _
from reviewdesk.engine.goodwill.values import OfferInfo
from reviewdesk.store.goodwill.values import BOOK
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form, Stop
from reviewdesk.tui.goodwill.offer_typed import several, terms_of, typed_of, whole_number
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_NAME = 30
_NUMBERS = frozenset({"worth", "cost", "days", "per_person", "per_days", "month_limit"})


class OfferForm(Form[OfferInfo | None]):
    """`first`: there is none yet, and somebody waits for it: the three questions that matter."""

    def __init__(self, old: OfferInfo | None = None, *, first: bool = False) -> None:
        super().__init__(f"offer {old.offer.name if old else ''}")
        self._old = old
        self._first = first

    @property
    def heading(self) -> str:
        return _("Change the offer") if self._old else _("A new offer")

    def lines(self, width: int) -> list[Written]:
        said = _("A thing is best: cheaper than money, and more personal.")
        if self._first:
            said = _("There is no offer yet. What do you give when you make something right?") + " " + said
        elif self._old and self._old.used:
            said = _("It was given already: changing it makes a new version, the old cards stay as they are.")
        return paragraph(said, width, "dim")

    def fields(self) -> Sequence[Field]:
        said, more = typed_of(self._old), not self._first
        kinds = ((OfferKind.ITEM, _("a thing")), (OfferKind.PERCENT, "%"), (OfferKind.AMOUNT, _("money")))
        priced = said["kind"] != OfferKind.ITEM.value

        def field(name: str, label: str, placeholder: str = "", *, shown: bool = True) -> Field:
            anew = name in _NUMBERS
            return Field(
                name=name, label=label, value=said[name], placeholder=placeholder, shown=shown, anew=anew
            )

        kind = field("kind", _("what it is"), shown=more)
        return [
            field("title", _("on the card"), _("one margherita")),
            replace(kind, choices=tuple((kind.value, words) for kind, words in kinds)),
            field("worth", _("how much"), shown=priced),
            field("cost", _("cost price"), _("what it costs the house")),
            field("days", _("valid, in days")),
            field("places", _("only in the shops"), _("empty: in all; several with commas"), shown=more),
            field("small_print", _("small print"), shown=more),
            field("per_person", _("for one guest"), shown=more),
            field("per_days", _("within days"), shown=more),
            field("month_limit", _("at most a month"), _("empty: no limit"), shown=more),
            field("who", _("who may give it"), _("empty: all; several with commas"), shown=more),
        ]

    def changed(self, name: str) -> None:
        if name == "kind":
            self.show_field("worth", shown=self.value("kind") != OfferKind.ITEM.value)

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        typed = {field.name: self.value(field.name) for field in self.fields()}
        if not typed["title"]:
            raise Stop(_("What stands on the card is missing."), "title")
        self.do(lambda: _keep(desk, self._old, typed), self.end)


def _keep(desk: Desk, old: OfferInfo | None, typed: dict[str, str]) -> OfferInfo:
    name = old.offer.name if old else _free_name(desk, typed["title"])
    terms = terms_of(desk, name, old.offer.issuer if old else BOOK, typed)
    limit = whole_number(typed["month_limit"], _("The limit of a month"))
    return desk.offers.add(terms, month_limit=limit, who=several(typed["who"]))


def _free_name(desk: Desk, title: str) -> str:
    """A short name out of the title; the same name again would change the offer of that name."""
    plain = re.sub(r"[\W_]+", "-", title.casefold()).strip("-")[:_NAME].strip("-") or "offer"
    taken = {each.offer.name for each in desk.offers.list(every=True)}
    names = [plain, *(f"{plain}-{each}" for each in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
