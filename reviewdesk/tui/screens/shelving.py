"""Later, needs none, and back again: for the review under the cursor, or for all that are marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import count, day_words
from reviewdesk.tui.naming import named
from reviewdesk.tui.screens.turning import Turning
from reviewdesk.tui.screens.writing import SCRIBE

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.shelf import Shelved
    from reviewdesk.store.values import Known

_OWN_WORDS = "own words"
_MORNING = time(9, 0)


class Shelving(Turning):
    # --- marks --------------------------------------------------------------------------------------

    def action_mark(self) -> None:
        self.list.mark(1)
        self.show_foot()

    def action_mark_up(self) -> None:
        self.list.mark(-1)
        self.show_foot()

    @property
    def hint_words(self) -> tuple[tuple[str, str], ...]:
        marked = len(self.list.marked) if not self.pane.writing else 0
        if not marked:
            return ()
        return (count(marked), ngettext("marked", "marked", marked)), (
            self.desk_app.keys.of("back"),
            _("unmark"),
        )

    def _heading(self, words: str, author: str) -> str:
        """Of whom a question speaks."""
        marked = len(self.list.marked)
        if not marked:
            return f"{words}: {author}"
        return f"{words}: " + ngettext("{n} marked review", "{n} marked reviews", marked).format(n=marked)

    def _shelve(self, what: str, work: Callable[[Desk, list[str]], Shelved], said: str) -> None:
        """Do it to all that are marked, else to the one under the cursor; one undo takes all of it back."""
        desk, known, marked = self.desk, self.known, self.list.marked
        if desk is None or (known is None and not marked):
            return

        def act() -> Shelved:
            return work(desk, _pubs(desk, marked) if marked else [known.pub] if known else [])

        def done(act: Shelved) -> None:
            if marked:
                self.list.unmark()
            self.did(what, "", lambda desk, _pub: desk.shelf.undo(act))
            self.tell(self._told(said, act, several=len(marked) > 1), trouble=bool(act.refused))
            self.load_rows()

        self.desk_app.beside.do(SCRIBE, act, done)

    def _told(self, said: str, act: Shelved, *, several: bool) -> str:
        key = self.desk_app.keys.of("undo_act")
        words = [said]
        if several:
            moved = len(act.moved)
            words = [ngettext("{n} review", "{n} reviews", moved).format(n=count(moved)) + f": {said}"]
        words.append(_("{key} undoes it.").format(key=key))
        if act.refused:
            left = ngettext("{n} stays as it was: {why}", "{n} stay as they were: {why}", len(act.refused))
            words.append(left.format(n=len(act.refused), why=act.refused[0].what))
        return " ".join(words)

    def _who(self, known: Known) -> str:
        return named(known.review.author, kept=known.words_kept)

    # --- later --------------------------------------------------------------------------------------

    def action_snooze(self) -> None:
        from reviewdesk.tui.dialogs.pick import Choice, PickDialog

        known = self.at_hand()
        if known is None and not self.list.marked:
            return
        days = [(1, _("tomorrow")), (3, _("in 3 days")), (7, _("in a week")), (30, _("in 30 days"))]
        today = self._local_now().date()
        choices = [
            Choice(str(n), f"{title}, {day_words(today + timedelta(days=n), today)}") for n, title in days
        ]
        heading = self._heading(_("Later"), self._who(known) if known else "")
        self.app.push_screen(PickDialog(heading, choices), self._snooze)

    def _local_now(self) -> datetime:
        return self.desk_app.clock.now().astimezone()

    def _snooze(self, picked: str | None) -> None:
        if picked is None:
            return
        now = self._local_now()
        day = now.date() + timedelta(days=int(picked))
        until = datetime.combine(day, _MORNING).astimezone()
        said = _("Later, {day} 9:00.").format(day=day_words(day, now.date()))
        self._shelve(_("later"), lambda desk, pubs: desk.shelf.snooze(pubs, until), said)

    # --- needs no answer --------------------------------------------------------------------------

    def action_skip(self) -> None:
        from reviewdesk.tui.dialogs.pick import Choice, PickDialog

        known = self.at_hand()
        if known is None and not self.list.marked:
            return
        reasons = [
            _("not a guest of ours"),
            _("spam, reported"),
            _("answered in person"),
            _("only stars, nothing to say"),
        ]
        choices = [Choice(reason, reason) for reason in reasons] + [Choice(_OWN_WORDS, _("another reason …"))]
        heading = _("Needs no answer, because")
        if self.list.marked:
            heading = self._heading(_("Needs no answer"), "")
        self.app.push_screen(PickDialog(heading, choices), self._skip_asked)

    def _skip_asked(self, picked: str | None) -> None:
        from reviewdesk.tui.dialogs.pick import AskDialog

        if picked == _OWN_WORDS:
            ask = AskDialog(_("Needs no answer"), _("Why does it need no answer?"))
            self.app.push_screen(ask, self._skip)
        else:
            self._skip(picked)

    def _skip(self, reason: str | None) -> None:
        if not reason:
            return
        known = self.known
        said = _("needs no answer: {reason}.").format(reason=reason)
        if not self.list.marked and known is not None:
            said = f"{self._who(known)} {said}"
        self._shelve(_("needs no answer"), lambda desk, pubs: desk.shelf.skip(pubs, reason), said)

    def action_bring_back(self) -> None:
        """Out of later, needs none, history or withdrawn."""
        known = self.at_hand()
        if known is None and not self.list.marked:
            return
        if not self.list.marked and not self.can("bring_back"):
            self.tell(_("This one is not set aside: there is nothing to bring back."))
            return
        said = _("It waits in the inbox again.")
        if len(self.list.marked) > 1:
            said = _("they wait in the inbox again.")
        self._shelve(_("brought back"), lambda desk, pubs: desk.shelf.back(pubs), said)


def _pubs(desk: Desk, numbers: tuple[int, ...]) -> list[str]:
    lines = desk.inbox.lines(list(numbers))
    return [lines[number].pub for number in numbers if number in lines]
