"""A counter with an issuer by network that takes its time."""

import threading
from types import ModuleType

import pytest

from reviewdesk.api import AccountStatus, IssuedVoucher, Plugin, Redemption, SecretSpec, hookimpl

_LONG = 20


class Slow:
    """Issues at once; hears of what was used only when it is let."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.let = threading.Event()
        self.heard: list[str] = []

    def module(self) -> ModuleType:
        module = ModuleType("slow")

        @hookimpl
        def reviewdesk_plugin():
            secrets = (SecretSpec(name="key", title="Key", required=True),)
            return Plugin(name="slow", title="Slow", needs=(1, 0), secrets=secrets)

        @hookimpl
        def reviewdesk_check_account(account):
            return AccountStatus(identity="Mario", may=frozenset())

        @hookimpl
        def reviewdesk_issue_voucher(account, order, key):
            return IssuedVoucher(code="SLOW-2345", external_id="s1")

        @hookimpl
        def reviewdesk_find_voucher(account, order, key):
            return IssuedVoucher(code="SLOW-2345", external_id="s1")

        @hookimpl
        def reviewdesk_redeem_voucher(account, voucher, key):
            self.asked.set()
            assert self.let.wait(_LONG)
            self.heard.append(voucher.code)
            return Redemption(at=account.clock.now(), place="")

        for hook in (
            reviewdesk_plugin,
            reviewdesk_check_account,
            reviewdesk_issue_voucher,
            reviewdesk_find_voucher,
            reviewdesk_redeem_voucher,
        ):
            setattr(module, hook.__name__, hook)
        return module


@pytest.fixture
def slow(plug, monkeypatch):
    monkeypatch.setenv("SLOW_KEY", "k")
    issuer = Slow()
    plug("slow", issuer.module())
    yield issuer
    issuer.let.set()


def test_nobody_at_the_counter_waits_for_an_issuer(slow, counter, add_offer):
    counter.desk.accounts.add("slow", "slow", settings={}, secrets={"key": "env:SLOW_KEY"})
    add_offer(counter.desk, "gift", title="one gift", issuer="slow")
    one, browser = counter.given("gift"), counter.staff()
    browser.open(f"/v/{one.code}")
    browser.send("/redeem")
    assert browser.heading == "Give it"
    assert slow.asked.wait(_LONG)
    assert not slow.heard
    browser.send("/look", code=one.code)
    assert browser.heading == "Already used"
    slow.let.set()
    told = threading.Event()
    while counter.desk.vouchers.show(one.pub).to_tell:
        told.wait(0.01)
    assert slow.heard == [one.code]
    assert [each.what for each in counter.desk.vouchers.events(one.pub)][-2:] == ["redeemed", "issuer_told"]
