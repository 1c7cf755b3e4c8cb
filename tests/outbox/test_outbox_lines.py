"""The outbox in words, and the last look before an answer goes into it."""

import os
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.api import Standing
from reviewdesk.engine.outgoing import clipboard

SOUP = "cold-soup"


def test_a_waiting_answer_says_when_it_goes(main: Any) -> None:
    main.clock.hold()
    main.queue(SOUP, "Soon.", now=False)
    line = main.desk.replies.outbox()[0]
    assert round(line.due_in) == 10
    assert line.what.startswith("Goes out in ")
    assert line.author == "Marta V."
    assert "Trattoria del Molo" in line.where
    assert main.desk.replies.next_due().review == main.ref(SOUP)


def test_what_is_unseen_for_long_is_told(salon: Any, clock: Any) -> None:
    _platform, desk, ref = salon(receipt=Standing.PENDING, hidden=True)
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert "not seen on the page yet" in desk.replies.outbox()[0].what
    clock.advance(days=3)
    desk.replies.deliver(wait=0)
    assert "3 days ago" in desk.replies.outbox()[0].what


def test_a_hand_off_nothing_can_confirm_is_asked_about_after_a_week(salon: Any, clock: Any) -> None:
    _platform, desk, ref = salon(by_hand=True)
    desk.replies.hand_off(ref, "Sorry, Ada.")
    assert "Confirm it once it stands there." in desk.replies.outbox()[0].todo
    clock.advance(days=8)
    assert "Does it stand there?" in desk.replies.outbox()[0].todo


def test_the_last_look_tells_who_writes_where_and_how_much_room_is_left(main: Any) -> None:
    look = main.desk.replies.look(main.ref(SOUP), "Tschüß, Marta.")
    assert (look.writing_as, look.account, look.how) == ("Trattoria del Molo", "main", "api")
    assert look.used == len("Tschüß, Marta.".encode())
    assert look.used + look.room == 4096
    assert look.undo_seconds == 10
    assert not look.once
    assert not look.again
    assert "first answer" in look.doubts[0]


def test_the_last_look_asks_before_another_answer_is_replaced(main: Any) -> None:
    look = main.desk.replies.look(main.ref("answered"), "A better one.")
    assert any("Another answer stands there" in doubt for doubt in look.doubts)


def test_where_an_answer_cannot_be_changed_there_is_more_time_to_call_it_back(salon: Any) -> None:
    _platform, desk, ref = salon()
    look = desk.replies.look(ref, "Sorry, Ada.")
    assert look.once
    assert look.undo_seconds == 60


def test_the_machines_own_clipboard_gets_the_text_as_it_is(tmp_path: Path, monkeypatch: Any) -> None:
    kept = tmp_path / "kept"
    tool = tmp_path / "xclip"
    tool.write_text(f'#!/bin/sh\ncat > "{kept}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert clipboard._native("Dziękuję,\n“Ewo” 🍕")
    assert kept.read_text("utf-8") == "Dziękuję,\n“Ewo” 🍕"


def test_a_broken_clipboard_tool_is_no_harm(tmp_path: Path, monkeypatch: Any) -> None:
    tool = tmp_path / "xclip"
    tool.write_text("#!/bin/sh\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":9")
    assert not clipboard._native("text")


@pytest.mark.parametrize("page", ["https://owner.example/reviews", None])
def test_the_nearest_page_is_the_reviews_own(salon: Any, page: str | None) -> None:
    _platform, desk, ref = salon(by_hand=True)
    desk.listings.adopt("The Chair", page=page)
    assert desk.replies.look(ref, "Sorry.").page.url == "https://salon.example/s1"
