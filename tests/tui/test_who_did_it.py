"""Who did it is a person's name, not the computer's; where an answer goes is a platform, not a plugin."""

from dataclasses import replace

import pytest

from reviewdesk.engine import home as homes
from reviewdesk.engine.home import Home
from reviewdesk.store.lines import Query
from reviewdesk.store.values import DiaryWish
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.outbox import OutboxScreen


@pytest.mark.parametrize(
    ("chosen", "by", "said"), [("", "root", ""), ("", "Nico", "Nico"), ("root", "root", "root"), ("", "", "")]
)
def test_the_computers_user_name_names_no_one_unless_it_was_chosen(home, monkeypatch, chosen, by, said):
    monkeypatch.setattr(homes.getpass, "getuser", lambda: "root")
    here = Home.choose()
    assert replace(here, config=replace(here.config, person=chosen)).person_words(by) == said


async def test_the_diary_on_the_screen_leaves_the_computers_user_name_out(
    connected_desk, sit, clock, monkeypatch
):
    monkeypatch.delenv("REVIEWDESK_PERSON")
    monkeypatch.setattr(homes.getpass, "getuser", lambda: "root")
    async with sit() as seat:
        await seat.reading()
        seat.desk.inbox.note(seat.known.pub, "A note")
        await seat.press("D")
        screen = await seat.dialog(DiaryScreen)
        await seat.until(lambda: "a note" in screen.cards.text)
        assert "root" not in screen.cards.text
        assert seat.desk.diary_page(DiaryWish())[0].by == "root"


async def test_the_outbox_names_the_platform_as_people_write_it(desk, google, sit, clock):
    sources = {name: f"env:GOOGLE_{name.upper()}" for name in google.secrets}
    desk.accounts.add("google", "google", settings=google.settings, secrets=sources)
    desk.fetching.fetch()
    desk.inbox.begin(None, wordless_above=None)
    known = desk.inbox.page(Query(), limit=1)[0]
    desk.replies.hand_off(known.pub, "Thank you", copy=False)
    async with sit() as seat:
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: f"Google, {known.location}" in screen.cards.text)
