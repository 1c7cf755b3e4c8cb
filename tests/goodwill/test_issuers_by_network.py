"""An issuer by network: asked after the budget is held, and never made to issue twice."""

from typing import Any

import pytest

from reviewdesk.api import DeskError, OutcomeUnknown, RateLimited, Rejected, Unavailable
from reviewdesk.engine.goodwill.values import VoucherState

from .conftest import Mint, prepared


def _given(desk: Any) -> Any:
    return prepared(desk, offer="gift")


def test_an_issuer_gives_the_code(mint: Any) -> None:
    issuer, desk = mint
    one = desk.vouchers.issue(_given(desk).pub).voucher
    assert (one.state, one.code, one.external_id) == (VoucherState.ISSUED, "MINT-0000", "m0")
    assert issuer.asked == [one.key]
    assert desk.vouchers.redeem(["mint 0000"])[0].done
    assert issuer.told == [("redeem", f"{one.key}-redeem")]
    with pytest.raises(DeskError, match="knows already"):
        desk.vouchers.undo(one.pub, "wrong")


@pytest.mark.parametrize("lost", [OutcomeUnknown("gone"), ValueError("a bug"), TimeoutError("late")])
def test_a_lost_answer_is_found_and_never_asked_for_twice(mint: Any, clock: Any, lost: Any) -> None:
    issuer, desk = mint
    issuer.raises.append(lost)
    one = desk.vouchers.issue(_given(desk).pub).voucher
    assert one.state is VoucherState.UNKNOWN
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).state is VoucherState.UNKNOWN
    with pytest.raises(DeskError, match="not answered"):
        desk.vouchers.void(one.pub, "no")
    clock.advance(2)
    issuer.looks.append(Unavailable("down"))
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).state is VoucherState.UNKNOWN
    clock.advance(61)
    assert [each.state for each in desk.vouchers.tick()] == [VoucherState.ISSUED]
    assert len(issuer.asked) == len(issuer.made) == 1


def test_an_order_that_never_arrived_can_be_given_again_under_its_key(mint: Any, clock: Any) -> None:
    issuer, desk = mint
    issuer.refuses.append(OutcomeUnknown("gone"))
    one = desk.vouchers.issue(_given(desk).pub).voucher
    assert one.state is VoucherState.UNKNOWN
    clock.advance(2)
    assert [each.state for each in desk.vouchers.tick()] == [VoucherState.PREPARED]
    assert desk.vouchers.issue(one.pub).voucher.state is VoucherState.ISSUED
    assert issuer.asked == [one.key, one.key]
    whats = [each.what for each in desk.vouchers.events(one.pub)]
    assert whats == ["prepared", "issuing", "unknown", "not_issued", "issuing", "issued"]


@pytest.mark.parametrize("error", [Rejected("No."), Unavailable("Down."), RateLimited("Slowly.")])
def test_a_refusal_keeps_the_budget_and_is_told(mint: Any, error: Any) -> None:
    issuer, desk = mint
    issuer.refuses.append(error)
    one = _given(desk)
    with pytest.raises(DeskError, match=error.reason):
        desk.vouchers.issue(one.pub)
    assert desk.vouchers.show(one.pub).held
    assert desk.vouchers.issue(one.pub).voucher.living
    assert len(issuer.made) == 1


def test_a_program_that_died_while_asking_is_found_out(mint: Any, clock: Any, monkeypatch: Any) -> None:
    issuer, desk = mint

    def dies(_one: Any) -> Any:
        issuer.made["lost"] = None
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.vouchers.issuers, "ask", dies)
    one = _given(desk)
    with pytest.raises(KeyboardInterrupt):
        desk.vouchers.issue(one.pub)
    assert desk.vouchers.show(one.pub).state is VoucherState.ISSUING
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).state is VoucherState.ISSUING
    clock.advance(hours=1)
    desk.vouchers.tick()
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).state is VoucherState.PREPARED
    assert issuer.asked == []


@pytest.mark.parametrize("what", ["redeem", "void"])
def test_an_issuer_that_is_deaf_hears_it_later(mint: Any, clock: Any, what: str) -> None:
    issuer, desk = mint
    one = desk.vouchers.issue(_given(desk).pub).voucher
    issuer.deaf.append(Unavailable("down"))
    if what == "void":
        desk.vouchers.void(one.pub, "oops")
    else:
        assert desk.vouchers.redeem([one.code])[0].done
    assert (issuer.told, desk.vouchers.show(one.pub).to_tell) == ([], what)
    desk.vouchers.tick()
    assert issuer.told == []
    clock.advance(61)
    desk.vouchers.tick()
    desk.vouchers.tick()
    assert issuer.told == [(what, f"{one.key}-{what}")]
    assert desk.vouchers.show(one.pub).to_tell is None


def test_a_use_the_issuer_has_not_heard_of_can_be_taken_back(mint: Any) -> None:
    issuer, desk = mint
    one = desk.vouchers.issue(_given(desk).pub).voucher
    issuer.deaf.append(Unavailable("down"))
    desk.vouchers.redeem([one.code])
    desk.vouchers.undo(one.pub, "wrong card")
    desk.vouchers.tick()
    assert issuer.told == []
    assert desk.vouchers.show(one.pub).living


def test_an_issuer_that_refuses_the_news_is_told_to_the_owner(mint: Any) -> None:
    issuer, desk = mint
    one = desk.vouchers.issue(_given(desk).pub).voucher
    issuer.deaf.append(Rejected("Used in our shop already."))
    desk.vouchers.void(one.pub, "oops")
    assert desk.vouchers.show(one.pub).problem == "Used in our shop already."
    assert desk.vouchers.events(one.pub)[-1].what == "issuer_refused"


@pytest.mark.parametrize("code", ["", "\x00", "x" * 101, "a\nb", "---"])
def test_a_code_that_nobody_could_type_is_no_answer(mint: Any, clock: Any, code: str) -> None:
    from reviewdesk.api import IssuedVoucher

    issuer, desk = mint
    one = _given(desk)
    issuer.made[one.key] = IssuedVoucher(code=code)
    assert desk.vouchers.issue(one.pub).voucher.state is VoucherState.UNKNOWN
    issuer.made[one.key] = IssuedVoucher(code="OK1")
    clock.advance(2)
    assert desk.vouchers.issue(one.pub).voucher.code == "OK1"


def test_an_account_at_an_issuer_is_not_fetched_from(mint: Any) -> None:
    _issuer, desk = mint
    assert desk.fetching.fetch() == []
    assert desk.fetching.freshness() == []
    assert desk.accounts.check("mint").problem == ""
    desk.vouchers.issue(_given(desk).pub)
    assert desk.accounts.remove("mint")


def test_an_issuer_without_an_account_is_refused(shop: Any, plug: Any, reopen: Any) -> None:
    plug("mint", Mint().module())
    from reviewdesk.api import Offer

    with pytest.raises(DeskError, match="no account at Mint"):
        reopen().offers.add(Offer(name="gift", version=1, title="a gift", issuer="mint"))
