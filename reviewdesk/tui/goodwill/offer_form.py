"""What the house gives: an offer, and the limits of a month, typed in on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, Money, Offer, OfferKind, _
from reviewdesk.engine.goodwill.values import Budget, OfferInfo
from reviewdesk.store.goodwill import amounts
from reviewdesk.store.goodwill.values import BOOK
from reviewdesk.tui.goodwill.form import Field, Form
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_NAME = 30


def number(typed: str, what: str) -> int | None:
    """A whole number; None where nothing was typed. Raises DeskError."""
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 9:
        raise DeskError(_("{what} must be a whole number.").format(what=what), "")
    return int(typed)


def _several(typed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in typed.split(",") if each.strip())


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
        old, info = self._old.offer if self._old else None, self._old
        kinds = ((OfferKind.ITEM, _("a thing")), (OfferKind.PERCENT, "%"), (OfferKind.AMOUNT, _("money")))
        more = not self._first
        worth = ""
        if old is not None:
            worth = str(old.percent or "") or (amounts.shown(old.value) if old.value else "")
        cost = amounts.shown(old.cost) if old and old.cost else ""
        limit = str(info.month_limit) if info and info.month_limit is not None else ""
        return [
            Field(
                name="title",
                label=_("on the card"),
                value=old.title if old else "",
                placeholder=_("one margherita"),
            ),
            Field(
                name="kind",
                label=_("what it is"),
                value=(old.kind if old else OfferKind.ITEM).value,
                choices=tuple((kind.value, words) for kind, words in kinds),
                shown=more,
            ),
            Field(
                name="worth",
                label=_("how much"),
                value=worth,
                shown=bool(old and old.kind is not OfferKind.ITEM),
            ),
            Field(name="cost", label=_("cost price"), value=cost, placeholder=_("what it costs the house")),
            Field(name="days", label=_("valid, in days"), value=str(old.valid_days if old else 60)),
            Field(
                name="places",
                label=_("only in the shops"),
                value=", ".join(old.places) if old else "",
                placeholder=_("empty: in all; several with commas"),
                shown=more,
            ),
            Field(
                name="small_print", label=_("small print"), value=old.small_print if old else "", shown=more
            ),
            Field(
                name="per_person",
                label=_("for one guest"),
                value=str(old.per_person if old else 1),
                shown=more,
            ),
            Field(
                name="per_days",
                label=_("within days"),
                value=str(old.per_person_days if old else 180),
                shown=more,
            ),
            Field(
                name="month_limit",
                label=_("at most a month"),
                value=limit,
                placeholder=_("empty: no limit"),
                shown=more,
            ),
            Field(
                name="who",
                label=_("who may give it"),
                value=", ".join(info.who) if info else "",
                placeholder=_("empty: all; several with commas"),
                shown=more,
            ),
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
            self.stop(_("What stands on the card is missing."), "title")
            return
        self.do(lambda: self._keep(desk, typed), self.end)

    def _keep(self, desk: Desk, typed: dict[str, str]) -> OfferInfo:
        kind = OfferKind(typed["kind"])
        worth = typed["worth"] if kind is not OfferKind.ITEM else ""
        days = number(typed["days"], _("How many days it is valid"))
        per_person = number(typed["per_person"], _("How many one guest may get"))
        per_days = number(typed["per_days"], _("The days in which one guest may get so many"))
        return desk.offers.add(
            Offer(
                name=self._old.offer.name if self._old else _free_name(desk, typed["title"]),
                version=1,
                title=typed["title"],
                kind=kind,
                percent=number(worth.rstrip(" %"), _("How many per cent")) if kind == "percent" else None,
                value=_money(desk, worth) if kind is OfferKind.AMOUNT else None,
                cost=_money(desk, typed["cost"]),
                valid_days=60 if days is None else days,
                places=_several(typed["places"]),
                small_print=typed["small_print"],
                per_person=1 if per_person is None else per_person,
                per_person_days=180 if per_days is None else per_days,
                issuer=self._old.offer.issuer if self._old else BOOK,
            ),
            month_limit=number(typed["month_limit"], _("The limit of a month")),
            who=_several(typed["who"]),
        )


def _money(desk: Desk, typed: str) -> Money | None:
    return desk.offers.money(typed) if typed else None


def _free_name(desk: Desk, title: str) -> str:
    """A short name out of the title; the same name again would change the offer of that name."""
    plain = re.sub(r"[\W_]+", "-", title.casefold()).strip("-")[:_NAME].strip("-") or "offer"
    taken = {each.offer.name for each in desk.offers.list(every=True)}
    names = [plain, *(f"{plain}-{each}" for each in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


class BudgetForm(Form[Budget | None]):
    enter_ends = True

    def __init__(self, now: Budget) -> None:
        super().__init__("budget")
        self._now = now

    @property
    def heading(self) -> str:
        return _("Limits of a month")

    def lines(self, width: int) -> list[Written]:
        said = _("How much goodwill a month may bring. Empty: no limit. Beyond it you must say why.")
        return paragraph(said, width, "dim")

    def fields(self) -> Sequence[Field]:
        now = self._now
        return [
            Field(name="count", label=_("vouchers"), value=_text(now.month_count)),
            Field(
                name="cost",
                label=_("cost price in all"),
                value=amounts.shown(now.month_cost) if now.month_cost else "",
            ),
            Field(name="each", label=_("vouchers by a person"), value=_text(now.person_count)),
        ]

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        count, cost, each = self.value("count"), self.value("cost"), self.value("each")
        self.do(
            lambda: desk.offers.set_budget(
                Budget(
                    month_count=number(count, _("The limit of a month")),
                    month_cost=_money(desk, cost),
                    person_count=number(each, _("The limit of one person")),
                )
            ),
            self.end,
        )


def _text(limit: int | None) -> str:
    return "" if limit is None else str(limit)
