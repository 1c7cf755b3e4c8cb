"""What else is done with a review: a note, its page, taking an answer down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, _
from reviewdesk.tui.bell_words import AWAY, REVIEW, bell_choices
from reviewdesk.tui.format import one_line
from reviewdesk.tui.screens.shelving import Shelving

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.forgetting import Person
    from reviewdesk.engine.goodwill.values import VoucherInfo
    from reviewdesk.store.values import BellInfo, Known
    from reviewdesk.tui.dialogs.note import Noted


def _page_of(desk: Desk, known: Known) -> str:
    """The page where it is answered, else the review's own, else its shop's."""
    look = desk.replies.look(known.pub, "")
    if look.page is not None:
        return look.page.url
    where = next((each for each in desk.listings.list() if each.id == known.listing_id), None)
    url = (where.page if where else None) or known.review.url or (where.url if where else None)
    if url is None:
        raise DeskError(
            _("No page of this review is known."),
            _("Give its shop one with: reviewdesk listing adopt NAME --page URL"),
        )
    return url


def _page_of_bell(bell: BellInfo) -> str:
    if bell.url is None:
        raise DeskError(
            _("The mail names no page on {platform}.").format(platform=bell.title),
            _("Open {platform} yourself and bring the review in.").format(platform=bell.title),
        )
    return bell.url


class Acts(Shelving):
    def _act(
        self, work: Callable[[], object], said: str, failed: Callable[[DeskError], None] | None = None
    ) -> None:
        """Do it beside the screen, say it, and show the list anew."""

        def done(_result: object) -> None:
            self.tell(said)
            self.load_rows()

        self.desk_app.beside.do("scribe", work, done, failed)

    # --- goodwill -----------------------------------------------------------------------------------

    def action_goodwill(self) -> None:
        """Beside the answer: what becomes of it stands on the leaf and on the line of the review."""
        from reviewdesk.tui.goodwill.give import Give

        known = self.at_hand()
        if known is None or self.desk is None:
            self.desk_app.when_open(self.action_goodwill)
            return
        shown = self._shown(known) or known

        def given(one: VoucherInfo) -> None:
            why = _("prepared by mistake")
            self.did(_("the goodwill"), known.pub, lambda desk, _pub: desk.vouchers.void(one.pub, why))
            self.load_rows()

        Give(self.desk_app, known.pub, shown, given).begin()

    def action_goodwill_beside(self) -> None:
        self.action_goodwill()

    def action_forget(self) -> None:
        """A guest wishes it: shown first, then gone."""
        from reviewdesk.tui.dialogs.forget import ForgetDialog, meant

        known, desk = self.at_hand(), self.desk
        if known is None or desk is None:
            return
        guest = self._who(known)

        def answered(person: Person | None) -> None:
            if person is not None:
                said = _("Done. The diary notes that a person was forgotten, not who.")
                self._act(lambda: desk.forgetting.forget(person), said)

        def ask(persons: tuple[Person, Person]) -> None:
            self.app.push_screen(ForgetDialog(guest, *persons), answered)

        self.desk_app.beside.do("scribe", lambda: meant(desk, known), ask)

    # --- notes, pages, undo -------------------------------------------------------------------------

    def action_note(self) -> None:
        from reviewdesk.tui.dialogs.note import NoteDialog

        known, desk = self.at_hand(), self.desk
        if known is None or desk is None:
            return

        def keep(noted: Noted | None) -> None:
            if noted is not None:
                self._act(
                    lambda: desk.inbox.note(known.pub, noted.text, changed=noted.changed),
                    _("Noted. Only you see it."),
                )

        self.app.push_screen(NoteDialog(self._who(known)), keep)

    def action_browse(self) -> None:
        """The review's page, or the nearest one; while a bell rings also the page of that."""
        known, desk = self.at_hand(), self.desk
        bells = self.desk_app.glance.bells
        if desk is None or (known is None and not bells):
            return
        if bells:
            self._ask_which_page(desk, known, bells)
        elif known is not None:
            self._open(lambda: _page_of(desk, known))

    def _ask_which_page(self, desk: Desk, known: Known | None, bells: Sequence[BellInfo]) -> None:
        from reviewdesk.tui.dialogs.pick import Choice, PickDialog

        choices = bell_choices(bells, self.desk_app.clock.now())
        if known is not None:
            words = _("the review of {author} under the cursor").format(author=self._who(known))
            choices.insert(len(choices) - 1, Choice(REVIEW, words))

        def go(picked: str | None) -> None:
            if picked == AWAY:
                said = _("Put away. The review itself comes in as ever.")
                self._act(lambda: [desk.dismiss_bell(each.id) for each in bells], said)
            elif picked == REVIEW and known is not None:
                self._open(lambda: _page_of(desk, known))
            elif picked is not None:
                self._open(lambda: _page_of_bell(next(each for each in bells if str(each.id) == picked)))

        self.app.push_screen(PickDialog(_("Which page?"), choices), go)

    def _open(self, page: Callable[[], str]) -> None:
        """Its address is said where no browser is."""
        from reviewdesk.engine.outgoing.clipboard import open_page

        def work() -> tuple[bool, str]:
            url = page()
            return open_page(url), url

        def done(result: tuple[bool, str]) -> None:
            opened, url = result
            words = _("Open in the browser: {url}") if opened else _("No browser is here. The page is {url}")
            self.tell(words.format(url=one_line(url)))

        self.desk_app.beside.do("page", work, done)

    def action_withdraw(self) -> None:
        from reviewdesk.tui.dialogs.pick import Choice, PickDialog

        known, desk = self.at_hand(), self.desk
        if known is None or desk is None:
            return
        title = self.desk_app.title_of(known.platform)
        choices = [
            Choice("no", _("no, it stays")),
            Choice("yes", _("yes, take the answer to {author} down from {platform}").format(
                author=self._who(known), platform=title)),
        ]  # fmt: skip

        def go(picked: str | None) -> None:
            if picked == "yes":
                said = _("It is being taken down; {key} shows how it goes.").format(
                    key=self.desk_app.keys.of("outbox")
                )
                self._act(lambda: desk.replies.withdraw(known.pub), said)

        self.app.push_screen(PickDialog(_("Take the answer down?"), choices), go)
