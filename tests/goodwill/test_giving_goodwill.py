"""Prepared beside the answer, issued when the guest is reached, within what the owner allows."""

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest

from reviewdesk.api import CaseReason, DeskError, Money, Offer, OfferKind
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.values import Budget, GraveMatter, OverLimit, Question, VoucherState
from reviewdesk.store.lines import Query
from reviewdesk.store.values import Known

from .conftest import SHOP, issued, offer, prepared


def _known(desk: Desk, has: str) -> Known:
    return next(
        each for each in desk.inbox.page(Query(all=True), limit=100) if has in (each.review.text or "")
    )


def test_a_review_is_prepared_then_issued_when_the_guest_can_say_what_he_had(connected_desk: Any) -> None:
    desk = connected_desk
    offer(desk)
    known = next(
        each
        for each in desk.inbox.page(Query(), limit=100)
        if each.review.author and desk.vouchers.grave(each.pub) is None and each.review.text
    )
    made = desk.vouchers.prepare(known.pub, "margherita", CaseReason.COLD).voucher
    assert (made.state, made.code) == (VoucherState.PREPARED, None)
    name = known.review.author.split()[0]
    assert [each.pub for each in desk.vouchers.here(name.upper())] == [made.pub]
    with pytest.raises(Question):
        desk.vouchers.issue(made.pub)
    given = desk.vouchers.issue(made.pub, day=known.day, ordered="a soup")
    assert given.voucher.living
    assert given.voucher.case.review == known.pub
    assert given.warnings == ()
    assert desk.vouchers.issue(made.pub, day=known.day, ordered="x").voucher.code == given.voucher.code
    assert given.voucher.as_voucher(known.review).case.review == known.review
    whats = [each.what for each in desk.diary(known.pub)]
    assert whats[:3] == ["voucher.issued", "voucher.prepared", "case.added"]


def test_a_day_that_does_not_fit_the_review_is_told(connected_desk: Any) -> None:
    desk = connected_desk
    offer(desk)
    known = next(each for each in desk.inbox.page(Query(), limit=100) if each.review.text)
    made = desk.vouchers.prepare(known.pub, "margherita", CaseReason.LATE, not_grave="read it").voucher
    given = desk.vouchers.issue(made.pub, day=known.day + timedelta(days=1), ordered="a soup")
    assert "after the review" in given.warnings[0]


def test_the_same_form_sent_twice_gives_one_voucher(shop: Desk) -> None:
    case = shop.cases.add(CaseReason.WRONG)
    first = shop.vouchers.prepare(case.pub, "margherita", key="k1")
    again = shop.vouchers.prepare(case.pub, "margherita", key="k1")
    assert (first.again, again.again) == (False, True)
    assert first.voucher.pub == again.voucher.pub
    assert len(shop.vouchers.list()) == 1


def test_another_voucher_for_a_case_needs_a_reason(shop: Desk) -> None:
    one = prepared(shop)
    with pytest.raises(DeskError, match="already"):
        shop.vouchers.prepare(one.case.pub, "margherita")
    more = shop.vouchers.prepare(one.case.pub, "margherita", additional="cold again").voucher
    assert more.additional == "cold again"
    assert "cold again" in str([each.details for each in shop.diary()])


def test_a_guest_is_known_again_by_phone_and_mail_however_written(shop: Desk) -> None:
    case = shop.cases.add(CaseReason.LATE, phone="+48 600-100-200", email="Jan@Example.org")
    shop.vouchers.prepare(case.pub, "margherita")
    same = shop.cases.add(CaseReason.COLD, phone="600 100 200")
    with pytest.raises(OverLimit, match="180 days"):
        shop.vouchers.prepare(same.pub, "margherita")
    mail = shop.cases.add(CaseReason.COLD, email="jan@example.ORG")
    with pytest.raises(OverLimit):
        shop.vouchers.prepare(mail.pub, "margherita")
    given = shop.vouchers.prepare(same.pub, "margherita", override="he waited two hours")
    assert given.voucher.override == "he waited two hours"
    other = shop.cases.add(CaseReason.COLD, phone="600 100 201")
    shop.vouchers.prepare(other.pub, "margherita")


def test_after_the_days_a_guest_may_get_another(shop: Desk, clock: Any) -> None:
    case = shop.cases.add(CaseReason.LATE, phone="600100200")
    shop.vouchers.issue(shop.vouchers.prepare(case.pub, "margherita").voucher.pub)
    clock.advance(days=181)
    again = shop.cases.add(CaseReason.LATE, phone="600100200")
    assert shop.vouchers.prepare(again.pub, "margherita").voucher.held


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(month_count=5), "5 vouchers"),
        (Budget(month_cost=Money(1600, "EUR")), "16.00 EUR"),
        (Budget(person_count=5), "nico"),
    ],
    ids=["count", "cost", "person"],
)
def test_a_limit_warns_at_four_fifths_and_then_stops(shop: Desk, budget: Budget, words: str) -> None:
    shop.offers.set_budget(budget)
    cases = [shop.cases.add(CaseReason.LATE) for _ in range(6)]
    told = [shop.vouchers.prepare(each.pub, "margherita").warnings for each in cases[:5]]
    assert [bool(each) for each in told] == [False, False, False, True, True]
    with pytest.raises(OverLimit, match=words):
        shop.vouchers.prepare(cases[5].pub, "margherita")
    assert shop.vouchers.prepare(cases[5].pub, "margherita", override="a wedding").voucher.override


def test_a_month_has_its_own_budget_and_a_cancelled_voucher_gives_it_back(shop: Desk, clock: Any) -> None:
    shop.offers.set_budget(Budget(month_count=1))
    one = prepared(shop)
    with pytest.raises(OverLimit):
        prepared(shop)
    shop.vouchers.void(one.pub, "never called")
    issued(shop)
    clock.advance(days=32)
    prepared(shop)


def test_an_offer_has_a_limit_over_all_its_versions(shop: Desk) -> None:
    offer(shop, "drink", month_limit=1)
    prepared(shop, offer="drink")
    offer(shop, "drink", month_limit=1, title="one drink")
    with pytest.raises(OverLimit, match="drink"):
        prepared(shop, offer="drink")


def test_a_budget_changed_while_a_form_is_open_counts(shop: Desk, reopen: Any) -> None:
    case = shop.cases.add(CaseReason.LATE)
    room = shop.vouchers.room(case.pub, "margherita")
    assert not any(each.over for each in room.caps)
    reopen().offers.set_budget(Budget(month_count=0))
    with pytest.raises(OverLimit):
        shop.vouchers.prepare(case.pub, "margherita")


def test_what_is_left_of_the_month_is_shown_before(shop: Desk) -> None:
    shop.offers.set_budget(Budget(month_cost=Money(1000, "EUR")))
    one = prepared(shop)
    room = shop.vouchers.room(one.case.pub, "margherita")
    assert room.left == Money(680, "EUR")
    assert room.given == 1


def test_another_currency_does_not_slip_past_the_budget(shop: Desk) -> None:
    offer(shop, "zloty", cost=Money(100, "PLN"))
    shop.offers.set_budget(Budget(month_cost=Money(10000, "EUR")))
    with pytest.raises(OverLimit):
        prepared(shop, offer="zloty")


def test_a_preparation_nobody_asked_for_lets_the_budget_go(shop: Desk, clock: Any) -> None:
    shop.offers.set_budget(Budget(month_count=1))
    one = prepared(shop)
    clock.advance(days=31)
    assert not shop.vouchers.show(one.pub).held
    shop.offers.set_budget(Budget(month_count=0))
    with pytest.raises(OverLimit):
        shop.vouchers.issue(one.pub)
    shop.offers.set_budget(Budget(month_count=1))
    assert shop.vouchers.issue(one.pub).voucher.living


def test_an_offer_changed_while_a_form_is_open_is_looked_at_again(shop: Desk) -> None:
    issued(shop)
    offer(shop, title="one large margherita")
    case = shop.cases.add(CaseReason.LATE)
    with pytest.raises(DeskError, match="changed meanwhile"):
        shop.vouchers.prepare(case.pub, "margherita@1")
    assert shop.vouchers.prepare(case.pub, "margherita@2").voucher.offer.offer.version == 2


def test_terms_that_were_used_are_never_changed(shop: Desk) -> None:
    offer(shop, title="a margherita")
    assert shop.offers.named("margherita").offer.version == 1
    one = issued(shop)
    offer(shop, title="half a margherita")
    assert shop.vouchers.show(one.pub).offer.offer.title == "a margherita"
    assert [each.offer.version for each in shop.offers.list(every=True)] == [2, 1]
    book = sqlite3.connect(shop.home.database)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        book.execute("UPDATE offer SET title = 'x' WHERE version = 1")
    for change in ("UPDATE voucher_event SET what = 'x'", "DELETE FROM voucher_event"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.execute(change)
    book.close()


def test_a_retired_offer_is_given_no_more_but_counts(shop: Desk) -> None:
    one = issued(shop)
    shop.offers.retire("margherita")
    with pytest.raises(DeskError, match="no more"):
        prepared(shop)
    assert shop.vouchers.redeem([one.code])[0].done


def test_only_named_persons_give_an_offer(shop: Desk) -> None:
    offer(shop, "feast", who=("maria",))
    with pytest.raises(DeskError, match="maria only"):
        prepared(shop, offer="feast")


@pytest.mark.parametrize(
    "terms",
    [
        {"name": "no good", "title": "x"},
        {"name": "x", "title": " "},
        {"name": "x", "title": "x", "kind": OfferKind.PERCENT, "percent": 101},
        {"name": "x", "title": "x", "kind": OfferKind.AMOUNT},
        {"name": "x", "title": "x", "percent": 5},
        {"name": "x", "title": "x", "valid_days": 0},
        {"name": "x", "title": "x", "issuer": "nobody"},
        {"name": "x", "title": "x", "places": ("Nowhere",)},
    ],
)
def test_terms_that_make_no_sense_are_refused(shop: Desk, terms: dict[str, Any]) -> None:
    with pytest.raises(DeskError):
        shop.offers.add(Offer(version=1, **terms))
    assert len(shop.offers.list()) == 1


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.234", "1 XYZ", "1 2", "1e99", "NaN", "EUR"])
def test_money_that_is_not_understood_is_refused(shop: Desk, typed: str) -> None:
    with pytest.raises(DeskError, match=r"3\.20 EUR"):
        shop.offers.money(typed)


def test_money_is_understood_as_people_write_it(shop: Desk) -> None:
    assert shop.offers.money("3,20") == Money(320, "EUR")
    assert shop.offers.money("500 jpy") == Money(500, "JPY")
    assert shop.offers.money("PLN 12") == Money(1200, "PLN")


def test_a_grave_matter_has_no_button_and_is_lifted_only_with_a_reason(shop: Desk) -> None:
    case = shop.cases.add(CaseReason.OTHER, "He says he got food poisoning from the mussels.")
    with pytest.raises(GraveMatter, match="illness"):
        shop.vouchers.prepare(case.pub, "margherita")
    assert shop.vouchers.list() == []
    shop.vouchers.prepare(case.pub, "margherita", not_grave="it was a joke between friends")
    read = next(each for each in shop.diary() if each.what == "voucher.read_grave")
    assert read.details["reason"] == "it was a joke between friends"


def test_with_a_clock_set_back_nothing_is_given(shop: Desk, clock: Any) -> None:
    issued(shop)
    clock.advance(days=-40)
    with pytest.raises(DeskError, match="clock"):
        prepared(shop)


def test_contacts_stand_on_vouchers_alone_and_go_in_time(shop: Desk, clock: Any) -> None:
    one = prepared(shop, guest="Jan")
    given = shop.vouchers.issue(one.pub, email="jan@example.org", phone="600100200").voucher
    assert (given.email, given.phone) == ("jan@example.org", "600100200")
    assert "jan@" not in repr(given)
    clock.advance(days=60 + 29)
    shop.finish_chores(0)
    assert shop.vouchers.show(one.pub).email
    clock.advance(days=3)
    shop.finish_chores(0)
    assert (shop.vouchers.show(one.pub).email, shop.vouchers.show(one.pub).phone) == (None, None)


def test_a_used_voucher_keeps_its_contact_for_the_days_that_are_set(shop: Desk, clock: Any) -> None:
    one = prepared(shop)
    given = shop.vouchers.issue(one.pub, email="jan@example.org").voucher
    shop.vouchers.redeem([given.code])
    clock.advance(days=31)
    shop.finish_chores(0)
    assert shop.vouchers.show(one.pub).email is None


def test_a_guest_can_be_forgotten(shop: Desk) -> None:
    one = prepared(shop, guest="Jan Nowak", told="waited an hour")
    shop.vouchers.issue(one.pub, email="jan@example.org", day=date(2026, 11, 1), ordered="soup")
    assert shop.vouchers.forget("jan nowak") == 1
    case = shop.vouchers.show(one.pub).case
    assert (case.guest, case.told, case.day, case.ordered) == (None, "", None, "")
    assert shop.vouchers.show(one.pub).email is None
    assert shop.vouchers.report().total.count == 1
    assert shop.vouchers.forget("jan@example.org") == 0


def test_names_are_found_whatever_signs_are_typed(shop: Desk) -> None:
    prepared(shop, guest="Łucja 100% _x_")
    assert len(shop.vouchers.here("100%")) == 1
    assert len(shop.vouchers.here("%")) == 1
    assert shop.vouchers.here("1_0") == []
    assert shop.vouchers.here("\\") == []


def test_a_case_needs_a_shop_where_there_are_several(shop: Desk) -> None:
    shop.listings.add_location("Mario Harbour")
    with pytest.raises(DeskError, match="which shop"):
        shop.cases.add(CaseReason.LATE)
    assert shop.cases.add(CaseReason.LATE, location=SHOP).location == SHOP
