"""The last look: as whom, what exactly, and what the checks say. Only a `y` that was meant sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events

from reviewdesk.api import LengthUnit, Level, _, ngettext
from reviewdesk.tui import own_editor
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.coming import coming, rather_in_the_morning
from reviewdesk.tui.dialogs.quiet import QuietDialog
from reviewdesk.tui.dialogs.when import Moment, WhenDialog
from reviewdesk.tui.format import count, one_line, stars, visible, when, zone_of
from reviewdesk.tui.goodwill.beside_answer import beside_answer
from reviewdesk.tui.naming import named
from reviewdesk.tui.themes import account_colour
from reviewdesk.tui.widgets.answer_box import finding_signs
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

if TYPE_CHECKING:
    from textual.theme import Theme

    from reviewdesk.engine.outgoing.replies_values import LastLook
    from reviewdesk.store.values import Known


@dataclass(frozen=True, slots=True)
class Verdict:
    look: LastLook
    choice: str
    """send, hand or edit."""
    at: datetime | None = None
    """Not before this moment."""


class LastLookDialog(QuietDialog[Verdict | None]):
    BINDINGS = bindings(Scope.LOOK)
    DEFAULT_CSS = """
    LastLookDialog > #frame { width: 90; }
    """

    def __init__(self, look: LastLook, platform: str, shown: Known | None = None) -> None:
        """`shown`: the review as it stands on the leaf, with a name that may not be kept."""
        super().__init__()
        self.look = look
        self._shown = shown or look.known
        self._platform = platform
        self._at: datetime | None = None
        self._asked = False

    @property
    def heading(self) -> str:
        return _("Last look")

    def on_mount(self) -> None:
        self._frame(self.app.current_theme)
        self.app.theme_changed_signal.subscribe(self, self._frame)
        self.call_after_refresh(self._stand)

    def _frame(self, theme: Theme) -> None:
        """In the colour of the account."""
        colour = account_colour(self.look.known.account_id, theme)
        self.query_one("#frame").styles.border = ("round", colour)

    @property
    def blocked(self) -> bool:
        return any(each.level == Level.BLOCK for each in self.look.findings)

    @property
    def _asks(self) -> bool:
        """Whether something disagrees, so that one `y` is not enough."""
        return bool(self.look.doubts) or any(each.level == Level.WARN for each in self.look.findings)

    # --- what stands in it ------------------------------------------------------------------------

    def lines(self, width: int) -> list[Written]:
        look, known = self.look, self.look.known
        way = _("on {platform}, by hand") if look.how == "hand" else _("on {platform}")
        author = named(self._shown.review.author, kept=known.words_kept)
        at = when(known.last_word_at, self.desk_app.clock.now(), zone_of(known.zone))
        to = _("in public, to {author}, {stars} {when}").format(
            author=author, stars=stars(known.half_stars), when=at
        )
        shop = "" if known.location == look.writing_as else f", {one_line(known.location)}"
        return [
            [Piece(_("You write as"), "dim")],
            *_large(one_line(look.writing_as), width),
            *paragraph(f"{way.format(platform=self._platform)}{shop} · {to}", width, "dim"),
            [Piece("─" * width, "rule")],
            *paragraph(visible(look.text), width),
            [Piece("─" * width, "rule")],
            *self._findings(width),
            *([] if self.blocked else beside_answer(self.desk_app, known, look.text, width)),
            *self._terms(width),
        ]

    def _findings(self, width: int) -> list[Written]:
        signs = finding_signs()
        found: list[tuple[str, str, bool]] = []
        for each in self.look.findings:
            sign, word, _style = signs[each.level]
            style = {Level.BLOCK: "block", Level.WARN: "warn"}.get(each.level, "dim")
            found.append((f"{sign} {word}: {each.reason}", style, each.level == Level.WARN))
        found += [(doubt, "warn", True) for doubt in self.look.doubts]
        last = max((row for row, (_said, _style, asks) in enumerate(found) if asks), default=None)
        if last is not None and not self.blocked:
            # Said before he strikes it, with the reason: one key is not enough here.
            reason, style, asks = found[last]
            said = _("{reason} Press {key} twice.").format(
                reason=reason, key=self.desk_app.keys.of("send_it")
            )
            found[last] = said, style, asks
        return [line for said, style, _asks in found for line in paragraph(said, width, style)]

    def _terms(self, width: int) -> list[Written]:
        look, keys = self.look, self.desk_app.keys
        yes = keys.of("send_it")
        if self.blocked:
            return paragraph(self._blocked_words(), width, "block")
        asked = self._not_yet(width) if self._asks else []
        if look.how == "hand":
            said = _("{key} copies it and opens the page, where you publish it yourself.").format(key=yes)
            return asked + paragraph(f"{said} {self._room()}", width, "dim")
        once = _(" It can't be changed once it is out.") if look.once else ""
        if self._at is not None:
            at = coming(self._at, self.desk_app.clock.now(), look.known.zone)
            said = _("After {yes} it goes out {when}; until then {key} calls it back.").format(
                yes=yes, when=at, key=keys.of("call_back")
            )
            more = f"{once} {self._room()}".strip()
            return asked + paragraph(said, width, "key") + paragraph(more, width, "dim")
        said = _("After {yes} it waits {n} seconds; {key} calls it back.").format(
            yes=yes, n=f"{look.undo_seconds:g}", key=keys.of("call_back")
        )
        return [*asked, *self._offer(width), *paragraph(f"{said}{once} {self._room()}", width, "dim")]

    def _blocked_words(self) -> str:
        back = self.desk_app.keys.all_of("not_yet").split()[-1]
        return _("It can't go out like this. {key} leads back to the text.").format(key=back)

    def _not_yet(self, width: int) -> list[Written]:
        """After the first yes, in large; before it as many lines are blank, so that nothing moves."""
        more = _("NOT SENT YET. Press {key} again to send.")
        if self.look.how == "hand":
            more = _("NOT COPIED YET. Press {key} again to copy.")
        said = _large(more.format(key=self.desk_app.keys.of("send_it")), width)
        return said if self._asked else [[Piece("")] for _line in said]

    def _room(self) -> str:
        """Room left, in signs like those he wrote: some take several of what the platform counts."""
        look = self.look
        size = look.used / len(look.text) if look.text and look.rules.unit == LengthUnit.BYTES else 1
        room = int(max(0, look.room) / max(1, size))
        return ngettext("Room for {n} more sign.", "Room for {n} more signs.", room).format(n=count(room))

    def _offer(self, width: int) -> list[Written]:
        """Late in the evening nobody answers a bad review as well as in the morning."""
        now, known = self.desk_app.clock.now(), self.look.known
        morning = rather_in_the_morning(known.half_stars, now, known.zone)
        if morning is None:
            return []
        said = _("It is late, and this is no easy one. {key} and Enter: it goes out {when}.")
        words = said.format(key=self.desk_app.keys.of("other_time"), when=coming(morning, now, known.zone))
        return paragraph(words, width, "warn")

    def hints(self) -> list[tuple[str, str]]:
        keys = self.desk_app.keys
        own = keys.hints(("external_look",)) if own_editor.is_named() else []
        if self.blocked:
            return [(keys.all_of("not_yet"), _("back to writing")), *own]
        yes = _("yes, copy it") if self.look.how == "hand" else _("yes, send it")
        found = [(keys.of("send_it"), yes), (keys.all_of("not_yet"), _("no, back to writing"))]
        if self.look.how == "api":
            found.append((keys.of("other_time"), _("another time")))
            found.append((keys.of("by_hand"), _("by hand instead")))
        return [*found, *own]

    # --- keys -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        # What is struck while it can't have been read goes nowhere, and starts the wait anew.
        if event.is_printable and self._early(event):
            event.stop()
            if self._asked:
                self._still_open()
        elif not self._does_something(event.key):
            self._still_open()

    def _does_something(self, key: str) -> bool:
        bound = self.active_bindings.get(key)
        leaf = self.query_one("#text")
        return bound is not None and (bound.node is not leaf or leaf.max_scroll_y > 0)

    def _still_open(self) -> None:
        """Who believes that it was sent goes on with keys that are none here."""
        self._see_all()
        if self.blocked:
            self.tell(self._blocked_words())
            return
        said = _("The last look is open: {yes} sends, {no} goes back.")
        if self.look.how == "hand":
            said = _("The last look is open: {yes} copies, {no} goes back.")
        keys = self.desk_app.keys
        no = keys.all_of("not_yet").split()[-1]
        self.tell(said.format(yes=keys.of("send_it"), no=no), trouble=self._asked)

    def _see_all(self) -> None:
        """What was not sent yet is said at the end."""
        if self._asked:
            self.query_one("#text", Leaf).action_leaf_end()

    def action_send_it(self) -> None:
        if self.blocked:
            self._still_open()
            return
        if self._asks and not self._asked:
            self._asked = True
            self._stand()
            self.rewrite()
            self.call_after_refresh(self._see_all)
            return
        now = self.desk_app.clock.now()
        if self._at is not None and self._at <= now:
            # It stood here until its time was over.
            self._at = None
            self._stand()
            self.rewrite()
            return
        self.dismiss(Verdict(self.look, "hand" if self.look.how == "hand" else "send", self._at))

    def action_other_time(self) -> None:
        if self.look.how == "api" and not self.blocked:
            now, known = self.desk_app.clock.now(), self.look.known
            offered = self._at or rather_in_the_morning(known.half_stars, now, known.zone)
            self.app.push_screen(WhenDialog(known.zone, offered), self._timed)

    def _timed(self, moment: Moment | None) -> None:
        if moment is not None:
            self._at, self._asked = moment.at, False
        self._stand()
        self.rewrite()

    def action_by_hand(self) -> None:
        if not self.blocked:
            self.dismiss(Verdict(self.look, "hand"))

    def action_external_look(self) -> None:
        self.dismiss(Verdict(self.look, "edit"))

    def action_not_yet(self) -> None:
        self.dismiss(None)


def _large(name: str, width: int) -> list[Written]:
    """A name that can't be overlooked."""
    return [[Piece(f" {line} ", "large")] for line in (each[0].text for each in paragraph(name, width - 2))]
