"""What the palette offers: all that can be done here and now, and all that can be gone to, by plain words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.dom import DOMNode

from reviewdesk.api import _
from reviewdesk.store.lines import Order, Query
from reviewdesk.tui.actions import BY_ID, Action, Scope
from reviewdesk.tui.filters import Filter, order_words
from reviewdesk.tui.format import day_words, one_line, stars
from reviewdesk.tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.tui.app import DeskApp

_GUESTS = 8
_READ = 40
_HIDDEN = frozenset({"palette", "mark_up", "stars_0", "up", "down", "top", "bottom", "page_up", "page_down"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line of the palette."""

    title: str
    does: Callable[[], object]
    key: str = ""
    help: str = ""

    def score(self, words: list[str]) -> int | None:
        """How well it fits, the less the better; None where it does not."""
        title, rest = folded(self.title), folded(self.help)
        total = 0
        for word in words:
            if title.startswith(word):
                total += 0
            elif f" {word}" in title:
                total += 1
            elif word in title:
                total += 2
            elif f" {word}" in f" {rest}":
                total += 4
            else:
                return None
        return total


def folded(text: str) -> str:
    """Without case and accents, as people type when they look for something."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def open_palette(app: DeskApp) -> None:
    """Over the screen that stands there; in a dialog only the dialog's own keys work."""
    from reviewdesk.tui.dialogs.palette import PaletteDialog

    screen = app.screen
    if app.desk is None or not isinstance(screen, DeskScreen):
        return
    # Looked at before it opens: what can be done is what could be done there.
    offers = [*_actions(app, screen), *_places(app)]

    def chosen(offer: Offer | None) -> None:
        if offer is not None:
            offer.does()

    app.push_screen(PaletteDialog(offers), chosen)


# --- actions ------------------------------------------------------------------------------------------


def _actions(app: DeskApp, screen: DeskScreen) -> list[Offer]:
    writing = app.focused is not None and app.focused.__class__.__name__ == "ReplyEditor"
    found: dict[str, Offer] = {}
    for active in screen.active_bindings.values():
        action = BY_ID.get(active.binding.id or "")
        if action is None or action.id in _HIDDEN or action.scope == Scope.MOVE or action.id in found:
            continue
        if writing and action.scope == Scope.INBOX and not action.priority:
            continue
        on_screen = active.node is screen or active.node is app
        if on_screen and not (screen.can(action.id) and _can_anywhere(app, screen, action.id)):
            continue
        typed = writing and not action.priority and action.scope == Scope.EVERYWHERE
        found[action.id] = _offer(app, action, active.node, key="" if typed else app.keys.of(action.id))
    return [found[name] for name in _likely(app, screen, writing=writing) if name in found]


def _likely(app: DeskApp, screen: DeskScreen, *, writing: bool) -> Iterable[str]:
    """What is wanted most likely comes first: what can be done for seconds only, then what the foot names."""
    hurried = ["call_back"] if app.glance.next_due is not None and not writing else []
    last = ["leave_desk"]
    return dict.fromkeys(
        [*hurried, *screen.hint_actions, *(name for name in BY_ID if name not in last), *last]
    )


def _can_anywhere(app: DeskApp, screen: DeskScreen, action: str) -> bool:
    if action == "call_back":
        return app.glance.next_due is not None
    if action == "inbox":
        return screen is not app.inbox_screen
    return screen.__class__.__name__.lower() != f"{action}screen"


def _offer(app: DeskApp, action: Action, node: DOMNode, *, key: str) -> Offer:
    def does() -> None:
        app.call_later(app.run_action, action.id, node)

    return Offer(
        title=_capital(_(action.title)), key=key, help=_(action.help) if action.help else "", does=does
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- places -------------------------------------------------------------------------------------------


def _places(app: DeskApp) -> list[Offer]:
    """Platforms, shops and orders to filter by."""
    desk = app.desk
    assert desk is not None
    listings = [each for each in desk.listings.list() if not each.ignored]
    now = app.inbox_screen.filter
    platforms = sorted({each.platform for each in listings})
    shops = sorted({each.location for each in listings})
    found = [
        _filter(app, _("Only {name}").format(name=app.title_of(name)), replace(now, platform=name))
        for name in (platforms if len(platforms) > 1 else [])
    ]
    found += [
        _filter(app, _("Only {name}").format(name=one_line(name)), replace(now, location=name))
        for name in (shops if len(shops) > 1 else [])
    ]
    found += [
        _filter(app, _capital(order_words(order)), replace(now, order=order))
        for order in Order
        if order != now.order
    ]
    return [*found, *([_filter(app, _("All filters off"), Filter())] if now.set else [])]


def _filter(app: DeskApp, title: str, new: Filter) -> Offer:
    def does() -> None:
        app.action_inbox()
        app.inbox_screen.show_filtered(new)

    return Offer(title=title, help=_("filter the list"), does=does)


# --- guests -------------------------------------------------------------------------------------------


def guests(app: DeskApp, desk: Desk, typed: str) -> list[Offer]:
    """Reviews of guests of that name; called beside the screen."""
    words = folded(typed).split()
    if not any(len(word) > 1 for word in words):
        return []
    found = desk.inbox.page(Query(all=True, order=Order.NEWEST, search=typed), limit=_READ)
    today = app.clock.now().astimezone().date()
    named = [known for known in found if _is_named(known.review.author or "", words)]
    return [
        Offer(
            title=one_line(known.review.author or ""),
            key=stars(known.half_stars),
            help=f"{day_words(known.day, today)}, {app.title_of(known.platform)}, {one_line(known.location)}",
            does=_going_to(app, known.id),
        )
        for known in named[:_GUESTS]
    ]


def _is_named(author: str, words: Iterable[str]) -> bool:
    name = folded(author)
    return all(word in name for word in words)


def _going_to(app: DeskApp, number: int) -> Callable[[], None]:
    def does() -> None:
        app.action_inbox()
        app.inbox_screen.leave_editor()
        app.show_review(number)

    return does
