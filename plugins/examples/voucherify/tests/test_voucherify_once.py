"""One key, one voucher: whatever is asked twice, lost on the way, or done by two at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from reviewdesk_voucherify.codes import code_for

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.values import VoucherState
from reviewdesk.sandbox import Act, Fault

CREATE = {"method": "POST", "path": r"^/v1/vouchers/[^/]+$"}
USE = {"method": "POST", "path": r"^/v1/redemptions$"}
LOST = [
    {"act": Act.DROP},
    {"act": Act.CUT},
    {"act": Act.HTML},
    {"act": Act.TRUNCATE},
    {"act": Act.STATUS, "status": 500},
    {"act": Act.STATUS, "status": 404},
    {"act": Act.REWRITE, "field": "metadata", "value": {}},
]
NAMES = ["drop", "cut", "html", "half", "500", "404 of a proxy", "not what was asked for"]


def made(voucherify):
    """What this desk made there: the rest was there before."""
    return [one for one in voucherify.world.vouchers() if "reviewdesk_key" in one.metadata]


def later(desk, clock, seconds=600):
    clock.advance(seconds)
    desk.vouchers.tick()


@pytest.mark.parametrize("fault", LOST, ids=NAMES)
def test_an_answer_lost_after_it_was_made_is_found_and_never_made_twice(
    desk, voucherify, clock, prepared, fault
):
    voucherify.faults.add(Fault(**CREATE, **fault, applied=True))
    one = desk.vouchers.issue(prepared().pub).voucher
    assert (one.state, len(made(voucherify))) == (VoucherState.UNKNOWN, 1)
    looks = voucherify.journal.count("GET")
    desk.vouchers.tick()
    assert voucherify.journal.count("GET") == looks, "inside the settle nobody looks"
    later(desk, clock)
    after = desk.vouchers.show(one.pub)
    assert (after.state, after.code) == (VoucherState.ISSUED, made(voucherify)[0].code)
    assert voucherify.journal.count("POST") == 1


@pytest.mark.parametrize("fault", LOST[0:5:2], ids=NAMES[0:5:2])
def test_a_request_lost_before_it_was_made_is_told_and_made_once(desk, voucherify, clock, prepared, fault):
    voucherify.faults.add(Fault(**CREATE, **fault))
    one = desk.vouchers.issue(prepared().pub).voucher
    assert (one.state, made(voucherify)) == (VoucherState.UNKNOWN, [])
    later(desk, clock)
    assert desk.vouchers.show(one.pub).state is VoucherState.PREPARED
    assert desk.vouchers.issue(one.pub).voucher.living
    assert len(made(voucherify)) == 1


def test_one_that_can_not_be_looked_for_stays_in_doubt(desk, voucherify, clock, prepared):
    voucherify.faults.add(Fault(**CREATE, act=Act.DROP, applied=True))
    one = desk.vouchers.issue(prepared().pub).voucher
    refused = json.dumps({"code": 404, "message": "no such host here"})
    for trouble in (
        {"act": Act.STATUS, "status": 503},
        {"act": Act.HTML, "status": 404},
        {"act": Act.HTML, "status": 200},
        {"act": Act.STATUS, "status": 404, "body": refused},
        {"act": Act.STATUS, "status": 429, "headers": {"Retry-After": "60"}},
    ):
        voucherify.faults.add(Fault(method="GET", times=None, **trouble))
        later(desk, clock)
        assert desk.vouchers.show(one.pub).state is VoucherState.UNKNOWN, trouble
        voucherify.faults.clear()
    later(desk, clock)
    assert desk.vouchers.show(one.pub).state is VoucherState.ISSUED


def test_a_404_of_somebody_on_the_way_does_not_prove_that_none_was_made(desk, voucherify, clock, prepared):
    voucherify.faults.add(Fault(**CREATE, act=Act.DROP))
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.faults.add(Fault(method="GET", path=CREATE["path"], act=Act.HTML, status=404))
    later(desk, clock)
    assert desk.vouchers.show(one.pub).state is VoucherState.UNKNOWN
    later(desk, clock)
    assert desk.vouchers.show(one.pub).state is VoucherState.PREPARED


def test_a_new_secret_key_changes_codes_and_still_nothing_is_made_twice(
    desk, voucherify, clock, prepared, monkeypatch, reopen
):
    voucherify.faults.add(Fault(**CREATE, act=Act.DROP, applied=True))
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.happen({"event": "new-key"})
    later(desk, clock)
    assert "Secret key" in desk.vouchers.show(one.pub).problem
    monkeypatch.setenv("VOUCHERIFY_SECRET_KEY", voucherify.meter.secret)
    clock.advance(600)
    again = reopen()
    again.vouchers.tick()
    after = again.vouchers.show(one.pub)
    assert (after.state, after.code) == (VoucherState.ISSUED, made(voucherify)[0].code)
    assert after.code != code_for(one.key, voucherify.meter.secret)


def test_a_slow_reader_makes_no_second_one(desk, voucherify, clock, prepared):
    """Seen by nobody for an hour: the desk believes it was not made, and the code is taken all the same."""
    voucherify.switches.set({"read_lag_seconds": 3600.0})
    voucherify.faults.add(Fault(**CREATE, act=Act.DROP, applied=True))
    one = desk.vouchers.issue(prepared().pub).voucher
    later(desk, clock)
    assert desk.vouchers.show(one.pub).state is VoucherState.PREPARED
    with pytest.raises(DeskError, match="does not show it"):
        desk.vouchers.issue(one.pub)
    clock.advance(3600)
    assert desk.vouchers.issue(one.pub).voucher.living
    assert len(made(voucherify)) == 1


def test_one_thrown_away_there_is_told_and_not_made_anew(desk, voucherify, clock, prepared):
    voucherify.faults.add(Fault(**CREATE, act=Act.DROP, applied=True))
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.happen({"event": "binned", "code": made(voucherify)[0].code})
    later(desk, clock)
    with pytest.raises(DeskError, match="does not show it"):
        desk.vouchers.issue(one.pub)
    assert made(voucherify) == []


def test_a_code_that_somebody_else_has_is_never_given_out(desk, voucherify, prepared):
    one = prepared()
    code = code_for(one.key, voucherify.meter.secret)
    percent = {"type": "PERCENT", "percent_off": 100, "effect": "APPLY_TO_ORDER"}
    voucherify.world.create(code, discount=percent, starts=None, ends=None, quantity=None)
    with pytest.raises(DeskError, match="Another voucher"):
        desk.vouchers.issue(one.pub)


@pytest.mark.parametrize("fault", LOST[0:6:2], ids=NAMES[0:6:2])
def test_a_use_whose_answer_was_lost_is_noted_once(desk, voucherify, clock, prepared, fault):
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.faults.add(Fault(**USE, **fault, applied=True))
    assert desk.vouchers.redeem([one.code])[0].done, "the guest has what was promised"
    assert desk.vouchers.show(one.pub).to_tell == "redeem"
    later(desk, clock, 61)
    after = desk.vouchers.show(one.pub)
    assert (after.to_tell, after.problem) == (None, None)
    assert voucherify.world.voucher(one.code).redeemed == 1
    assert desk.vouchers.events(one.pub)[-1].what == "issuer_told"


@pytest.mark.parametrize("partial", [False, True], ids=["refused", "refused with the status of success"])
def test_a_race_with_a_till_of_theirs_has_one_use_and_no_trouble(desk, voucherify, clock, prepared, partial):
    voucherify.switches.set({"partial": partial})
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.happen({"event": "used", "code": one.code})
    clock.advance(60)
    assert desk.vouchers.redeem([one.code])[0].done
    after = desk.vouchers.show(one.pub)
    assert (after.to_tell, after.problem) == (None, None)
    assert voucherify.world.voucher(one.code).redeemed == 1
    calls, way = desk._bench.calls, desk._bench.connections.of(desk.accounts.named("codes"))
    told = calls.redeem_voucher(way, after.as_voucher(None), "again", lambda: True)
    assert clock.now() - told.at >= timedelta(seconds=60), "when it was used, not when it was refused"


def test_sixteen_tills_at_once_use_it_once(desk, voucherify, prepared, reopen):
    one = desk.vouchers.issue(prepared().pub).voucher
    desks: list[Desk] = [desk, *(reopen() for _number in range(3))]

    def use(number):
        if number % 2:
            return desks[number // 2 % 4].vouchers.redeem([one.code])[0].done
        try:
            voucherify.happen({"event": "used", "code": one.code})
        except ValueError:
            return False
        return True

    with ThreadPoolExecutor(16) as tills:
        done = list(tills.map(use, range(16)))
    assert sum(done[1::2]) == 1, "of the desks one gave it out"
    assert sum(done[0::2]) <= 1
    assert voucherify.world.voucher(one.code).redeemed == 1
    desk.vouchers.tick()
    assert desk.vouchers.show(one.pub).to_tell is None


def test_the_same_key_twice_at_the_hook_itself_is_one_voucher(desk, voucherify, prepared):
    """Asked three times with one key, as two programs might: the later ones are given what the first made."""
    one = prepared()
    issuers, account = desk.vouchers.issuers, desk.accounts.named("codes")
    with desk._bench.write() as tx:
        reserved = issuers.reserve(tx, one)
    order, way = issuers._order(reserved), desk._bench.connections.of(account)
    calls = desk._bench.calls
    given = [calls.issue_voucher(way, order, one.key, lambda: True) for _number in range(3)]
    assert len(set(given)) == len(made(voucherify)) == 1
    assert calls.find_voucher(way, order, one.key) == given[0]
    assert calls.find_voucher(way, order, "another") is None
