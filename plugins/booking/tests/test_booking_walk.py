"""What comes in: every odd review of the sandbox, page by page, and then only what is new."""

import json
from datetime import UTC, datetime

import pytest

from reviewdesk.api import BadData, NotApproved, NotSupported, Parts, Review, Skipped
from reviewdesk.engine.incoming import border
from reviewdesk.sandbox import Act, Fault


def rows(pages):
    return [row for page in pages for row in page.reviews]


def by_handle(booking, found, handle):
    return next(row for row in found if row.external_id == booking.world.review(handle).id)


def test_every_odd_review_is_read_as_its_guest_wrote_it(play, sign_in, walk):
    booking = play()
    found = rows(walk(sign_in(booking)))
    assert all(isinstance(row, Review) for row in found)
    assert len(found) == len({row.external_id for row in found}) == 25

    def review(handle):
        return by_handle(booking, found, handle)

    both = review("cold-shower")
    assert both.title == "Cold mornings"
    assert both.parts == Parts("The view over the harbour.", "The shower was cold on both mornings.")
    assert both.text == "The view over the harbour.\n\nThe shower was cold on both mornings."
    assert (both.rating.value, both.rating.scale, both.rating.half_stars) == (4, 10, 4)
    assert both.details["Facilities"] == "2.5"
    assert both.details["Country"] == "PL"
    assert both.aliases == {"reservation": both.details["Reservation"]}
    assert (review("anonymous").author, review("anonymous").rating.half_stars) == (None, 8)
    assert review("headline-only").text is None
    assert review("headline-only").answerable
    assert review("blank-fields").parts == Parts(None, "Bez klimatyzacji.")
    assert review("blank-fields").title is None
    assert review("emoji").language is None
    assert review("no-score").rating is None
    assert review("zero").rating.half_stars == 1
    assert review("markup").parts.negative == "$HOME `ls` =1+1"
    assert "\x1b[31m" in review("escapes").text
    assert "\r" not in review("escapes").text
    assert review("old-reservation").details["Reservation"] == "87654321"


def test_a_score_without_words_can_not_be_answered(play, sign_in, walk):
    booking = play()
    found = rows(walk(sign_in(booking)))
    silent = {row.external_id for row in found if not row.answerable}
    assert silent == {booking.world.review(h).id for h in ("score-only", "anonymous-score")}
    assert by_handle(booking, found, "score-only").text is None


def test_nothing_is_shown_as_given_and_marked_as_no_complaint(play, sign_in, walk):
    booking = play()
    found = rows(walk(sign_in(booking)))
    for handle, words in (("nothing", "Nothing"), ("nil", "Nil")):
        review = by_handle(booking, found, handle)
        assert review.parts.negative == words
        assert review.text.endswith(f"\n\n{words}")
        assert review.details["Complaint"] == "none: the guest had nothing to add"
    assert "Complaint" not in by_handle(booking, found, "negative-only").details


def test_replies_are_told_when_they_are_published_and_only_then(play, sign_in, walk):
    booking = play()
    account = sign_in(booking)
    found = rows(walk(account))
    answered = {booking.world.review(h).id for h in ("answered", "edited-after")}
    assert {row.external_id for row in found if row.reply} == answered
    reply = by_handle(booking, found, "answered").reply
    assert reply.text.startswith("Thank you, Ana.")
    assert reply.at.tzinfo is UTC
    booking.clock.advance(600)
    later = rows(walk(account))
    assert by_handle(booking, later, "pending-reply").reply.text.startswith("Thank you, Dee.")
    assert by_handle(booking, later, "refused-reply").reply is None


def test_a_walk_goes_on_until_an_empty_page_and_says_that_it_was_whole(play, sign_in, walk, monkeypatch):
    monkeypatch.setattr("reviewdesk_booking.reviews._ROWS", 7)
    booking = play()
    pages = walk(sign_in(booking))
    assert [len(page.reviews) for page in pages] == [7, 7, 7, 4, 0]
    assert [page.complete for page in pages] == [False] * 4 + [True]
    first, *others = booking.journal.entries("GET", "/reviews")
    assert first.path == "/review-api/properties/1200001/reviews"
    assert "from_date=" in first.query
    assert {one.path for one in others} == {"/reviews/properties/1200001/reviews"}
    assert all(len(page.cursor) < 4096 for page in pages)


def test_the_last_cursor_brings_what_is_new_and_what_changed(play, sign_in, walk):
    booking = play()
    account = sign_in(booking)
    end = walk(account)[-1].cursor
    assert rows(walk(account, end)) == []
    booking.happen({"event": "low-score"})
    booking.happen({"event": "second-thoughts"})
    pages = walk(account, end)
    assert [row.title for row in rows(pages)] == ["Noise", "Cold mornings"]
    changed = rows(pages)[1]
    assert changed.rating.value == 7
    assert changed.updated_at > changed.created_at
    assert not any(page.complete for page in pages)
    assert rows(walk(account, pages[-1].cursor)) == []


def test_a_walk_that_broke_off_goes_on_in_the_middle(play, sign_in, walk, monkeypatch):
    monkeypatch.setattr("reviewdesk_booking.reviews._ROWS", 7)
    account = sign_in(play())
    pages = walk(account)
    rest = walk(account, pages[1].cursor)
    assert [row.external_id for row in rows(rest)] == [row.external_id for row in rows(pages[2:])]
    assert rest[-1].complete


def test_a_stale_cursor_starts_again_at_the_first_review_once(play, sign_in, walk):
    booking = play()
    account = sign_in(booking)
    end = walk(account)[-1].cursor
    booking.faults.add(Fault(act=Act.STATUS, path="/reviews/properties", status=400, body="{}"))
    pages = walk(account, end)
    assert len(rows(pages)) == 25
    assert pages[-1].complete
    booking.switches.stale_cursors = True
    with pytest.raises(BadData, match="Cursor has expired"):
        walk(account, end)


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"v": 2}', '{"v": 1, "next": 5}', '{"v": 1}', "\ud800"])
def test_a_cursor_that_can_not_be_read_means_a_whole_walk(play, sign_in, walk, cursor):
    assert walk(sign_in(play()), cursor)[-1].complete


def test_the_token_never_goes_to_a_foreign_host(play, sign_in, walk):
    booking = play(next_host="foreign")
    account = sign_in(booking)
    given = []
    with pytest.raises(BadData, match=r"supply-xml\.booking\.example: nothing was sent there"):
        given.extend(walk(account))
    booking.switches.next_host = "own"
    assert walk(account)[-1].complete


def test_the_rows_before_a_foreign_link_are_kept_and_their_page_is_asked_for_again(play, sign_in):
    from reviewdesk_booking import reviewdesk_fetch_reviews, reviewdesk_list_listings

    booking = play(next_host="foreign")
    account = sign_in(booking)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    pages = reviewdesk_fetch_reviews(account=account, listing=listing, cursor=None)
    first = next(pages)
    assert len(first.reviews) == 25
    assert "booking.example" not in first.cursor
    with pytest.raises(BadData):
        next(pages)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/reviews",
        "https://supply-xml.booking.com.evil.example/reviews",
        "https://supply-xml.booking.com@evil.example/reviews",
        "https://evil.example\\@supply-xml.booking.com/",
        "http://supply-xml.booking.com/reviews",
        "//evil.example/reviews",
        "https://[::1/reviews",
        "file:///etc/passwd",
    ],
)
def test_a_kept_cursor_at_another_host_is_not_followed(play, sign_in, walk, url):
    booking = play()
    cursor = json.dumps({"v": 1, "next": url, "whole": True})
    assert len(rows(walk(sign_in(booking), cursor))) == 25


def test_a_next_page_at_booking_itself_is_followed_on_the_server_in_its_place(play, sign_in, walk):
    booking = play(next_host="booking")
    pages = walk(sign_in(booking))
    assert pages[-1].complete
    assert "https://supply-xml.booking.com/reviews/" in json.loads(pages[-1].cursor)["next"]


def test_pages_that_go_round_in_a_circle_are_told(play, sign_in, walk, monkeypatch):
    monkeypatch.setattr("reviewdesk_booking.reviews._ROWS", 10)
    with pytest.raises(BadData, match="circle"):
        walk(sign_in(play(circle=True)))


@pytest.mark.parametrize("value", [None, "", 5, {}])
def test_without_a_next_page_the_walk_ends(play, sign_in, walk, value):
    booking = play()
    booking.faults.add(Fault(act=Act.REWRITE, path="reviews", field="meta.next_page", value=value))
    pages = walk(sign_in(booking))
    assert len(pages) == 1
    assert pages[0].complete
    assert pages[0].cursor


def test_an_empty_property_is_a_whole_walk_of_nothing(play, sign_in, walk):
    (page,) = walk(sign_in(play("empty")))
    assert (page.reviews, page.complete) == ((), True)


def test_a_row_that_can_not_be_read_costs_nothing_but_itself(play, sign_in, walk):
    booking = play()
    for field, value in (
        ("data.reviews.0.created_timestamp", "yesterday"),
        ("data.reviews.0.review_id", "../../score"),
        ("data.reviews.0.scoring.review_score", 11),
        ("data.reviews.0.content", "words"),
        ("data.reviews.0", None),
    ):
        booking.faults.add(Fault(act=Act.REWRITE, path="/review-api/.*reviews$", field=field, value=value))
        found = rows(walk(sign_in(booking)))
        bad = [row for row in found if isinstance(row, Skipped)]
        assert len(found) == 25
        assert len(bad) == 1
        assert bad[0].reason.endswith(".")
        assert bad[0].place == "reviews of Locanda del Molo, 1"


@pytest.mark.parametrize("value", [None, [], "reviews", {"reviews": {}}])
def test_a_page_without_its_form_is_bad_data(play, sign_in, walk, value):
    booking = play()
    booking.faults.add(Fault(act=Act.REWRITE, path="reviews", field="data", value=value))
    with pytest.raises(BadData, match="has not the form"):
        walk(sign_in(booking))


def test_the_border_takes_every_row(play, sign_in, walk):
    found = rows(walk(sign_in(play("pizzeria"))))
    sorted_ = border.rows(found, "6100101", datetime.now(UTC))
    assert not sorted_.aside
    assert len(sorted_.good) == 11


def test_one_property_that_is_not_connected_does_not_close_the_others(play, sign_in, walk):
    account = sign_in(play(), properties="1200001, 1200003")
    with pytest.raises(NotSupported, match="not connected"):
        walk(account, listing="1200003")
    with pytest.raises(NotApproved, match="not connected"):
        walk(sign_in(play(), properties="1200003"))
    with pytest.raises(NotSupported, match="does not know the property"):
        walk(sign_in(play(), properties="99"))
