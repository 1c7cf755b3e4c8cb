"""Goodwill: a desk with one shop and one offer, and an issuer by network made up here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest

from reviewdesk.api import (
    AccountStatus,
    CaseReason,
    IssuedVoucher,
    Offer,
    Plugin,
    Redemption,
    SecretSpec,
    hookimpl,
)
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.values import VoucherInfo

SHOP = "Mario Downtown"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with a shop in Warsaw and an offer at 3.20 EUR."""
    desk.listings.add_location(SHOP)
    desk.listings.set_location(SHOP, zone="Europe/Warsaw")
    offer(desk)
    return desk


def offer(desk: Desk, name: str = "margherita", **more: Any) -> None:
    limits = {key: more.pop(key) for key in ("month_limit", "who") if key in more}
    terms = {"cost": desk.offers.money("3.20"), "title": "one margherita", **more}
    desk.offers.add(Offer(name=name, version=1, **terms), **limits)


def prepared(desk: Desk, *, guest: str = "", told: str = "", **more: Any) -> VoucherInfo:
    """A new case of its own, and a voucher prepared for it."""
    name = more.pop("offer", "margherita")
    case = desk.cases.add(CaseReason.LATE, told, guest=guest, location=more.pop("place", SHOP))
    return desk.vouchers.prepare(case.pub, name, **more).voucher


def issued(desk: Desk, **more: Any) -> VoucherInfo:
    return desk.vouchers.issue(prepared(desk, **more).pub).voucher


@dataclass
class Mint:
    """An issuer by network: knows every key it has seen, and can lose its answer."""

    made: dict[str, IssuedVoucher] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    raises: list[BaseException] = field(default_factory=list)
    """Raised by the next order, after it was carried out."""
    refuses: list[BaseException] = field(default_factory=list)
    """Raised by the next order instead."""
    looks: list[BaseException] = field(default_factory=list)
    """Raised by the next look for a lost order."""
    told: list[tuple[str, str]] = field(default_factory=list)
    deaf: list[BaseException] = field(default_factory=list)
    """Raised when it is next told what was used or cancelled."""

    def issue(self, order: Any, key: str) -> IssuedVoucher:
        self.asked.append(key)
        if self.refuses:
            raise self.refuses.pop(0)
        code = f"MINT-{len(self.made):04d}"
        made = self.made.setdefault(key, IssuedVoucher(code=code, external_id=f"m{len(self.made)}"))
        if self.raises:
            raise self.raises.pop(0)
        return made

    def find(self, key: str) -> IssuedVoucher | None:
        if self.looks:
            raise self.looks.pop(0)
        return self.made.get(key)

    def hear(self, what: str, key: str) -> None:
        if self.deaf:
            raise self.deaf.pop(0)
        self.told.append((what, key))

    def redeem(self, account: Any, key: str) -> Redemption:
        self.hear("redeem", key)
        return Redemption(at=account.clock.now(), place="")

    def module(self) -> ModuleType:
        card = Plugin(
            name="mint",
            title="Mint",
            needs=(1, 0),
            secrets=(SecretSpec(name="key", title="Key", required=True),),
        )
        hooks: dict[str, Callable[..., Any]] = {
            "plugin": lambda: card,
            "check_account": lambda account: AccountStatus(identity="Mario", may=frozenset()),
            "issue_voucher": lambda account, order, key: self.issue(order, key),
            "find_voucher": lambda account, order, key: self.find(key),
            "redeem_voucher": lambda account, voucher, key: self.redeem(account, key),
            "void_voucher": lambda account, voucher, key: self.hear("void", key),
        }
        module = ModuleType("mint")
        for name, function in hooks.items():
            function.__name__ = f"reviewdesk_{name}"
            setattr(module, function.__name__, hookimpl(function))
        return module


@pytest.fixture
def mint(plug: Any, reopen: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Mint, Desk]:
    """The issuer, and a desk whose offer `gift` is issued by it."""
    monkeypatch.setenv("MINT_KEY", "k")
    issuer = Mint()
    plug("mint", issuer.module())
    desk = reopen()
    desk.listings.add_location(SHOP)
    desk.accounts.add("mint", "mint", settings={}, secrets={"key": "env:MINT_KEY"})
    offer(desk, "gift", issuer="mint")
    return issuer, desk
