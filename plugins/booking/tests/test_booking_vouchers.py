"""A voucher by the guest's own line at Booking.com: within its window, once, to nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from reviewdesk_booking import reviewdesk_deliver_voucher, reviewdesk_voucher_channels

from reviewdesk.api import (
    Case,
    CaseReason,
    NotApproved,
    NotSupported,
    Offer,
    OutcomeUnknown,
    PrivateMessage,
    Rejected,
    Voucher,
)
from reviewdesk.sandbox import Act, Fault

SEND = "/conversations/c"
TEXT = PrivateMessage(
    text="We are sorry. One cake, on the house: MOLO-7K3F. Nothing is expected.", language="en"
)


@pytest.fixture
def case(find):
    def made(account, words="shower", **more):
        review = find(account, words)
        told = {"platform": "booking", "day": account.clock.now().date(), **more}
        return Case(id="c-1", reason=CaseReason.COLD, location="Harbour", review=review, **told)

    return made


def voucher(one):
    return Voucher(
        id="v-1",
        code="MOLO-7K3F",
        offer=Offer(name="cake", version=1, title="one cake"),
        case=one,
        house="Molo",
        issued_at=one.review.created_at,
        valid_from=date(2026, 11, 20),
        expires_on=date(2027, 1, 19),
        zone="Europe/Rome",
    )


def the_channel(account, one):
    (channel,) = reviewdesk_voucher_channels(account=account, case=one)
    return channel


def test_the_line_is_open_for_seven_days_after_check_out_and_says_until_when(play, sign_in, case):
    account = sign_in(play())
    today = account.clock.now().date()
    channel = the_channel(account, case(account, day=today - timedelta(days=7)))
    assert (channel.name, channel.open, channel.until.date()) == ("message", True, today)
    closed = the_channel(account, case(account, day=today - timedelta(days=8)))
    assert not closed.open
    assert "closed on" in closed.why_not


def test_without_the_day_of_check_out_it_is_asked_for_or_surely_over(play, sign_in, case):
    account = sign_in(play())
    one = case(account, day=None)
    fresh = replace(one, review=replace(one.review, created_at=account.clock.now()))
    assert "Note the day of check-out" in the_channel(account, fresh).why_not
    old = replace(one, review=replace(one.review, created_at=account.clock.now().date() - timedelta(days=9)))
    assert "closed on" in the_channel(account, old).why_not


def test_looking_for_channels_asks_nobody(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    one = case(account)
    before = len(booking.journal.entries())
    the_channel(account, one)
    assert len(booking.journal.entries()) == before


def test_other_platforms_and_complaints_without_a_review_have_no_such_line(play, sign_in, case):
    account = sign_in(play())
    for one in (case(account, platform="google"), replace(case(account), review=None, platform=None)):
        assert reviewdesk_voucher_channels(account=account, case=one) == []
    with pytest.raises(NotSupported):
        reviewdesk_deliver_voucher(
            account=account, voucher=voucher(case(account, platform="google")), message=TEXT
        )


def test_without_a_sign_in_or_a_reservation_it_says_so(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    one = case(account)
    unknown = replace(one, review=replace(one.review, ref="1200001", aliases={}))
    assert "reservation" in the_channel(account, unknown).why_not
    by_hand = sign_in(booking, secrets={})
    assert "by hand" in the_channel(by_hand, one).why_not
    with pytest.raises(NotSupported, match="by hand"):
        reviewdesk_deliver_voucher(account=by_hand, voucher=voucher(one), message=TEXT)


def test_the_message_is_written_once_as_it_was_read_and_a_second_try_finds_it(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    one = voucher(case(account))
    first = reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT)
    again = reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT)
    (message,) = booking.world.review("cold-shower").messages
    assert message.text == TEXT.text
    assert first == again
    assert (first.proof, first.certain) == (message.id, True)


def test_an_answer_that_was_lost_is_unknown_and_the_next_try_does_not_write_twice(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    one = voucher(case(account))
    booking.faults.add(Fault(act=Act.DROP, method="POST", path=SEND, applied=True, times=1))
    with pytest.raises(OutcomeUnknown):
        reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT)
    assert reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT).proof
    assert len(booking.world.review("cold-shower").messages) == 1


def test_booking_has_the_last_word_on_whether_the_line_is_open(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    one = voucher(case(account, "long after"))
    with pytest.raises(NotSupported, match="only be read"):
        reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT)
    assert not booking.journal.entries("POST", SEND)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=400, body="{}"), Rejected),
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=403, body="{}"), NotApproved),
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=503, applied=True), OutcomeUnknown),
        (Fault(act=Act.REWRITE, path="type/", field="data.conversation.messages", value=[1, {}, None]), None),
    ],
)
def test_each_trouble_is_typed(play, sign_in, case, fault, kind):
    booking = play()
    account = sign_in(booking)
    one = voucher(case(account))
    booking.faults.add(fault)
    if kind is None:
        assert reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT).proof
        return
    with pytest.raises(kind):
        reviewdesk_deliver_voucher(account=account, voucher=one, message=TEXT)


def test_a_link_is_refused_before_anything_leaves(play, sign_in, case):
    booking = play()
    account = sign_in(booking)
    with pytest.raises(Rejected, match="links"):
        reviewdesk_deliver_voucher(
            account=account,
            voucher=voucher(case(account)),
            message=replace(TEXT, text="See https://molo.example/x"),
        )
    assert not booking.journal.entries("POST", SEND)
