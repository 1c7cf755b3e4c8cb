"""A counter on loopback, in this process, on the tests' clock; and browsers of staff and strangers."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx
import pytest

from reviewdesk.api import CaseReason, Offer
from reviewdesk.counter import pins
from reviewdesk.counter.serving import HERE, Server, bound, origin
from reviewdesk.counter.setup import Setup
from reviewdesk.counter.site import Site
from reviewdesk.counter.till import Till
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.values import VoucherInfo
from reviewdesk.store.database import Database

DOWNTOWN, HARBOUR = "Mario Downtown", "Mario Harbour"


class Browser:
    """A browser without scripts: follows redirects, sends the forms of the page it shows."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, follow_redirects=True, headers={"Origin": url}, timeout=30)
        self.shown = httpx.Response(200)

    def open(self, path: str) -> httpx.Response:
        self.shown = self.http.get(path)
        return self.shown

    def send(self, path: str, **fields: str) -> httpx.Response:
        self.shown = self.http.post(path, data={**self.hidden, **fields})
        return self.shown

    @property
    def hidden(self) -> dict[str, str]:
        return {
            name: unescape(value)
            for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.shown.text)
        }

    @property
    def words(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.shown.text)).split())

    @property
    def heading(self) -> str:
        return unescape(re.findall(r"<h1>(.*?)</h1>", self.shown.text)[0])


@dataclass
class Counter:
    url: str
    desk: Desk
    setup: Setup
    pins: dict[str, str]
    told: list[str]
    open: Callable[[], Browser]

    def staff(self, shop: str = DOWNTOWN) -> Browser:
        browser = self.open()
        browser.send("/", pin=self.pins[shop])
        assert browser.heading == "Code"
        return browser

    def given(self, offer: str = "margherita", guest: str = "Ewa K.") -> VoucherInfo:
        case = self.desk.cases.add(CaseReason.LATE, "Came late.", guest=guest, location=DOWNTOWN)
        return self.desk.vouchers.issue(self.desk.vouchers.prepare(case.pub, offer).voucher.pub).voucher


class _Switch:
    """One server for all tests: what it serves is of the test that runs."""

    app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def standing() -> Iterator[tuple[str, _Switch]]:
    switch, door = _Switch(), bound(HERE, 0)
    server = Server(switch)
    serving = threading.Thread(target=server.stand, args=([door],), daemon=True)
    serving.start()
    assert server.ready.wait(20)
    yield origin(door), switch
    server.leave()
    serving.join(20)
    door.close()


@pytest.fixture
def counter(
    desk: Desk, clock: Any, standing: tuple[str, _Switch], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    url, switch = standing
    # Slow on purpose; how slow is asked where it matters.
    monkeypatch.setattr(pins, "_COST", 4)
    for shop in (DOWNTOWN, HARBOUR):
        desk.listings.add_location(shop)
        desk.listings.set_location(shop, zone="Europe/Warsaw")
    offer(desk, "margherita", title="one margherita", small_print="Not with other offers.")
    offer(desk, "harbour", title="one tiramisù", places=(HARBOUR,))
    db = Database(desk.home.db_url)
    setup, told = Setup(db), []
    told_pins = {shop: setup.new_pin(shop) for shop in (DOWNTOWN, HARBOUR)}
    switch.app = Site(Till(desk, db), setup, clock, told.append).app([url])
    browsers: list[Browser] = []

    def one_more() -> Browser:
        browsers.append(Browser(url))
        return browsers[-1]

    yield Counter(url, desk, setup, told_pins, told, one_more)
    for browser in browsers:
        browser.http.close()
    db.close()


def offer(desk: Desk, name: str, **terms: Any) -> None:
    desk.offers.add(Offer(name=name, version=1, per_person=99, **terms))


@pytest.fixture
def add_offer() -> Callable[..., None]:
    return offer
