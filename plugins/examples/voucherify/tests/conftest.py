"""A desk to which the example is installed, though nobody installed it: its own pyproject says what it is.

The folder lies on the path for good (it holds no metadata, so no desk finds anything there). Only inside a
test does a folder with the metadata that pip would have written join it, and the real entry point is found.
"""

import importlib
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.api import CaseReason, Offer, OfferKind
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.sandbox import SandboxClock

HERE = Path(__file__).parent.parent
if str(HERE) not in sys.path:
    sys.path.append(str(HERE))

from reviewdesk_voucherify.sandbox import VoucherifySandbox  # noqa: E402 - the path comes first
from reviewdesk_voucherify.sandbox.running import RunningVoucherify  # noqa: E402

SHOP = "Mario Downtown"
_LONGEST_PAUSE = 5.0


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to put on the path of another program, beside the distribution's own."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]
    folder = tmp_path / "site"
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    words = f"Metadata-Version: 2.4\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(words)
    points = project["entry-points"]["reviewdesk"].items()
    (info / "entry_points.txt").write_text("".join(["[reviewdesk]\n", *(f"{a} = {b}\n" for a, b in points)]))
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    return folder


class HurriedClock(SandboxClock):
    """Pauses before another try of a read take no time; the deadlines of whole calls stay."""

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return super().wait(seconds if seconds > _LONGEST_PAUSE else 0.0, until)


@pytest.fixture
def clock() -> SandboxClock:
    """One time for the desk and for Voucherify; `advance` lets it pass."""
    return HurriedClock()


@pytest.fixture
def voucherify(clock: SandboxClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningVoucherify]:
    running = VoucherifySandbox(clock).start()
    monkeypatch.setenv("VOUCHERIFY_SECRET_KEY", running.meter.secret)
    yield running
    running.stop()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("REVIEWDESK_DB", raising=False)
    monkeypatch.setenv("REVIEWDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REVIEWDESK_PERSON", "nico")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return Home.choose()


@pytest.fixture
def reopen(home: Home, clock: SandboxClock, installed: Path) -> Iterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def make(**more: Any) -> Desk:
        opened.append(Desk.open(Home.choose(), **{"clock": clock, **more}))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def desk(reopen: Callable[..., Desk], voucherify: RunningVoucherify) -> Desk:
    """One shop in Warsaw, an account, and the offers `margherita`, `tenner` and `third`."""
    made = reopen()
    made.listings.add_location(SHOP)
    made.listings.set_location(SHOP, zone="Europe/Warsaw")
    settings = dict(voucherify.settings)
    made.accounts.add(
        "voucherify", "codes", settings=settings, secrets={"secret_key": "env:VOUCHERIFY_SECRET_KEY"}
    )
    offers: list[tuple[str, dict[str, Any]]] = [
        ("margherita", {"title": "one margherita", "cost": made.offers.money("3.20")}),
        ("tenner", {"title": "10 EUR", "kind": OfferKind.AMOUNT, "value": made.offers.money("10.00")}),
        ("third", {"title": "a third off", "kind": OfferKind.PERCENT, "percent": 33}),
    ]
    for name, terms in offers:
        made.offers.add(Offer(name=name, version=1, issuer="voucherify", **terms))
    return made


@pytest.fixture
def prepared(desk: Desk) -> Callable[..., Any]:
    """A new case of its own, and a voucher prepared for it."""

    def make(offer: str = "margherita", **more: Any) -> Any:
        case = desk.cases.add(CaseReason.LATE, "", guest="Ewa", location=SHOP)
        return desk.vouchers.prepare(case.pub, offer, **more).voucher

    return make
