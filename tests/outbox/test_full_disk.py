"""The disk is full at the worst moments: one plain sentence, nothing lost, nothing doubled."""

from typing import Any

import pytest

from reviewdesk.api import DeskError
from reviewdesk.store import replies

SOUP = "cold-soup"


@pytest.fixture
def full_at(main: Any, monkeypatch: Any) -> Any:
    """`full_at(state)`: no answer can be moved to that state until `full_at(None)`."""
    move, stuck = replies.move, [None]

    def moved(tx: Any, before: Any, to: str, **more: Any) -> Any:
        if to == stuck[0]:
            raise DeskError("The disk is full.", "Make room.")
        return move(tx, before, to, **more)

    monkeypatch.setattr(replies, "move", moved)
    return lambda state: stuck.__setitem__(0, state)


def test_what_cannot_be_noted_is_not_sent(main: Any, full_at: Any) -> None:
    main.queue(SOUP, "Noted first.")
    full_at("sending")
    with pytest.raises(DeskError, match="disk is full"):
        main.deliver()
    assert main.puts(applied=None) == 0
    full_at(None)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_what_was_sent_but_could_not_be_noted_is_looked_for(main: Any, full_at: Any) -> None:
    main.queue(SOUP, "Sent, not noted.")
    full_at("sent")
    with pytest.raises(DeskError, match="disk is full"):
        main.deliver()
    assert main.state(SOUP) == "sending"
    full_at(None)
    main.deliver()
    assert main.state(SOUP) == "unknown"
    main.settle()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 1


def test_a_text_that_cannot_be_queued_stays_a_draft(main: Any, monkeypatch: Any) -> None:
    def begin(*_args: Any, **_more: Any) -> Any:
        raise DeskError("The disk is full.", "Make room.")

    monkeypatch.setattr(replies, "begin", begin)
    with pytest.raises(DeskError):
        main.queue(SOUP, "Keep me.")
    assert main.known(SOUP).draft.text == "Keep me."
