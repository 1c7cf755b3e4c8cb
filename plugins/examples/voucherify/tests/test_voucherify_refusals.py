"""Every word of Voucherify's table of errors becomes the error that says what to do next."""

import json

import pytest
from reviewdesk_voucherify.refusal import Refusal, refused

from reviewdesk.api import (
    DeskError,
    NotApproved,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unavailable,
)
from reviewdesk.engine.goodwill.values import VoucherState
from reviewdesk.sandbox import Act, Fault

CREATE = {"method": "POST", "path": r"^/v1/vouchers/[^/]+$"}
USE = {"method": "POST", "path": r"^/v1/redemptions$"}


def error(status, key, message="Some words"):
    return {"code": status, "key": key, "message": message, "details": "and more"}


TABLE = [
    (400, "voucher_expired", Rejected, "has ended"),
    (400, "voucher_disabled", Rejected, "switched off"),
    (400, "voucher_not_active", Rejected, "does not count yet"),
    (400, "voucher_not_active_now", Rejected, "at this hour"),
    (400, "invalid_voucher", Rejected, "these terms: Some words. and more."),
    (400, "invalid_payload", Rejected, "refused: Some words"),
    (400, "order_rules_violated", Rejected, "refused"),
    (400, "customer_rules_violated", Rejected, "refused"),
    (400, "redemption_rules_violated", Rejected, "refused"),
    (400, "missing_order", Rejected, "what was on the bill"),
    (400, "missing_amount", Rejected, "what was on the bill"),
    (400, "missing_order_items", Rejected, "what was on the bill"),
    (400, "missing_customer", Rejected, "what was on the bill"),
    (400, "multiple_requests", RateLimited, "busy"),
    (402, "", RateLimited, "used up"),
    (403, "", NotApproved, "does not let this key"),
    (404, "not_found", Rejected, "refused"),
    (405, "", Rejected, "refused"),
    (406, "", Rejected, "refused"),
    (415, "", Rejected, "refused"),
    (423, "", Rejected, "refused"),
    (429, "", RateLimited, "too often"),
    (500, "", OutcomeUnknown, "out of order"),
    (503, "", OutcomeUnknown, "out of order"),
]


@pytest.mark.parametrize(("status", "key", "kind", "words"), [TABLE[4], *TABLE[14:16], TABLE[-3], TABLE[-2]])
def test_a_refused_write(desk, voucherify, prepared, status, key, kind, words):
    """As the desk meets it: over HTTP, through its own guard for writes."""
    body = json.dumps(error(status, key))
    voucherify.faults.add(Fault(**CREATE, act=Act.STATUS, status=status, body=body))
    one = prepared()
    if kind is OutcomeUnknown:
        after = desk.vouchers.issue(one.pub).voucher
        assert (after.state, words in after.problem) == (VoucherState.UNKNOWN, True)
        return
    with pytest.raises(DeskError, match=words):
        desk.vouchers.issue(one.pub)
    assert desk.vouchers.show(one.pub).held
    assert desk.vouchers.issue(one.pub).voucher.living, "nothing was made, so the same one is issued now"


@pytest.mark.parametrize(("status", "key", "kind", "words"), TABLE)
def test_a_refusal_says_what_to_do_next(clock, status, key, kind, words):
    refusal = Refusal(status=status, key=key, words="Some words. and more.")
    write, read = (refused(refusal, write=each, now=clock.now()) for each in (True, False))
    assert (type(write), words in write.reason) == (kind, True)
    assert isinstance(read, RateLimited | NotApproved | Unavailable), "a look never ends as: there is none"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "42"}, 42.0),
        ({"X-Rate-Limit-Retry": "SOON"}, 20.0),
        ({}, None),
        ({"Retry-After": "x"}, None),
    ],
)
def test_a_limit_says_how_long(clock, headers, seconds):
    at = {
        name: str(int(clock.now().timestamp()) + 20) if value == "SOON" else value
        for name, value in headers.items()
    }
    refusal = Refusal(
        status=429,
        words="-",
        retry_after=at.get("Retry-After", ""),
        retry_at=at.get("X-Rate-Limit-Retry", ""),
    )
    told = refused(refusal, write=True, now=clock.now())
    assert isinstance(told, RateLimited)
    assert told.retry_after == (None if seconds is None else pytest.approx(seconds, abs=1.5))


def test_wrong_keys_are_told_and_nothing_is_made(desk, voucherify, prepared, monkeypatch):
    monkeypatch.setenv("VOUCHERIFY_SECRET_KEY", "wrong")
    assert "Secret key" in desk.accounts.check("codes").todo
    with pytest.raises(DeskError, match="does not accept the sign-in"):
        desk.vouchers.issue(prepared().pub)
    monkeypatch.setenv("VOUCHERIFY_SECRET_KEY", voucherify.meter.secret)
    assert desk.accounts.check("codes").problem == ""
    desk.accounts.set("codes", {"region": "mars"})
    assert "no region mars" in desk.accounts.check("codes").problem
    desk.accounts.set("codes", {"region": "us1"})
    assert desk.accounts.check("codes").problem == "", "moved under base_url like the others"


def test_without_keys_nothing_is_asked(desk, voucherify):
    desk.accounts.add("voucherify", "empty", settings={}, secrets={})
    report = desk.accounts.check("empty")
    assert "Give the Application ID" in report.status.note
    assert voucherify.journal.count() == 0


def test_an_account_that_is_answered_nonsense_says_so(desk, voucherify):
    voucherify.faults.add(Fault(act=Act.STATUS, status=200, body='{"object": "list"}'))
    assert "can't be read" in desk.accounts.check("codes").problem


@pytest.mark.parametrize(
    ("event", "words"),
    [("disabled", "switched off"), ("binned", "refused"), ("ended", "has ended")],
)
def test_a_use_they_do_not_take_is_told_and_stays_a_use(desk, voucherify, clock, prepared, event, words):
    one = desk.vouchers.issue(prepared().pub).voucher
    if event == "ended":
        voucherify.faults.add(
            Fault(**USE, act=Act.STATUS, status=400, body=json.dumps(error(400, "voucher_expired")))
        )
    else:
        voucherify.happen({"event": event, "code": one.code})
    assert desk.vouchers.redeem([one.code])[0].done
    after = desk.vouchers.show(one.pub)
    assert (after.state, after.to_tell, words in after.problem) == (VoucherState.REDEEMED, None, True)


@pytest.mark.parametrize("key", ["multiple_requests", ""])
def test_a_use_they_are_too_busy_for_is_told_again(desk, voucherify, clock, prepared, key):
    one = desk.vouchers.issue(prepared().pub).voucher
    status = 400 if key else 429
    voucherify.faults.add(Fault(**USE, act=Act.STATUS, status=status, body=json.dumps(error(status, key))))
    desk.vouchers.redeem([one.code])
    assert desk.vouchers.show(one.pub).to_tell == "redeem"
    clock.advance(61)
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).to_tell is None


def test_a_cancelled_one_that_was_thrown_away_there_is_well(desk, voucherify, prepared):
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.happen({"event": "deleted", "code": one.code})
    desk.vouchers.void(one.pub, "wrong guest")
    after = desk.vouchers.show(one.pub)
    assert (after.to_tell, after.problem) == (None, None)


def test_a_404_of_somebody_on_the_way_cancels_nothing(desk, voucherify, clock, prepared):
    one = desk.vouchers.issue(prepared().pub).voucher
    stranger = json.dumps({"key": "not_found", "error": "no such route"})
    voucherify.faults.add(Fault(method="POST", path="/disable$", act=Act.STATUS, status=404, body=stranger))
    desk.vouchers.void(one.pub, "wrong guest")
    assert desk.vouchers.show(one.pub).to_tell == "void"
    clock.advance(61)
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).to_tell is None
    assert not voucherify.world.voucher(one.code).active
