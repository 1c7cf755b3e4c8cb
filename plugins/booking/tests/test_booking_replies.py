"""What goes out: one reply, read back, and never a second one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from reviewdesk_booking import reviewdesk_post_reply, reviewdesk_read_review, reviewdesk_reply_page
from reviewdesk_booking.review import Ref

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
from reviewdesk.sandbox import Act, Fault

ONE = "/reviews/[^/]+$"
ERROR = {"meta": {"ruid": "R-7"}, "warnings": [], "errors": [{"code": "SOME_CODE", "message": "Not so"}]}


def read(account, review):
    return reviewdesk_read_review(account=account, review=review)


def post(account, review, text="I am sorry."):
    return reviewdesk_post_reply(account=account, review=review, text=text)


def test_a_reply_is_posted_once_and_shown_when_the_moderators_are_done(play, sign_in, find):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    text = "Marta, I am sorry.\n\nThe boiler man came today. Nico 🛠️"
    receipt = post(account, review, text)
    assert (receipt.text, receipt.standing) == (text, Standing.PENDING)
    (asked,) = booking.journal.entries("POST", "review-api")
    assert asked.path == f"/review-api/properties/1200001/reviews/{review.external_id}"
    assert json.loads(asked.body) == {"reply": text}
    pending = read(account, review)
    assert (pending.reply, pending.certain) == (None, False)
    booking.clock.advance(300)
    shown = read(account, review)
    assert (shown.reply.text, shown.certain) == (text, True)
    assert shown.review.updated_at > review.created_at


def test_a_reply_can_be_told_at_once_too(play, sign_in, find):
    booking = play(show_pending=True, bump_on_publication=False)
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    post(account, review)
    assert read(account, review).reply.text == "I am sorry."


@pytest.mark.parametrize("form", ["review", "object", "reviews"])
def test_one_review_is_read_in_whichever_form_it_comes(play, sign_in, find, form):
    booking = play(single=form)
    account = sign_in(booking)
    review = find(account, "Lovely evenings")
    reading = read(account, review)
    assert reading.review == review
    assert reading.certain
    assert reading.reply.text.startswith("Thank you, Ana")


def test_a_reply_that_the_moderators_refuse_never_appears_and_nothing_is_certain(play, sign_in, find):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Ask them about the mattress")
    post(account, review)
    booking.clock.advance(80 * 3600)
    assert (read(account, review).reply, read(account, review).certain) == (None, False)


def test_a_second_reply_is_refused_with_bookings_own_words(play, sign_in, find):
    account = sign_in(play())
    review = find(account, "Cold mornings")
    post(account, review)
    with pytest.raises(Rejected, match="Review already has a reply") as caught:
        post(account, review, "Another.")
    assert caught.value.code == "ALREADY_REPLIED"
    assert "support asks for this number" in caught.value.advice


def test_a_second_reply_that_is_swallowed_changes_nothing(play, sign_in, find):
    booking = play(second_reply="ignore")
    account = sign_in(booking)
    review = find(account, "Lovely evenings")
    post(account, review, "Another.")
    assert read(account, review).reply.text.startswith("Thank you, Ana")


def test_a_score_without_words_is_not_even_tried(play, sign_in, walk):
    booking = play()
    account = sign_in(booking)
    silent = next(row for page in walk(account) for row in page.reviews if not row.answerable)
    with pytest.raises(NotSupported, match="score without words"):
        post(account, silent)
    with pytest.raises(Rejected, match="without comments"):
        post(account, replace(silent, answerable=True))
    assert len(booking.journal.entries("POST", "review-api")) == 1


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, Rejected, "did not take it: Not so"),
        (409, Rejected, "Not so"),
        (413, Rejected, "Not so"),
        (422, Rejected, "Not so"),
        (418, Rejected, "Not so"),
        (401, AuthError, "does not accept the sign-in"),
        (403, NotApproved, "Not so.*Guest Review API.*R-7"),
        (404, NotSupported, "nothing was changed"),
        (429, RateLimited, "too often"),
        (408, OutcomeUnknown, "408"),
        (500, OutcomeUnknown, "500"),
        (502, OutcomeUnknown, "502"),
        (503, OutcomeUnknown, "503"),
        (302, OutcomeUnknown, "302"),
        (200, Rejected, "Not so"),
    ],
)
def test_each_refusal_of_a_write_says_whether_it_was_applied(play, sign_in, find, status, kind, words):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    fault = Fault(
        act=Act.STATUS,
        method="POST",
        path=ONE,
        status=status,
        body=json.dumps(ERROR),
        headers={"Retry-After": "3"},
        times=None,
    )
    booking.faults.add(fault)
    with pytest.raises(kind, match=words) as caught:
        post(account, review)
    assert type(caught.value) is kind or status == 404
    if kind is Rejected:
        assert (caught.value.code, "R-7" in caught.value.advice) == ("SOME_CODE", True)
    # Once; and once more with a new token after a 401, which was not applied.
    assert len(booking.journal.entries("POST", ONE)) == (2 if status == 401 else 1)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadData),
        (401, AuthError),
        (403, NotApproved),
        (408, Unavailable),
        (422, BadData),
        (429, RateLimited),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
def test_each_refusal_of_a_read_is_typed_and_told(play, sign_in, find, status, kind):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    for body in (json.dumps(ERROR), "<html>", '<fault code="1" string="Out of order" />', "", "[]", "null"):
        booking.faults.clear()
        booking.faults.add(Fault(act=Act.STATUS, path=ONE, status=status, body=body, times=None))
        with pytest.raises(kind) as caught:
            read(account, review)
        assert caught.value.reason.endswith((".", "!"))


@pytest.mark.parametrize(
    "body",
    ["", "<html>", "[]", "{}", '"ok"', '{"errors": null}', '{"errors": "none"}', '{"warnings": []}', "null"],
)
def test_a_success_nobody_can_read_is_an_unknown_outcome(play, sign_in, find, body):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    booking.faults.add(Fault(act=Act.STATUS, method="POST", path=ONE, status=200, body=body, applied=True))
    with pytest.raises(OutcomeUnknown):
        post(account, review)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(act=Act.DROP, method="POST", path=ONE, applied=True),
        Fault(act=Act.DROP, method="POST", path=ONE),
        Fault(act=Act.STATUS, method="POST", path=ONE, status=503, applied=True),
        Fault(act=Act.HTML, method="POST", path=ONE, applied=True),
        Fault(act=Act.TRUNCATE, method="POST", path=ONE),
        Fault(act=Act.CUT, method="POST", path=ONE),
    ],
)
def test_an_answer_lost_on_its_way_is_an_unknown_outcome_and_is_sent_once(play, sign_in, find, fault):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    booking.faults.add(fault)
    with pytest.raises(OutcomeUnknown):
        post(account, review)
    assert len(booking.journal.entries("POST", ONE)) == 1


def test_a_removed_review_is_gone_only_after_two_looks_at_a_property_that_stands(play, sign_in, find):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    booking.happen({"event": "vanish"})
    reading = read(account, review)
    assert (reading.review, reading.reply, reading.certain) == (None, None, True)
    assert len(booking.journal.entries("GET", f"reviews/{review.external_id}")) == 2
    with pytest.raises(NotSupported, match="nothing was changed"):
        post(account, review)


def test_a_404_that_passes_takes_no_review_with_it(play, sign_in, find):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    booking.faults.add(Fault(act=Act.STATUS, path=ONE, status=404))
    assert read(account, review).review == review
    booking.faults.add(Fault(act=Act.STATUS, path="/review-api/", status=404, times=None))
    with pytest.raises(NotSupported, match="does not know the property"):
        read(account, review)


def test_another_review_than_the_one_asked_for_is_not_believed(play, sign_in, find):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    booking.faults.add(Fault(act=Act.REWRITE, path=ONE, field="data.review.review_id", value="other"))
    with pytest.raises(BadData, match="another review"):
        read(account, review)
    booking.faults.add(Fault(act=Act.REWRITE, path=ONE, field="data", value=None))
    with pytest.raises(BadData):
        read(account, review)


FROM_FILE = Review(
    external_id="reservation:4031234567",
    listing="1200001",
    created_at=date(2026, 3, 4),
    id_space="extranet",
    ref=Ref("", "", "4031234567").text(),
    author="Marta",
)


def test_a_review_known_from_a_file_alone_has_no_address(play, sign_in):
    account = sign_in(play())
    for act in (read, post):
        with pytest.raises(NotSupported, match="number of this review"):
            act(account, FROM_FILE)


@pytest.mark.parametrize("ref", ["1200001/../x", "1200001/a%2Fb", "x/abc", "", "1200001", "1200001/ü/1"])
def test_an_id_never_leaves_its_place_in_the_path(play, sign_in, ref):
    booking = play()
    with pytest.raises(NotSupported):
        post(sign_in(booking), replace(FROM_FILE, ref=ref))
    assert not booking.journal.entries("POST", "review-api")


@pytest.mark.parametrize(("text", "words"), [("  ", "empty"), ("Thanks \ud83d", "half there")])
def test_what_can_not_be_sent_is_refused_before_anything_leaves(play, sign_in, find, text, words):
    booking = play()
    account = sign_in(booking)
    review = find(account, "Cold mornings")
    with pytest.raises(Rejected, match=words):
        post(account, review, text)
    assert not booking.journal.entries("POST", "review-api")


def test_by_hand_nothing_is_read_and_nothing_is_sent(play, sign_in):
    booking = play()
    account = sign_in(booking, secrets={})
    assert (read(account, FROM_FILE).review, read(account, FROM_FILE).certain) == (None, False)
    with pytest.raises(NotSupported, match="by hand"):
        post(account, FROM_FILE)
    assert not booking.journal.entries()


def test_the_page_for_answering_by_hand_opens_and_says_whom_to_look_for(play, sign_in, find):
    import httpx

    booking = play()
    account = sign_in(booking)
    page = reviewdesk_reply_page(account=account, review=find(account, "Cold mornings"))
    assert not page.exact
    assert page.url.startswith(booking.url)
    assert "Marta (4 of 10, reservation " in page.hint
    assert "Cold mornings" in httpx.get(page.url).text
    real = sign_in(booking, base_url="")
    told = reviewdesk_reply_page(account=real, review=FROM_FILE)
    assert told.url == (
        "https://admin.booking.com/hotel/hoteladmin/extranet_ng/manage/reviews.html?hotel_id=1200001"
    )
    homeless = replace(FROM_FILE, listing="extranet:harbour", author=None)
    told = reviewdesk_reply_page(account=real, review=homeless)
    assert told.url == "https://admin.booking.com/"
    assert told.hint.startswith("Choose the property")


def test_a_review_without_author_and_score_has_a_hint_too(play, sign_in):
    bare = Review(external_id="x", listing="1", created_at=datetime(2026, 3, 4, tzinfo=UTC), ref="1/x/")
    page = reviewdesk_reply_page(account=sign_in(play()), review=bare)
    assert page.hint == "Look for the review of a guest without a name, and choose Reply."
