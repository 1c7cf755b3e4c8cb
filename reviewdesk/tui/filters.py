"""What the inbox shows at the moment, and the words for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from reviewdesk.api import _
from reviewdesk.store.lines import Order, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    stars: int | None = None
    bad: bool = False
    """One star and two."""
    platform: str | None = None
    location: str | None = None
    order: Order = Order.DESK
    all: bool = False
    late: bool = False
    new: bool = False
    search: str = ""

    def query(self, late_before: datetime | None, new_since: datetime | None) -> Query:
        return Query(
            order=self.order,
            # Who searches looks for something, wherever it is.
            all=self.all or bool(self.search.strip()),
            platform=self.platform,
            location=self.location,
            half_stars=self._half_stars,
            search=self.search.strip() or None,
            late_before=late_before if self.late else None,
            new_since=new_since if self.new else None,
        )

    @property
    def _half_stars(self) -> tuple[int, int] | None:
        if self.bad:
            return 1, 4
        return None if self.stars is None else (2 * self.stars - 1, 2 * self.stars)

    @property
    def set(self) -> bool:
        """Whether anything but the plain inbox is shown."""
        return self != Filter()

    def words(self, title: Callable[[str], str], all_key: str = "0") -> str:
        """All that is set, in one line; `all_key` takes the stars off."""
        parts = [_("all reviews") if self.all or self.search.strip() else _("waiting ones")]
        if self.search.strip():
            parts.append(_("with “{words}”").format(words=self.search.strip()))
        if self.stars or self.bad:
            only = _("★ {n} only ({key} shows all)")
            parts.append(only.format(n="1-2" if self.bad else self.stars, key=all_key))
        if self.platform:
            parts.append(title(self.platform))
        if self.location:
            parts.append(self.location)
        if self.late:
            parts.append(_("late"))
        if self.new:
            parts.append(_("new since last time"))
        if self.order != Order.DESK:
            parts.append(order_words(self.order))
        return " · ".join(parts)


def order_words(order: Order) -> str:
    return {
        Order.DESK: _("the desk's order"),
        Order.NEWEST: _("newest first"),
        Order.LOWEST: _("lowest first"),
        Order.OLDEST: _("oldest first"),
    }[order]
