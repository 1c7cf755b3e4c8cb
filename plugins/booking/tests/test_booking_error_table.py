"""Each row of Booking.com's errors, for a read and for a write: which error, and what the owner is told."""

import json

import pytest
from reviewdesk_booking import reviewdesk_post_reply, reviewdesk_read_review

from reviewdesk.api import (
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unavailable,
)
from reviewdesk.sandbox import Act, Fault

ANY = "/review-api/properties/"
ENVELOPE = json.dumps(
    {"meta": {"ruid": "R-7"}, "warnings": [], "errors": [{"code": "SOME_CODE", "message": "Not so"}]}
)
FAULT = '<fault code="401" string="Authorization Required" />'
OTA = '<OTA_Err><Errors><Error Code="497" ShortText="Access denied" Type="6"/></Errors></OTA_Err>'

# status, body: the read's error and words, the write's error and words
ROWS = {
    "sign-in, XML": (
        (401, FAULT),
        (AuthError, "does not accept the sign-in of the account main"),
        (AuthError, "does not accept the sign-in of the account main"),
    ),
    "sign-in, JSON": (
        (401, ENVELOPE),
        (AuthError, "does not accept the sign-in of the account main"),
        (AuthError, "does not accept the sign-in of the account main"),
    ),
    "no permission": (
        (403, ENVELOPE),
        (NotApproved, "does not let this account do that: Not so."),
        (NotApproved, "does not let this account do that: Not so."),
    ),
    "no permission, OTA": (
        (403, OTA),
        (NotApproved, "does not let this account do that: Access denied."),
        (NotApproved, "does not let this account do that: Access denied."),
    ),
    "unknown": (
        (404, ENVELOPE),
        (NotSupported, "does not know the property"),
        (NotSupported, "nothing was changed"),
    ),
    "bad request": (
        (400, ENVELOPE),
        (BadData, "does not take the request: Not so."),
        (Rejected, "did not take it: Not so."),
    ),
    "answered already": (
        (409, ENVELOPE),
        (BadData, "does not take the request: Not so."),
        (Rejected, "did not take it: Not so."),
    ),
    "bare refusal": (
        (422, "<html>"),
        (BadData, "does not take the request: HTTP 422."),
        (Rejected, "did not take it: HTTP 422."),
    ),
    "too often": ((429, ENVELOPE), (RateLimited, "asked too often"), (RateLimited, "asked too often")),
    "timed out": (
        (408, ""),
        (Unavailable, "out of order (408)"),
        (OutcomeUnknown, "(408) does not tell whether it was taken"),
    ),
    "internal": (
        (500, OTA),
        (Unavailable, "out of order (500)"),
        (OutcomeUnknown, "(500) does not tell whether it was taken"),
    ),
    "unavailable": (
        (503, ENVELOPE),
        (Unavailable, "out of order (503)"),
        (OutcomeUnknown, "(503) does not tell whether it was taken"),
    ),
    "errors in a success": (
        (200, ENVELOPE),
        (BadData, "answered with an error: Not so."),
        (Rejected, "did not take it: Not so."),
    ),
    "unreadable success": (
        (200, "<html>"),
        (BadData, "no JSON, or only half of it"),
        (OutcomeUnknown, "(200) does not tell whether it was taken"),
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_row_of_the_table_is_a_typed_error_with_a_sentence(play, sign_in, find, row):
    (status, body), *expected = row
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    headers = {"Retry-After": "7"}
    booking.faults.add(Fault(act=Act.STATUS, path=ANY, status=status, body=body, headers=headers, times=None))
    calls = (
        lambda: reviewdesk_read_review(account=account, review=review),
        lambda: reviewdesk_post_reply(account=account, review=review, text="I am sorry."),
    )
    for call, (kind, words) in zip(calls, expected, strict=True):
        with pytest.raises(kind) as caught:
            call()
        told = caught.value
        assert words in told.reason
        assert told.reason.endswith(".")
        if body == ENVELOPE and kind in (NotApproved, Rejected, BadData):
            assert "R-7" in told.advice, "Booking.com's support asks for it"
        if kind is RateLimited:
            assert told.retry_after == 7
    # Once; and once more with a new token after a 401, which was not applied.
    assert len(booking.journal.entries("POST", ANY)) == (2 if status == 401 else 1)
