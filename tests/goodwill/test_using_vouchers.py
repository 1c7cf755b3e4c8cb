"""At the counter and off paper: once, at the right place, until the local end of its last day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reviewdesk.api import CaseReason, DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.goodwill.event_words import channel_words
from reviewdesk.engine.goodwill.values import Outcome, VoucherState

from .conftest import SHOP, issued, offer, prepared


def _outcomes(desk: Desk, *codes: str, **more: Any) -> list[str]:
    return [each.outcome.value for each in desk.vouchers.redeem(codes, **more)]


def test_a_code_is_used_once_and_then_told_when_and_where(shop: Desk) -> None:
    one = issued(shop)
    assert one.code.startswith("MARIO-")
    first, again = shop.vouchers.redeem([one.code, one.code.lower()])
    assert first.done
    assert again.outcome is Outcome.AGAIN
    assert SHOP in again.words
    assert shop.vouchers.show(one.pub).state is VoucherState.REDEEMED


def test_the_last_four_signs_are_enough_where_one_fits(shop: Desk) -> None:
    one, other = issued(shop), issued(shop)
    tail = one.code.replace("-", "")[-4:]
    assert _outcomes(shop, tail) == ["used"]
    assert _outcomes(shop, tail) == ["again"]
    assert shop.vouchers.show(other.pub).living
    assert _outcomes(shop, tail[-3:], "", "???") == ["not_ours"] * 3


def test_two_living_ones_with_the_same_last_signs_ask_for_the_whole_code(
    shop: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewdesk.engine.goodwill import codes

    drawn = iter(["0000001ABCD", "0000002ABCD"])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))
    one = issued(shop)
    issued(shop)
    assert _outcomes(shop, "abcd") == ["several"]
    assert _outcomes(shop, one.code) == ["used"]
    assert _outcomes(shop, "abcd") == ["used"]


def test_strange_and_mistyped_codes_are_told_apart(shop: Desk) -> None:
    one = issued(shop)
    signs = one.code.replace("-", "")
    wrong = signs[:-1] + ("A" if signs[-1] != "A" else "B")
    assert _outcomes(shop, wrong, "LUIGI-0000-0000-005", "v-99", "\U0001f355") == [
        "mistyped",
        "mistyped",
        "not_ours",
        "not_ours",
    ]
    from reviewdesk.engine.goodwill import codes

    assert _outcomes(shop, codes.written(codes.draw(), "LUIGI")) == ["not_ours"]


def test_a_voucher_counts_to_the_end_of_its_last_day_in_the_shop(shop: Desk, clock: Any) -> None:
    offer(shop, "today", valid_days=1)
    one, late = issued(shop, offer="today"), issued(shop, offer="today")
    zone = ZoneInfo("Europe/Warsaw")
    midnight = datetime.combine(one.expires_on + timedelta(days=1), datetime.min.time(), zone)
    clock.advance((midnight.astimezone(UTC) - clock.now()).total_seconds() - 60)
    assert shop.vouchers.show(one.pub).living
    assert _outcomes(shop, one.code) == ["used"]
    clock.advance(61)
    assert shop.vouchers.show(late.pub).state is VoucherState.EXPIRED
    assert _outcomes(shop, late.code) == ["ended"]
    assert shop.vouchers.look_up(late.code).outcome is Outcome.ENDED
    assert shop.vouchers.show(late.pub).written is VoucherState.ISSUED
    # On paper it was used while it still counted; or it was given all the same.
    assert _outcomes(shop, late.code, on=late.expires_on) == ["used"]


def test_what_was_given_all_the_same_is_noted_as_used(shop: Desk, clock: Any) -> None:
    one = issued(shop)
    clock.advance(days=100)
    assert _outcomes(shop, one.code) == ["ended"]
    assert _outcomes(shop, one.code, anyway=True) == ["used"]


def test_a_code_of_another_shop_says_where_it_counts(shop: Desk) -> None:
    shop.listings.add_location("Mario Harbour")
    offer(shop, "here", places=(SHOP,))
    one = issued(shop, offer="here")
    (told,) = shop.vouchers.redeem([one.code], place="Mario Harbour")
    assert told.outcome is Outcome.ELSEWHERE
    assert SHOP in told.words
    with pytest.raises(DeskError, match="which shop"):
        shop.vouchers.redeem([one.code])
    assert _outcomes(shop, one.code, place=SHOP) == ["used"]


def test_cards_used_twice_on_paper_are_shown_and_never_hidden(shop: Desk, clock: Any) -> None:
    one = issued(shop)
    today = shop.vouchers.show(one.pub).valid_from
    clock.advance(days=2)
    day = today + timedelta(days=1)
    assert _outcomes(shop, one.code, one.code, on=day, place=SHOP) == ["used", "again"]
    whats = [each.what for each in shop.vouchers.events(one.pub)]
    assert whats == ["prepared", "issued", "redeemed", "used_again"]
    assert shop.vouchers.show(one.pub).redeemed_on == day
    assert shop.vouchers.report().twice == 1
    with pytest.raises(DeskError, match="still to come"):
        shop.vouchers.redeem([one.code], on=day + timedelta(days=30))


def test_a_card_cannot_have_been_used_before_it_was_given(shop: Desk) -> None:
    one = issued(shop)
    assert _outcomes(shop, one.code, on=date(2020, 1, 1)) == ["not_yet"]
    assert _outcomes(shop, prepared(shop).pub) == ["not_yet"]


def test_a_use_is_taken_back_on_the_same_day_alone(shop: Desk, clock: Any) -> None:
    one = issued(shop)
    shop.vouchers.delivered(one.pub, "card")
    shop.vouchers.redeem([one.code])
    with pytest.raises(DeskError, match="missing"):
        shop.vouchers.undo(one.code, " ")
    tail = one.code[-3:]
    assert shop.vouchers.undo(one.code[-5:], f"wrong card {tail}").state is VoucherState.DELIVERED
    assert _outcomes(shop, one.code) == ["used"]
    clock.advance(days=1)
    with pytest.raises(DeskError, match="same day"):
        shop.vouchers.undo(one.code, "too late")


def test_a_cancelled_voucher_is_worth_nothing_and_a_used_one_stays(shop: Desk) -> None:
    one, used = issued(shop), issued(shop)
    shop.vouchers.redeem([used.code])
    with pytest.raises(DeskError, match="used already"):
        shop.vouchers.void(used.pub, "oops")
    shop.vouchers.void(one.pub, "sent twice")
    assert _outcomes(shop, one.code) == ["voided"]
    assert shop.vouchers.void(one.pub, "again").state is VoucherState.VOIDED
    with pytest.raises(DeskError, match="cancelled"):
        shop.vouchers.issue(one.pub)


def test_with_a_clock_set_back_a_guest_still_gets_his_pizza(shop: Desk, clock: Any) -> None:
    one = issued(shop)
    clock.advance(days=-3)
    (told,) = shop.vouchers.redeem([one.code])
    assert told.done
    assert "clock" in told.words


def test_the_report_and_the_lines_for_the_accountant(shop: Desk) -> None:
    offer(shop, "formula", title='=HYPERLINK("http://x")')
    used, _living, gone = issued(shop), issued(shop, offer="formula"), issued(shop)
    prepared(shop)
    shop.vouchers.redeem([used.code])
    shop.vouchers.void(gone.pub, "oops")
    case = shop.cases.add(CaseReason.STAFF, guest="-Ewa")
    shop.vouchers.issue(shop.vouchers.prepare(case.pub, "margherita", override="@once").voucher.pub)
    told = shop.vouchers.report()
    assert (told.total.count, told.total.used, told.total.promised, told.total.voided) == (4, 1, 2, 1)
    assert (told.held, told.held_cost, told.promised_cost) == (1, {"EUR": 320}, {"EUR": 640})
    assert [(each.name, each.count) for each in told.by_reason] == [("late", 3), ("staff", 1)]
    assert (told.returned, told.without_review, told.overrides) == (1, 4, 1)
    lines = shop.vouchers.csv().splitlines()
    assert len(lines) == 5
    assert "\"'=HYPERLINK(" in lines[2]
    assert lines[4].endswith("'@once")
    assert used.code not in "".join(lines)
    assert shop.vouchers.report(until=date(2020, 1, 1)).total.count == 0


def test_the_report_tells_what_was_only_made_apart_from_what_nobody_has_yet(shop: Desk) -> None:
    def ways() -> dict[str, int]:
        return {channel_words(each.name): each.count for each in shop.vouchers.report().by_channel}

    bare, made, letter, sent, card = (issued(shop) for _each in range(5))
    shop.vouchers.delivered(made.pub, "card", certain=False)
    shop.vouchers.delivered(letter.pub, "email", proof="v-3.eml", certain=False)
    shop.vouchers.delivered(sent.pub, "email", certain=False)
    shop.vouchers.delivered(card.pub, "picture", certain=False)
    shop.vouchers.delivered(card.pub, "card")
    told = {"not brought yet": 1, "made, not handed over": 2, "not sure it arrived": 1, "card": 1}
    assert ways() == told
    shop.vouchers.redeem([made.code, bare.code])
    assert ways() == {"made, not handed over": 1, "not sure it arrived": 1, "card": 2, "by hand": 1}
