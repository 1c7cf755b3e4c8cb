"""Goodwill that is prepared helps nobody whom the answer does not ask to get in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.tui.goodwill.marks import WAITING
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.store.values import Known
    from reviewdesk.tui.app import DeskApp


def beside_answer(app: DeskApp, known: Known, text: str, width: int) -> list[Written]:
    """What the last look says of it: no question, and nothing where no goodwill waits for the guest."""
    from reviewdesk.builtin.goodwill_checks.contact import asks_for_contact

    if app.glance.goodwill.get(known.id) not in WAITING:
        return []
    if asks_for_contact(text):
        return paragraph(_("Goodwill is prepared; your answer asks the guest to get in touch."), width, "dim")
    said = _(
        "Goodwill is prepared, but your answer does not ask the guest to get in touch. {key} puts that in."
    )
    return paragraph(said.format(key=app.keys.of("get_in_touch")), width)


def prepared_words(app: DeskApp, known: Known | None) -> str:
    """What comes next, once it is prepared for a review that waits; empty for any other."""
    from reviewdesk.store.lines import WAITING as TO_ANSWER

    reach = app.keys.of("get_in_touch")
    if known is None or known.state not in TO_ANSWER:
        return ""
    if app.inbox_screen.pane.writing:
        return _("Prepared. {reach} puts in how the guest reaches you.").format(reach=reach)
    said = _("Prepared. Now the answer: {answer}; {reach} puts in how the guest reaches you.")
    return said.format(answer=app.keys.of("answer"), reach=reach)
