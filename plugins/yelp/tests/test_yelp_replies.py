"""Answers on their way to Yelp: once, plain, and never blindly again."""

import pytest
from reviewdesk_yelp import (
    reviewdesk_plugin,
    reviewdesk_post_reply,
    reviewdesk_read_review,
    reviewdesk_reply_page,
)

from reviewdesk.api import (
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Standing,
    WriteKind,
)
from reviewdesk.sandbox import Act, Fault


def post(account, review, text):
    return reviewdesk_post_reply(account=account, review=review, text=text)


def read(account, review):
    return reviewdesk_read_review(account=account, review=review)


def sent(yelp):
    return yelp.journal.entries("POST", "/reviews/v1/")


def test_the_card_says_once_and_no_emoji():
    rules = reviewdesk_plugin().platform.replies
    assert (rules.write, rules.emoji, rules.limit) == (WriteKind.ONCE, False, 5000)


def test_an_answer_is_taken_and_stands(yelp, connect, desk):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    text = "Dana, that was our doing.\n\nHalf of it went to table 4; żółć, 水, ½ – all said. Rosa"
    receipt = post(account, review, text)
    assert (receipt.text, receipt.standing) == (text, Standing.UNTOLD)
    reading = read(account, review)
    assert (reading.reply.text, reading.certain) == (text, True)
    assert reading.review.updated_at is None
    (entry,) = sent(yelp)
    assert '"response_type":"public_comment"' in entry.body.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("x" * 5001, "too-long"),
        ("Thank you 🌮", "emoji"),
        ("With love ❤️", "emoji"),
        ("Number 1️⃣", "emoji"),
        ("Viva 🇲🇽", "emoji"),
        ("Great ✨", "emoji"),
        ("half \ud83c", None),
    ],
)
def test_what_yelp_never_takes_does_not_leave(yelp, connect, desk, text, code):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    with pytest.raises(Rejected) as told:
        post(account, review, text)
    assert told.value.code == code
    assert sent(yelp) == []


def test_signs_that_are_no_emoji_and_the_longest_text_go_through(yelp, connect, desk):
    account = connect(yelp)
    assert post(account, desk.find(account, "Two tacos"), "© ™ ½ → № « » ¡ … € 水 ✓ 5 * 3 # 1")
    assert post(account, desk.find(account, "No napkins", 1), "a" * 5000)


def test_words_too_like_an_earlier_answer_come_back(yelp, connect, desk):
    account = connect(yelp)
    post(
        account, desk.find(account, "Two tacos"), "We are sorry about this and will do better, promised. Rosa"
    )
    with pytest.raises(Rejected, match="too like an earlier") as told:
        post(
            account,
            desk.find(account, "No napkins", 1),
            "We are sorry about this, and will do better! Promised. Rosa",
        )
    assert told.value.code == "R2R_INVALID_RESPONSE_TEXT"


def test_a_colleagues_answer_is_never_written_over(yelp, connect, desk):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.happen({"event": "colleague"})
    with pytest.raises(NotSupported, match="has answered"):
        post(account, review, "Sorry, Dana.")
    assert read(account, review).reply.text.startswith("So sorry, Dana.")


def test_a_page_without_subscription_stops_only_its_own_answers(yelp, connect, desk):
    account = connect(yelp)
    with pytest.raises(NotSupported, match="subscribe"):
        post(account, desk.find(account, "Closed when", 2), "The storm took our roof.")
    post(account, desk.find(account, "Two tacos"), "Sorry, Dana.")


@pytest.mark.parametrize(("switch", "words"), [("name_ok", "name"), ("photo_ok", "photo")])
def test_a_name_or_photo_not_approved_stops_all_answers(yelp, connect, desk, switch, words):
    yelp.switches.set({switch: False})
    account = connect(yelp)
    with pytest.raises(NotApproved, match=words):
        post(account, desk.find(account, "Two tacos"), "Sorry, Dana.")


def test_the_days_answers_are_counted_for_each_page(yelp, connect, desk):
    yelp.switches.set({"replies_a_day": 1})
    account = connect(yelp)
    post(account, desk.find(account, "Two tacos"), "Sorry, Dana.")
    with pytest.raises(RateLimited, match="20 answers a day"):
        post(account, desk.find(account, "six on a Friday"), "Two more hands from this Friday on, Walter.")
    post(account, desk.find(account, "No napkins", 1), "Napkins are on the counter now.")
    yelp.clock.advance(86_400)
    post(account, desk.find(account, "six on a Friday"), "Two more hands from this Friday on, Walter.")


def test_a_review_gone_meanwhile_is_told(yelp, connect, desk):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.happen({"event": "vanish"})
    with pytest.raises(NotSupported, match="no longer knows"):
        post(account, review, "Sorry, Dana.")


@pytest.mark.parametrize("act", [Act.DROP, Act.CUT, Act.HTML, Act.STATUS])
def test_an_answer_that_landed_with_its_receipt_lost_is_found_and_not_sent_again(yelp, connect, desk, act):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.faults.add(Fault(act=act, method="POST", path="/reviews/v1/", applied=True, status=502))
    with pytest.raises(OutcomeUnknown):
        post(account, review, "Sorry, Dana.")
    assert len(sent(yelp)) == 1
    assert read(account, review).reply.text == "Sorry, Dana."


def test_an_answer_can_be_slow_to_show(yelp, connect, desk):
    yelp.switches.set({"read_lag_seconds": 60})
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    post(account, review, "Sorry, Dana.")
    assert read(account, review).reply is None
    yelp.clock.advance(61)
    assert read(account, review).reply.text == "Sorry, Dana."


def test_without_a_partners_sign_in_the_answer_goes_by_hand(yelp, connect, desk):
    for level in ("hand", "key"):
        account = connect(yelp, level, name=level)
        review = desk.find(connect(yelp, name=f"of-{level}"), "Two tacos")
        with pytest.raises(NotSupported, match="by hand"):
            post(account, review, "Sorry, Dana.")
    assert sent(yelp) == []


def test_answering_by_hand_on_the_owners_page_is_seen_by_the_next_read(yelp, connect, desk):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    page = reviewdesk_reply_page(account=account, review=review)
    assert page.url.endswith(f"/r2r/{review.listing}")
    shown = account.http.get(page.url).text
    assert "Dana P." in shown
    assert "<script>alert" not in shown
    form = {"act": "post", "comment": "By hand, Dana. 🌮"}
    account.http.post(f"https://biz.yelp.com/r2r/{review.listing}/{review.external_id}", data=form)
    assert read(account, review).reply.text == "By hand, Dana. 🌮"
    url = f"https://biz.yelp.com/r2r/{review.listing}/{review.external_id}"
    assert account.http.post(url, data={"comment": " "}).status_code == 400
    account.http.post(url, data={"act": "delete"})
    assert read(account, review).reply is None
