"""Coming in and going out: the first paint, first steps, a broken database, a server that hangs."""

import socket
import subprocess
import sys
import threading

import pytest

from reviewdesk.engine.home import Home
from reviewdesk.store.lines import State
from reviewdesk.tui import hung_up
from reviewdesk.tui.app import DeskApp, run
from reviewdesk.tui.dialogs.begin import BeginDialog
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.screens.accounts import AccountsScreen
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.first_steps import FirstStepsScreen
from reviewdesk.tui.screens.help import HelpScreen

_PAINT_ONCE = """
import sys
from reviewdesk.engine.home import Home
from reviewdesk.tui.app import DeskApp

class Painted(DeskApp):
    def _begin(self):
        words = [name for name in HEAVY if name in sys.modules]
        print(self.inbox_screen.list.rows, words, file=sys.__stdout__)
        self.exit()

Painted(Home.choose()).run(headless=True)
"""


def test_nothing_heavy_is_imported_before_the_first_paint(connected_desk):
    foreign = ("sqlmodel", "sqlalchemy", "httpx", "keyring", "alembic", "babel", "starlette", "pydantic")
    heavy = (*foreign, "textual.widgets._text_area", "textual.document", "email.parser", "json")
    code = f"HEAVY = {heavy!r}{_PAINT_ONCE}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{connected_desk.inbox.counts().waiting} []"


async def test_the_first_rows_stand_before_the_desk_is_open(connected_desk, home, clock):
    app = DeskApp(Home.choose(), clock=clock)
    rows = app.inbox_screen._first
    assert rows is not None
    assert app.desk is None
    assert len(rows.lines) == connected_desk.inbox.counts().waiting


async def test_an_empty_desk_leads_to_the_first_copied_answer(sit, home, takeout, clock):
    """A Takeout in Downloads: first answer copied within 15 keys, its words not counted."""
    takeout({"author": "Ada", "text": "Slow.", "stars": "TWO"}, {"author": "Bo", "stars": "FIVE"})
    async with sit() as seat:
        await seat.dialog(FirstStepsScreen)
        await seat.until(lambda: "takeout-2026" in seat.text)
        await seat.press("1")
        await seat.dialog(BringInDialog)
        await seat.until(lambda: "2 rows read" in seat.text)
        await seat.press("enter")
        await seat.dialog(BeginDialog)
        assert "2 reviews have no answer" in seat.text
        await seat.press("2", "enter")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        await seat.until(lambda: seat.list.rows == 1)
        await seat.write("Sorry")
        await seat.press("f2")
        dialog = await seat.dialog(LastLookDialog)
        await seat.until(lambda: dialog._quiet_from is not None)
        clock.advance(5)
        await seat.press("y")
        hand = await seat.dialog(ByHandDialog)
        await seat.until(lambda: hand._quiet_from is not None)
        clock.advance(5)
        await seat.press("y")
        await seat.until(lambda: seat.app.glance.waiting == 0)
        known = seat.desk.inbox.known(1)
        assert known.review.author == "Ada"
        assert known.state == State.PUBLISHED


async def test_nothing_is_taken_from_downloads_unasked(sit, home, takeout, clock):
    takeout({"author": "Ada", "text": "Slow."})
    async with sit() as seat:
        await seat.dialog(FirstStepsScreen)
        await seat.until(lambda: "takeout-2026" in seat.text)
        assert seat.desk.inbox.counts().total == 0


async def test_a_file_nobody_knows_is_told_in_the_dialog(sit, home, tmp_path, clock):
    path = tmp_path / "odd.txt"
    path.write_text("nothing", "utf-8")
    async with sit() as seat:
        await seat.press("i")
        dialog = await seat.dialog(BringInDialog)
        dialog._put(str(path))
        await seat.press("enter")
        await seat.until(lambda: "odd.txt" in seat.text)


async def test_where_to_begin_is_asked_once(sit, home, takeout, clock):
    path = takeout({"author": "Ada", "text": "Slow.", "at": "2020-01-01T10:00:00Z"}, {"author": "Bo"})
    async with sit() as seat:
        seat.desk.imports.take(path)
        seat.app.errands.ask_where_to_begin()
        await seat.dialog(BeginDialog)
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.app.screen, BeginDialog))
    async with sit() as seat:
        await seat.dialog(BeginDialog)
        await seat.press("2", "enter")
        await seat.until(lambda: seat.desk.inbox.begin_question() is None)
    async with sit() as seat:
        await seat.reading()
        assert seat.app.screen is seat.app.inbox_screen


@pytest.mark.parametrize("kind", ["damaged", "newer"])
def test_a_database_that_can_not_be_used_is_told_in_one_sentence(kind, home, desk, capsys, monkeypatch):
    import sqlite3

    path = home.database
    desk.close()
    if kind == "damaged":
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
        path.write_bytes(b"no database at all" * 500)
    else:
        connection = sqlite3.connect(path)
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.close()
    monkeypatch.setattr(DeskApp, "run", lambda self: super(DeskApp, self).run(headless=True))
    assert run(Home.choose()) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.usefixtures("something_hangs")
async def test_the_desk_quits_at_once_while_a_server_hangs(desk, sit, home, clock):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (home.path / "secret").write_text("x", "utf-8")
        (home.path / "secret").chmod(0o600)
        source = f"file:{home.path / 'secret'}"
        desk.accounts.add(
            "google",
            "main",
            settings={"base_url": f"http://127.0.0.1:{port}", "client_id": "x"},
            secrets={"client_secret": source, "refresh_token": source},
        )
        before = clock.monotonic()
        async with sit() as seat:
            await seat.press("f5")
            await seat.until(lambda: seat.app.doing)
            await seat.press("ctrl+q")
            await seat.until(lambda: not seat.app.is_running)
        assert clock.monotonic() - before < 10
        left = [each for each in threading.enumerate() if each.is_alive() and not each.daemon]
        assert left == [threading.main_thread()]


async def test_every_screen_opens_and_leads_back(connected_desk, sit, clock):
    async with sit() as seat:
        for key, kind in (("A", AccountsScreen), ("D", DiaryScreen), ("f1", HelpScreen)):
            await seat.press(key)
            await seat.dialog(kind)
            await seat.pilot.pause()
            await seat.press("escape")
            await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


async def test_a_fetch_is_told_in_a_line(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("R")
        await seat.until(lambda: "Fetched: nothing new." in seat.told)


async def test_checking_an_account_says_who_one_is(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("A")
        await seat.dialog(AccountsScreen)
        await seat.until(lambda: "main" in seat.app.screen.cards.text)
        await seat.press("c")
        await seat.until(lambda: "reads and answers by API" in seat.told)


async def test_what_breaks_because_the_terminal_went_away_ends_the_desk_and_keeps_the_words(
    connected_desk, sit, monkeypatch
):
    async with sit() as seat:
        await seat.write("Sorry for the cold soup")
        written = seat.known.pub
        seat.app.at_terminal = True
        monkeypatch.setattr(hung_up, "_there", lambda: False)
        seat.app.panic("the terminal could not be read")
        await seat.until(lambda: not seat.app.is_running)
    assert not seat.app.return_code
    assert connected_desk.inbox.find(written).draft.text == "Sorry for the cold soup"
