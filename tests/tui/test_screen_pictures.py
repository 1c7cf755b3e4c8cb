"""Each screen at both sizes and in both colours: one tour over one desk for each of them."""

import re
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual import events
from textual.widgets import Input, TextArea

from pictures.at_rest import still
from reviewdesk.api import CaseReason, Finding, Level, Offer, Plugin, hookimpl, speak
from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.values import Budget
from reviewdesk.store.lines import Query, State
from reviewdesk.tui.dialogs.begin import BeginDialog
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.closing import ClosingDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.dialogs.mapping_table import MappingDialog
from reviewdesk.tui.dialogs.paste_rows import PastedRowsDialog
from reviewdesk.tui.dialogs.paste_text import PasteDialog
from reviewdesk.tui.dialogs.versions import VersionsDialog
from reviewdesk.tui.dialogs.when import WhenDialog
from reviewdesk.tui.goodwill.evening import EveningScreen
from reviewdesk.tui.goodwill.evening_where import WhereForm
from reviewdesk.tui.goodwill.give import Give
from reviewdesk.tui.goodwill.giving import GoodwillForm
from reviewdesk.tui.goodwill.grave_form import GraveForm
from reviewdesk.tui.goodwill.issuing import IssueForm
from reviewdesk.tui.goodwill.message import MessageForm
from reviewdesk.tui.goodwill.offer_form import OfferForm
from reviewdesk.tui.goodwill.one import VoucherScreen
from reviewdesk.tui.goodwill.vouchers import VouchersScreen
from reviewdesk.tui.screens.first_steps import FirstStepsScreen
from reviewdesk.tui.widgets.hints import Hints

SMALL, LARGE = (80, 24), (140, 40)
LOOKS = [
    pytest.param(SMALL, "dark", id="dark-80x24"),
    pytest.param(LARGE, "dark", id="dark-140x40"),
    pytest.param(SMALL, "light", id="light-80x24"),
    pytest.param(LARGE, "light", id="light-140x40"),
]
SORRY = "Dear Marta, a cold soup twice is our fault. I spoke with the kitchen today.\n\nNico"
TABLE = "Guest;Stars;Words;Day\nOla;4;Good soup;3/4/2026\nBo;5;The best fish;5/4/2026\n"
LETTERS = "Useful 1\nThanks 0\nLove this 0\nOh no 0\n"
PASTE = f"Ada B.\nGdańsk, Poland\n4\n12\nNov 3, 2026\nWe waited an hour.\n{LETTERS}"
_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


class StillClock:
    """It is always the same moment; a reader's moment can be let pass, and a day be set back."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
        self.read = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.read

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return (until or threading.Event()).wait(seconds)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


pytestmark = pytest.mark.usefixtures("nowhere")


@dataclass
class Tour:
    """Goes from screen to screen and compares each with its picture."""

    seat: Any
    snapshot: Any
    clock: StillClock
    other: list[str] = field(default_factory=list)
    """Pictures that are not what they were."""

    async def shot(self, name: str) -> None:
        app = self.seat.app
        app.look_again()
        await self.still()
        for kind in (Input, TextArea):
            for each in app.screen.query(kind):
                each.cursor_blink = False
        for screen in app.screen_stack:
            for hints in screen.query(Hints):
                hints.hush()
        await self.still()
        svg = _FONTS.sub("", app.export_screenshot(title=name, simplify=True))
        if self.snapshot(name=name) != svg:
            self.other.append(name)

    async def still(self) -> None:
        await still(self.seat.pilot)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.seat.press(key)
            await self.still()

    async def write(self, text: str) -> None:
        box = self.seat.app.inbox_screen.pane.box
        box.editor.replace_all(text)
        await self.seat.until(lambda: box.all_saved)
        await self.still()

    async def look(self, name: str, text: str, *more: str) -> None:
        """The last look at this text, its picture, and back to writing."""
        await self.write(text)
        await self.press("f2")
        await self.seat.dialog(LastLookDialog)
        self.clock.read += 1
        await self.press(*more)
        await self.shot(name)

    async def back(self) -> None:
        await self.press("escape")


@pytest.fixture
def tour(sit, snapshot, clock, monkeypatch) -> Callable[..., Any]:
    @asynccontextmanager
    async def on(size: tuple[int, int], theme: str = "dark") -> AsyncIterator[Tour]:
        monkeypatch.setenv("REVIEWDESK_THEME", theme)
        async with sit(size=size) as seat:
            one = Tour(seat, snapshot.use_extension(SVGImageExtension), clock)
            await one.still()
            yield one
        assert one.other == [], "look at them, then: pytest --snapshot-update"

    return on


@pytest.fixture
def warning(plug):
    """A check that warns of one word."""
    module = ModuleType("made")

    @hookimpl
    def reviewdesk_plugin():
        return Plugin(name="made", title="House rules", needs=(1, 0))

    @hookimpl
    def reviewdesk_check_reply(draft, ground):
        at = draft.text.find("refund")
        if at < 0:
            return []
        return [Finding(level=Level.WARN, code="promise", reason="A promise of money.", start=at, end=at + 6)]

    module.reviewdesk_plugin, module.reviewdesk_check_reply = reviewdesk_plugin, reviewdesk_check_reply
    plug("made", module)


def review_of(desk, google, handle):
    """The review that the sandbox calls so."""
    there = google.world.review(handle).id
    return next(
        each for each in desk.inbox.page(Query(all=True), limit=200) if each.review.external_id == there
    )


@pytest.mark.parametrize(("size", "theme"), LOOKS)
async def test_reading_and_writing(warning, connected_desk, google, tour, clock, size, theme):
    soup = review_of(connected_desk, google, "cold-soup")
    for hours, words in ((3, "Dear Marta, sorry."), (2, "Marta, that was not our day."), (1, SORRY)):
        clock.at -= timedelta(hours=hours)
        connected_desk.replies.draft(soup.pub, words)
        clock.at += timedelta(hours=hours)
    connected_desk.finish_chores(20)
    async with tour(size, theme) as one:
        await one.seat.reading()
        await one.shot("inbox")
        if size == SMALL:
            await one.press("j", "enter")
            await one.shot("review")
            await one.press("escape", "k")
        await one.press("r")
        await one.write(SORRY + " ")
        await one.shot("writing")
        await one.look("last-look-doubts", SORRY)
        await one.press("t")
        await one.seat.dialog(WhenDialog)
        await one.shot("another-time")
        await one.press("escape", "escape")
        await one.look("last-look-warn", SORRY + "\nYou get a refund.", "y")
        await one.back()
        await one.look("last-look-blocked", "Dear {name}, sorry.")
        await one.back()
        await one.press("f9")
        await one.seat.dialog(VersionsDialog)
        await one.shot("versions")
        await one.press("escape", "escape", "colon")
        await one.shot("palette")
        await one.press("escape", "f1")
        await one.shot("help")


def _send(desk, clock, google, handle, text, **more):
    known = review_of(desk, google, handle)
    desk.replies.queue(known.pub, text, **more)
    return known


@pytest.mark.parametrize(("size", "theme"), LOOKS)
async def test_what_was_answered(connected_desk, google, tour, clock, size, theme):
    desk = connected_desk
    clock.at -= timedelta(hours=2)
    _send(desk, clock, google, "focaccia", "Came due while the desk was closed.")
    clock.at += timedelta(hours=2)
    google.world.moderation.on = True
    _send(desk, clock, google, "arabic", "شكرا", now=True)
    theirs = _send(desk, clock, google, "hebrew", "Ours", now=True)
    google.happen({"do": "answer", "review": "hebrew", "text": "Theirs"})
    desk.replies.deliver()
    assert desk.inbox.find(theirs.pub).state is State.CONFLICT
    _send(desk, clock, google, "wrapped", "Grazie, Piera. La prossima volta chieda di me.")
    _send(desk, clock, google, "cyrillic", "Спасибо!", at=clock.now() + timedelta(days=3))
    handed = desk.replies.hand_off(review_of(desk, google, "emoji").pub, "Thank you, Kai.", copy=False)
    desk.finish_chores(20)
    async with tour(size, theme) as one:
        await one.press("O")
        await one.shot("outbox")
        await one.press("escape", "A")
        await one.shot("accounts")
        await one.press("escape", "D")
        await one.shot("diary")
        await one.press("escape", "S")
        await one.shot("settings")
        one.seat.desk.away.note(date(2026, 12, 24), date(2027, 1, 2))
        await one.press("escape", "H")
        await one.shot("away")
        await one.press("escape", "ctrl+q")
        await one.seat.dialog(ClosingDialog)
        await one.shot("closing")
        await one.back()
        page = replace(handed.page, url="https://business.google.com/reviews")
        one.seat.app.push_screen(ByHandDialog(replace(handed, page=page, file=Path("~/by-hand/g7k3f9.txt"))))
        await one.seat.dialog(ByHandDialog)
        await one.shot("by-hand")


def _promise(desk, google, monkeypatch):
    """One prepared, one issued, a complaint by phone; the month's budget nearly used."""
    drawn = iter(["7K3F9QWX2MT", "2QW7XK9F3MA", "9F3MAQW72XK"])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))
    for name, title in (("margherita", "one margherita"), ("soup", "a soup of the day, for two")):
        terms = Offer(name=name, version=1, title=title, cost=desk.offers.money("3.20"))
        desk.offers.add(terms, who=("gianna",) if name == "soup" else ())
    desk.offers.set_budget(Budget(month_count=3, month_cost=desk.offers.money("20")))
    soup = review_of(desk, google, "cold-soup")
    desk.vouchers.prepare(soup.pub, "margherita", CaseReason.COLD)
    case = desk.cases.add(CaseReason.LATE, "an hour for a pizza", guest="Łukasz Ż.", location=soup.location)
    given = desk.vouchers.prepare(case.pub, "margherita").voucher
    return desk.vouchers.issue(given.pub, ordered="a pizza").voucher


@pytest.mark.parametrize(("size", "theme"), LOOKS)
async def test_goodwill(connected_desk, google, tour, monkeypatch, size, theme):
    one = _promise(connected_desk, google, monkeypatch)
    bread = review_of(connected_desk, google, "dry-bread")
    connected_desk.finish_chores(20)
    async with tour(size, theme) as tour_:
        await _on_a_review(tour_, bread)
        await tour_.press("escape", "V")
        await tour_.seat.dialog(VouchersScreen)
        await tour_.shot("vouchers")
        await _of_one(tour_, one)
        await tour_.press("c")
        await tour_.seat.dialog(WhereForm)
        await tour_.press("enter", "1", "f2")
        evening = await tour_.seat.dialog(EveningScreen)
        for code in (one.code, "12mt", one.code, "MARIO-7K3F-9QWX-2MM"):
            evening.query_one("#code", Input).value = code
            await tour_.press("enter")
        await tour_.shot("cards-of-the-evening")
        await tour_.press("escape", "t")
        await tour_.shot("report")
        await tour_.press("escape", "o")
        await tour_.shot("offers")
        await tour_.press("enter")
        await tour_.seat.dialog(OfferForm)
        await tour_.shot("offer")


async def _on_a_review(tour_, known):
    """The form with a limit near, and the advice in its place."""
    tour_.seat.app.show_review(known.id)
    await tour_.still()
    await tour_.press("v")
    await tour_.seat.dialog(GoodwillForm)
    await tour_.press("2")
    await tour_.shot("goodwill")
    await tour_.press("escape")
    case = tour_.seat.desk.cases.add(
        CaseReason.OTHER, "my son got food poisoning", guest="Ada", location=known.location
    )
    Give(tour_.seat.app, case.pub, None, lambda _one: None).begin()
    await tour_.seat.dialog(GraveForm)
    await tour_.shot("grave")


async def _of_one(tour_, one):
    """What can be done with the prepared one, and with the issued one."""
    await tour_.press("enter", "e")
    await tour_.seat.dialog(IssueForm)
    await tour_.shot("issue")
    await tour_.press("escape", "escape", "j", "enter")
    await tour_.seat.dialog(VoucherScreen)
    await tour_.shot("voucher")
    await tour_.press("d")
    await tour_.shot("ways")
    await tour_.press("1")
    await tour_.seat.dialog(MessageForm)
    await tour_.shot("text-to-copy")
    await tour_.press("escape", "escape")


@pytest.mark.parametrize(("size", "theme"), LOOKS)
async def test_the_first_evening(tour, tmp_path, takeout, size, theme):
    table = tmp_path / "old.csv"
    table.write_text(TABLE, "utf-8")
    async with tour(size, theme) as one:
        await one.seat.until(lambda: isinstance(one.seat.app.screen, FirstStepsScreen))
        await one.shot("first-steps")
        await one.press("i")
        dialog = await one.seat.dialog(BringInDialog)
        await one.shot("bring-in")
        dialog._put(str(table))
        await one.press("enter")
        mapping = await one.seat.dialog(MappingDialog)
        await one.seat.until(lambda: mapping._examples)
        await one.shot("mapping")
        await one.press("escape", "escape")
        takeout(
            {"author": "Ada B.", "text": "We waited an hour.", "stars": "ONE", "at": "2026-11-20T16:40:00Z"},
            {"author": "Zoë", "stars": "THREE", "at": "2026-10-02T12:00:00Z"},
            {"author": "Bo", "text": "Fine.", "stars": "FIVE", "at": "2025-10-02T12:00:00Z"},
        )
        one.seat.desk.imports.take(tmp_path / "Downloads" / "takeout-20261120T180000Z-001.zip")
        one.seat.app.errands.ask_where_to_begin()
        await one.seat.dialog(BeginDialog)
        await one.shot("begin")
        desk, first = one.seat.desk, PASTE.replace("Ada B.", "Zoe C.")
        desk.pasting.take(desk.pasting.look(first, "yelp", "Mario"), {0: {"rating": "4"}})
        await one.seat.until(lambda: one.seat.app.glance.counts.total == 4)
        await one.press("escape")
        await one.seat.until(lambda: one.seat.app.screen is one.seat.app.inbox_screen)
        await one.seat.until(lambda: one.seat.list.rows == 4)
        await one.press("i")
        one.seat.app.post_message(events.Paste(PASTE))
        await one.seat.dialog(PasteDialog)
        await one.press("f2")
        await one.seat.dialog(PastedRowsDialog)
        await one.shot("paste-understood")


@pytest.mark.parametrize(
    ("name", "environ", "language"),
    [
        ("ascii", {"REVIEWDESK_ASCII": "1"}, "en"),
        ("no-color", {"NO_COLOR": "1"}, "en"),
        ("russian", {}, "ru"),
    ],
)
async def test_other_letters_no_colours_and_another_language(
    connected_desk, tour, monkeypatch, name, environ, language
):
    for variable, value in environ.items():
        monkeypatch.setenv(variable, value)
    connected_desk.finish_chores(20)
    speak(language)
    async with tour(SMALL) as one:
        await one.seat.reading()
        await one.shot(name)
