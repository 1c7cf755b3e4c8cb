from datetime import UTC, datetime

import pytest
from reviewdesk_google import reviewdesk_post_reply, reviewdesk_read_review, reviewdesk_withdraw_reply

from reviewdesk.api import (
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Review,
    Standing,
    Unavailable,
)

PLACE = "accounts/1/locations/72"
REVIEW = Review(
    external_id="AbFvOq1",
    listing="72",
    created_at=datetime(2026, 3, 4, 10, tzinfo=UTC),
    ref=f"{PLACE}/reviews/AbFvOq1",
)
FROM_TAKEOUT = Review(
    external_id="ChdDemo1RAB",
    listing="72",
    created_at=REVIEW.created_at,
    ref=f"{PLACE}/reviews/ChdDemo1RAB",
    id_space="takeout",
)
PATH = f"/v4/{REVIEW.ref}"
ENTRY = {"name": REVIEW.ref, "starRating": "TWO", "createTime": "2026-03-04T10:00:00Z"}
REPLY = {"comment": "I am sorry.", "updateTime": "2026-03-05T10:00:00Z", "reviewReplyState": "PENDING"}


def read(account, review=REVIEW):
    return reviewdesk_read_review(account=account, review=review)


def post(account, text="I am sorry.", review=REVIEW):
    return reviewdesk_post_reply(account=account, review=review, text=text)


def withdraw(account, review=REVIEW):
    reviewdesk_withdraw_reply(account=account, review=review)


def test_a_review_is_read_with_its_reply(playback, google_account):
    playback.says("GET", PATH, {**ENTRY, "reviewReply": REPLY})
    reading = read(google_account(playback.url))
    assert reading.certain
    assert reading.review.external_id == "AbFvOq1"
    assert reading.reply == reading.review.reply
    assert (reading.reply.text, reading.reply.standing) == ("I am sorry.", Standing.PENDING)


def test_an_absent_reply_is_certain(playback, google_account):
    playback.says("GET", PATH, ENTRY)
    reading = read(google_account(playback.url))
    assert (reading.reply, reading.certain) == (None, True)


def test_a_review_is_gone_only_after_two_looks_at_a_place_that_stands(playback, google_account, refusal):
    account = google_account(playback.url)
    playback.says("GET", f"/v4/{PLACE}/reviews", {})
    reading = read(account)
    assert (reading.review, reading.reply, reading.certain) == (None, None, True)
    assert [one.path for one in playback.asked] == [PATH, PATH, f"/v4/{PLACE}/reviews"]
    playback.says("GET", PATH, (404, refusal(404, "NOT_FOUND", "Not found.")), ENTRY)
    assert read(account).review is not None


def test_a_place_this_account_lost_takes_no_review_with_it(playback, google_account):
    with pytest.raises(NotSupported, match="under this account"):
        read(google_account(playback.url))


def test_not_to_know_an_id_of_a_takeout_proves_nothing(playback, google_account):
    account = google_account(playback.url)
    assert not read(account, FROM_TAKEOUT).certain
    playback.says("GET", f"/v4/{PLACE}/reviews", {})
    assert not read(account, FROM_TAKEOUT).certain


def test_a_review_nobody_can_read_is_bad_data(playback, google_account):
    playback.says("GET", PATH, {**ENTRY, "createTime": "x"})
    with pytest.raises(BadData, match="createTime"):
        read(google_account(playback.url))


def test_a_reply_is_put_and_its_state_is_told(playback, google_account):
    playback.says("PUT", f"{PATH}/reply", REPLY)
    receipt = post(google_account(playback.url))
    assert (receipt.text, receipt.standing) == ("I am sorry.", Standing.PENDING)
    assert receipt.at == datetime(2026, 3, 5, 10, tzinfo=UTC)
    (asked,) = playback.asked
    assert asked.json() == {"comment": "I am sorry."}


def test_a_reply_refused_at_once_says_why(playback, google_account):
    playback.says(
        "PUT", f"{PATH}/reply", {**REPLY, "reviewReplyState": "REJECTED", "policyViolation": "HARASSMENT"}
    )
    receipt = post(google_account(playback.url))
    assert (receipt.standing, receipt.code) == (Standing.REJECTED, "HARASSMENT")
    assert "harassing" in receipt.reason


def test_a_state_google_does_not_tell_is_not_made_up(playback, google_account):
    playback.says("PUT", f"{PATH}/reply", {"comment": "I am sorry."})
    receipt = post(google_account(playback.url))
    assert (receipt.standing, receipt.at) == (Standing.UNTOLD, None)


@pytest.mark.parametrize(
    ("status", "word", "reason", "kind"),
    [
        (400, "INVALID_ARGUMENT", "", Rejected),
        (413, "", "", Rejected),
        (400, "FAILED_PRECONDITION", "", NotSupported),
        (404, "NOT_FOUND", "", NotSupported),
        (401, "UNAUTHENTICATED", "", AuthError),
        (403, "PERMISSION_DENIED", "", NotApproved),
        (403, "PERMISSION_DENIED", "SERVICE_DISABLED", NotApproved),
        (403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", AuthError),
        (429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", RateLimited),
        (408, "", "", OutcomeUnknown),
        (409, "ABORTED", "", OutcomeUnknown),
        (500, "INTERNAL", "", OutcomeUnknown),
        (503, "UNAVAILABLE", "", OutcomeUnknown),
        (302, "", "", OutcomeUnknown),
    ],
)
def test_each_refusal_of_a_write_says_whether_it_was_applied(
    playback, google_account, refusal, status, word, reason, kind
):
    body = refusal(status, word, "Words.", reason)
    playback.says("PUT", f"{PATH}/reply", (status, body))
    playback.says("DELETE", f"{PATH}/reply", (status, body))
    playback.says("GET", f"/v4/{PLACE}/reviews", {})
    account = google_account(playback.url)
    with pytest.raises(kind) as caught:
        post(account)
    assert type(caught.value) is kind or status == 404
    if status != 404:
        with pytest.raises(kind):
            withdraw(account)
    assert [one.method for one in playback.asked].count("PUT") == 1


def test_a_write_without_quota_is_not_approved(playback, google_account, refusal):
    body = refusal(429, "RESOURCE_EXHAUSTED", "Quota.", "RATE_LIMIT_EXCEEDED", quota_limit_value="0")
    playback.says("PUT", f"{PATH}/reply", (429, body))
    with pytest.raises(NotApproved):
        post(google_account(playback.url))


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"comment": "I am', b"[]", {}, {"comment": None}])
def test_a_success_nobody_can_read_is_an_unknown_outcome(playback, google_account, body):
    playback.says("PUT", f"{PATH}/reply", body)
    with pytest.raises(OutcomeUnknown):
        post(google_account(playback.url))


def test_a_reply_is_taken_down(playback, google_account):
    for body in ({}, b""):
        playback.says("DELETE", f"{PATH}/reply", body)
        withdraw(google_account(playback.url))
    assert playback.asked[-1].method == "DELETE"


def test_taking_down_what_does_not_stand_is_success_only_after_a_look(playback, google_account):
    account = google_account(playback.url)
    playback.says("GET", PATH, ENTRY)
    withdraw(account)
    playback.says("GET", PATH, {**ENTRY, "reviewReply": REPLY})
    with pytest.raises(OutcomeUnknown, match="still shows it"):
        withdraw(account)


def test_without_a_sign_in_or_an_address_nothing_is_sent(playback, google_account):
    by_hand = google_account(playback.url, signed_in=False)
    assert not read(by_hand).certain
    for write in (post, withdraw):
        with pytest.raises(NotSupported, match="by hand"):
            write(by_hand)
    homeless = Review(external_id="1", listing="72", created_at=REVIEW.created_at, ref="accounts/../x")
    with pytest.raises(NotSupported, match="address"):
        post(google_account(playback.url), review=homeless)
    assert not playback.asked


def test_half_a_sign_is_refused_before_anything_is_sent(playback, google_account):
    with pytest.raises(Rejected, match="half there"):
        post(google_account(playback.url), "Thanks \ud83d")
    assert not playback.asked


def test_a_place_that_is_not_verified_is_told(playback, google_account, refusal):
    playback.says("GET", PATH, (400, refusal(400, "FAILED_PRECONDITION", "Precondition check failed.")))
    with pytest.raises(NotSupported, match="verified"):
        read(google_account(playback.url))


def test_a_read_on_an_error_page_is_unavailable(playback, google_account):
    playback.says("GET", PATH, (503, b"<html>"))
    with pytest.raises(Unavailable):
        read(google_account(playback.url))
