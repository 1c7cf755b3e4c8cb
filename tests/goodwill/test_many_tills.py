"""Many programs at once: a code is used once, a limit of three gives three.

Fewer tills and rounds here than GOODWILL_TILLS=64 GOODWILL_ROUNDS=100 gives.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.api import CaseReason
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.values import Budget, VoucherState

from .conftest import SHOP, issued

TILLS = int(os.environ.get("GOODWILL_TILLS", "16"))
ROUNDS = int(os.environ.get("GOODWILL_ROUNDS", "3"))
PROGRAM = Path(__file__).parent / "many_tills.py"


@pytest.fixture
def tills(shop: Desk) -> Iterator[Callable[[list[Any]], Counter[str]]]:
    running = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(TILLS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin is not None
    assert running.stdout is not None
    stdin, stdout = running.stdin, running.stdout
    assert json.loads(stdout.readline()) == ["ready"] * TILLS

    def ask(orders: list[Any]) -> Counter[str]:
        stdin.write(json.dumps(orders) + "\n")
        stdin.flush()
        return Counter(json.loads(stdout.readline()))

    yield ask
    stdin.close()
    stdout.close()
    assert running.wait(30) == 0


@pytest.mark.timeout(60 + ROUNDS * 20)
def test_of_many_tills_one_redeems_and_of_many_orders_three_are_given(shop: Desk, tills: Any) -> None:
    for _ in range(ROUNDS):
        one = issued(shop)
        assert tills([["redeem", one.code]] * TILLS) == {"used": 1, "again": TILLS - 1}
        whats = [each.what for each in shop.vouchers.events(one.pub)]
        assert whats == ["prepared", "issued", "redeemed"]
    for _ in range(max(1, ROUNDS // 20)):
        shop.offers.set_budget(Budget(month_count=_given(shop) + 3))
        cases = [shop.cases.add(CaseReason.LATE, location=SHOP).pub for _ in range(TILLS)]
        told = tills([["give", each] for each in cases])
        assert told.pop("issued") == 3
        ((refusal, many),) = told.items()
        assert refusal.startswith("OverLimit")
        assert many == TILLS - 3


def _given(desk: Desk) -> int:
    return len([each for each in desk.vouchers.list() if each.state is not VoucherState.VOIDED])
