"""The private line to a guest."""

import json
from datetime import date, timedelta

import pytest
from reviewdesk_booking.messages import MessageWindow, message_window, send_message

from reviewdesk.api import BadData, NotApproved, NotSupported, OutcomeUnknown, Rejected
from reviewdesk.sandbox import Act, Fault

SEND = "/conversations/c"


def send(account, booking, handle="cold-shower", text="A cake waits for you: MOLO-7", **more):
    review = booking.world.review(handle)
    today = booking.clock.now().date()
    wish = {"window": message_window(review.checkout), "today": today, **more}
    return send_message(account, review.place, str(review.reservation), text, **wish)


def test_the_line_is_open_for_seven_days_after_check_out():
    window = message_window(date(2026, 11, 10))
    assert window.last_day == date(2026, 11, 17)
    assert window.is_open(date(2026, 11, 17))
    assert not window.is_open(date(2026, 11, 18))


def test_a_message_of_the_guest_opens_it_for_fourteen_days_more():
    assert message_window(date(2026, 11, 10), date(2026, 11, 20)).last_day == date(2026, 12, 4)
    assert message_window(date(2026, 11, 10), date(2026, 11, 1)).last_day == date(2026, 11, 17)


def test_a_message_reaches_the_guest_of_the_reservation(play, sign_in):
    booking = play()
    receipt = send(sign_in(booking), booking)
    review = booking.world.review("cold-shower")
    assert [one.text for one in review.messages] == ["A cake waits for you: MOLO-7"]
    assert (receipt.message_id, receipt.has_account) == (review.messages[0].id, True)
    (asked,) = booking.journal.entries("POST", SEND)
    assert json.loads(asked.body) == {
        "message": {"content": "A cake waits for you: MOLO-7", "attachment_ids": []}
    }


def test_when_the_line_is_closed_nothing_is_sent(play, sign_in):
    booking = play()
    account = sign_in(booking)
    with pytest.raises(NotSupported, match="the line closed on"):
        send(account, booking, "late-review")
    assert not booking.journal.entries()
    wide = MessageWindow(last_day=booking.clock.now().date() + timedelta(days=9))
    with pytest.raises(NotSupported, match="only be read"):
        send(account, booking, "late-review", window=wide)
    assert not booking.journal.entries("POST", SEND)


def test_a_guest_who_writes_opens_the_line_again(play, sign_in):
    booking = play()
    booking.happen({"event": "message", "review": "late-review"})
    today = booking.clock.now().date()
    window = message_window(booking.world.review("late-review").checkout, today)
    send(sign_in(booking), booking, "late-review", window=window)
    assert len(booking.world.review("late-review").messages) == 2


@pytest.mark.parametrize(
    ("text", "words"), [(" ", "empty"), ("See https://molo.example/x", "links"), ("\ud83d", "half there")]
)
def test_what_booking_would_spoil_is_refused_before_anything_leaves(play, sign_in, text, words):
    booking = play()
    with pytest.raises(Rejected, match=words):
        send(sign_in(booking), booking, text=text)
    assert not booking.journal.entries("POST", SEND)


def test_without_a_sign_in_or_a_conversation_it_says_so(play, sign_in):
    booking = play()
    with pytest.raises(NotSupported, match="by hand"):
        send(sign_in(booking, secrets={}), booking)
    window = message_window(booking.clock.now().date())
    today = booking.clock.now().date()
    for number, place in (("1", "1200001"), ("&x=1", "1200001"), ("1", "../1")):
        with pytest.raises(NotSupported):
            send_message(sign_in(booking), place, number, "Hi", window=window, today=today)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=400, body="{}"), Rejected),
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=403, body="{}"), NotApproved),
        (Fault(act=Act.STATUS, method="POST", path=SEND, status=503, applied=True), OutcomeUnknown),
        (Fault(act=Act.DROP, method="POST", path=SEND, applied=True), OutcomeUnknown),
        (Fault(act=Act.REWRITE, method="POST", path=SEND, field="data", value={}), OutcomeUnknown),
        (Fault(act=Act.REWRITE, method="POST", path=SEND, field="data.ok", value=False), Rejected),
        (Fault(act=Act.REWRITE, path="type/", field="data", value=None), BadData),
        (
            Fault(act=Act.REWRITE, path="type/", field="data.conversation.conversation_id", value="../x"),
            BadData,
        ),
        (
            Fault(act=Act.REWRITE, path="type/", field="data.conversation.conversation_reference", value="7"),
            BadData,
        ),
    ],
)
def test_each_trouble_with_a_message_is_typed_and_it_is_sent_once(play, sign_in, fault, kind):
    booking = play()
    booking.faults.add(fault)
    with pytest.raises(kind):
        send(sign_in(booking), booking)
    assert len(booking.journal.entries("POST", SEND)) <= 1
