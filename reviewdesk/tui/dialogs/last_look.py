"""The last look: as whom, what exactly, and what the checks say. Only a `y` that was meant sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from reviewdesk.api import Level, _
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.coming import coming, rather_in_the_morning
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.dialogs.when import Moment, WhenDialog
from reviewdesk.tui.format import count, one_line, stars, visible, when, zone_of
from reviewdesk.tui.naming import named
from reviewdesk.tui.themes import account_colour
from reviewdesk.tui.widgets.answer_box import finding_signs
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from textual.theme import Theme

    from reviewdesk.engine.outgoing.replies_values import LastLook
    from reviewdesk.store.values import Known

QUIET = 0.4
"""A key counts once the dialog stood untouched for so many seconds: no `y` of a word sends anything."""


@dataclass(frozen=True, slots=True)
class Verdict:
    look: LastLook
    choice: str
    """send, hand or edit."""
    at: datetime | None = None
    """Not before this moment."""


class LastLookDialog(Dialog[Verdict | None]):
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
        self._quiet_from: float | None = None

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

    def _stand(self) -> None:
        self._quiet_from = self.desk_app.clock.monotonic()

    def _early(self, key: events.Key) -> bool:
        """Whether this key was struck before the dialog could be read; it starts the wait anew.

        What counts is when it was struck: a busy machine may come to handle a key of a word much later.
        """
        struck = self.desk_app.clock.monotonic() - (Message().time - key.time)
        early = self._quiet_from is None or struck - self._quiet_from < QUIET
        if early:
            self._quiet_from = struck
        return early

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
            *self._terms(width),
        ]

    def _findings(self, width: int) -> list[Written]:
        signs = finding_signs()
        lines: list[Written] = []
        for each in self.look.findings:
            sign, word, _style = signs[each.level]
            style = {Level.BLOCK: "block", Level.WARN: "warn"}.get(each.level, "dim")
            lines += paragraph(f"{sign} {word}: {each.reason}", width, style)
        for doubt in self.look.doubts:
            lines += paragraph(doubt, width, "warn")
        return lines

    def _terms(self, width: int) -> list[Written]:
        look, keys = self.look, self.desk_app.keys
        yes = keys.of("send_it")
        if self.blocked:
            said = _("It can't go out like this. {key} leads back to the text.")
            return paragraph(said.format(key=keys.all_of("not_yet").split()[-1]), width, "block")
        if self._asked:
            more = _("NOT SENT YET. Press {key} again to send.").format(key=yes)
            if look.how == "hand":
                more = _("NOT COPIED YET. Press {key} again to copy.").format(key=yes)
            return _large(more, width)
        asked = self._twice(width) if self._asks else []
        size = _("{used} of {limit} {unit}").format(
            used=count(look.used), limit=count(look.used + look.room), unit=_units()[look.rules.unit]
        )
        if look.how == "hand":
            said = _("{key} copies it and opens the page, where you publish it yourself. {size}.")
            return asked + paragraph(said.format(key=yes, size=size), width, "dim")
        once = _(" It can't be changed once it is out.") if look.once else ""
        if self._at is not None:
            at = coming(self._at, self.desk_app.clock.now(), look.known.zone)
            said = _("After {yes} it goes out {when}; until then {key} calls it back.").format(
                yes=yes, when=at, key=keys.of("call_back")
            )
            return asked + paragraph(said, width, "key") + paragraph(f"{once} {size}.".strip(), width, "dim")
        said = _("After {yes} it waits {n} seconds; {key} calls it back.").format(
            yes=yes, n=f"{look.undo_seconds:g}", key=keys.of("call_back")
        )
        return [*asked, *self._offer(width), *paragraph(f"{said}{once} {size}.", width, "dim")]

    def _twice(self, width: int) -> list[Written]:
        """Said before he strikes it: one key is not enough here."""
        said = _("Something here wants a second look: {key} twice sends it.")
        if self.look.how == "hand":
            said = _("Something here wants a second look: {key} twice copies it.")
        return paragraph(said.format(key=self.desk_app.keys.of("send_it")), width, "warn")

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
        if self.blocked:
            return [(keys.all_of("not_yet"), _("back to writing")), (keys.of("external_look"), "$EDITOR")]
        yes = _("yes, copy it") if self.look.how == "hand" else _("yes, send it")
        found = [(keys.of("send_it"), yes), (keys.all_of("not_yet"), _("no, back to writing"))]
        if self.look.how == "api":
            found.append((keys.of("other_time"), _("another time")))
            found.append((keys.of("by_hand"), _("by hand instead")))
        return [*found, (keys.of("external_look"), "$EDITOR")]

    # --- keys -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        # What is struck while it can't have been read goes nowhere, and starts the wait anew.
        if event.is_printable and self._early(event):
            event.stop()

    def action_send_it(self) -> None:
        if self.blocked:
            return
        if self._asks and not self._asked:
            self._asked = True
            self._stand()
            self.rewrite()
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


def _units() -> dict[str, str]:
    return {"bytes": _("bytes"), "characters": _("characters"), "utf16": _("characters")}
