"""A public answer that names a living code or an offer of this desk is stopped, whoever typed it."""

import time
from typing import Any

import pytest

from reviewdesk.api import CaseReason, DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.secret_words import secret_words
from reviewdesk.store.lines import Query
from reviewdesk.store.values import Known

from .conftest import issued, offer


@pytest.fixture
def desk_and_review(connected_desk: Any) -> tuple[Desk, Known]:
    offer(connected_desk, title="Mario's midnight calzone", cost=None)
    return connected_desk, connected_desk.inbox.page(Query(), limit=1)[0]


def codes(desk: Desk, known: Known, text: str) -> set[str]:
    return {each.code for each in desk.replies.check(known.pub, text) if each.code.startswith("goodwill")}


def _given(desk: Desk, known: Known) -> Any:
    return issued(desk, place=known.location)


def test_a_living_code_and_an_offers_title_are_seen_by_the_desk(desk_and_review: Any) -> None:
    desk, known = desk_and_review
    assert codes(desk, known, "Please get in touch, ask for Mario.") == set()
    assert codes(desk, known, "There is Mario's Midnight CALZONE here.") == {"goodwill-offer"}
    one = _given(desk, known)
    assert "goodwill-code" in codes(desk, known, f"Say {one.code.lower().replace('-', ' ')} at the door.")
    with pytest.raises(DeskError):
        desk.replies.queue(known.pub, f"Thank you, {one.code}.")
    desk.vouchers.void(one.pub, "sent twice")
    desk.offers.retire("margherita")
    assert codes(desk, known, "There is Mario's Midnight CALZONE here.") == set()


def test_an_issuers_code_of_any_shape_is_among_them(mint: Any) -> None:
    _issuer, desk = mint
    case = desk.cases.add(CaseReason.LATE)
    made = desk.vouchers.issue(desk.vouchers.prepare(case.pub, "gift").voucher.pub).voucher
    assert secret_words(desk._bench).codes == (made.code,)


def test_what_another_program_issued_is_seen_too(desk_and_review: Any) -> None:
    desk, known = desk_and_review
    assert codes(desk, known, "x") == set()
    with Desk.open(desk.home, clock=desk.clock, person="Ana") as other:
        one = _given(other, known)
    assert "goodwill-code" in codes(desk, known, f"Bring {one.code}.")


def test_typing_stays_quick_beside_many_vouchers(desk_and_review: Any) -> None:
    desk, known = desk_and_review
    for _each in range(40):
        _given(desk, known)
    text = "We are sorry that the dinner was cold and that you waited so long. " * 30
    codes(desk, known, text)
    began = time.process_time()
    codes(desk, known, text)
    assert time.process_time() - began < 0.5, "about 20 ms on a quiet machine"
