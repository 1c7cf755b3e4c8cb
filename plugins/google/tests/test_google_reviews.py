import json

import pytest
from reviewdesk_google import reviewdesk_fetch_reviews

from reviewdesk.api import BadData, Listing, NotSupported, Review, Skipped

LISTING = Listing(external_id="72", title="Demo Bakery", ref="accounts/1/locations/72")
PATH = "/v4/accounts/1/locations/72/reviews"


def entry(number, day, **more):
    return {
        "name": f"accounts/1/locations/72/reviews/AbFvOq{number}",
        "starRating": "FIVE",
        "createTime": f"2026-03-{day:02}T10:00:00Z",
        "updateTime": f"2026-03-{day:02}T10:00:00.5Z",
        **more,
    }


def answer(*entries, token=None, total=None):
    told = {"reviews": list(entries)} if entries else {}
    return told | ({"nextPageToken": token} if token else {}) | ({"totalReviewCount": total} if total else {})


def walk(account, cursor=None, listing=LISTING):
    return list(reviewdesk_fetch_reviews(account=account, listing=listing, cursor=cursor))


def ids(pages):
    return [row.external_id for page in pages for row in page.reviews]


def test_a_full_walk_shows_every_review_and_only_its_last_page_is_complete(playback, google_account):
    playback.says(
        "GET", PATH, answer(entry(5, 9), entry(4, 8), token="p2", total=3), answer(entry(3, 7), total=3)
    )
    pages = walk(google_account(playback.url))
    assert ids(pages) == ["AbFvOq5", "AbFvOq4", "AbFvOq3"]
    assert [page.complete for page in pages] == [False, True]
    assert [page.total for page in pages] == [3, 3]
    assert all(review.listing == "72" for page in pages for review in page.reviews)
    assert playback.asked[0].query == {"pageSize": "50", "orderBy": "updateTime desc"}
    assert playback.asked[1].query["pageToken"] == "p2"


def test_an_empty_place_is_a_complete_walk(playback, google_account):
    for body in ({}, {"averageRating": 0, "totalReviewCount": 0}):
        playback.says("GET", PATH, body)
        (page,) = walk(google_account(playback.url))
        assert page.complete
        assert page.reviews == ()


def test_an_incremental_walk_stops_behind_its_mark_and_keeps_equal_moments(playback, google_account):
    account = google_account(playback.url)
    playback.says("GET", PATH, answer(entry(2, 5), entry(1, 4)))
    done = walk(account)[-1].cursor
    playback.says(
        "GET",
        PATH,
        answer(entry(3, 6), entry(2, 5), token="p2"),
        answer(entry(9, 5), entry(1, 4), token="p3"),
        (500, {}),
    )
    pages = walk(account, done)
    assert ids(pages) == ["AbFvOq3", "AbFvOq2", "AbFvOq9", "AbFvOq1"]
    assert not any(page.complete for page in pages)
    playback.says("GET", PATH, answer(entry(3, 6), entry(2, 5), token="p2"), (500, {}))
    assert ids(walk(account, pages[-1].cursor)) == ["AbFvOq3", "AbFvOq2"]


def test_an_incremental_walk_that_meets_no_older_review_has_shown_them_all(playback, google_account):
    account = google_account(playback.url)
    playback.says("GET", PATH, answer(entry(1, 4)))
    done = walk(account)[-1].cursor
    assert walk(account, done)[-1].complete


def test_a_walk_goes_on_in_its_middle_and_the_mark_moves_only_at_its_end(playback, google_account):
    account = google_account(playback.url)
    playback.says("GET", PATH, answer(entry(1, 4)))
    done = walk(account)[-1].cursor
    playback.says("GET", PATH, answer(entry(8, 9), token="p2"), answer(entry(7, 8), token="p3"))
    walking = reviewdesk_fetch_reviews(account=account, listing=LISTING, cursor=done)
    middle = next(walking).cursor
    walking.close()
    assert json.loads(middle)["mark"] == json.loads(done)["mark"]
    playback.asked.clear()
    playback.says("GET", PATH, answer(entry(6, 8), entry(0, 3)))
    pages = walk(account, middle)
    assert playback.asked[0].query["pageToken"] == "p2"
    assert json.loads(pages[-1].cursor)["mark"].startswith("2026-03-09")
    assert "page" not in json.loads(pages[-1].cursor)


def test_a_page_token_gone_stale_starts_the_walk_at_its_top(playback, google_account, refusal):
    account = google_account(playback.url)
    stale = (400, refusal(400, "INVALID_ARGUMENT", "Request contains an invalid argument."))
    playback.says("GET", PATH, stale, answer(entry(2, 5), token="new"), answer(entry(1, 4)))
    pages = walk(account, '{"v": 1, "mark": "2026-03-01T00:00:00+00:00", "page": "old"}')
    assert [one.query.get("pageToken") for one in playback.asked] == ["old", None, "new"]
    assert pages[-1].complete
    playback.says("GET", PATH, answer(entry(2, 5), token="a"), stale, answer(entry(2, 5), token="b"), stale)
    with pytest.raises(BadData):
        walk(account)


def test_a_bad_row_costs_itself_alone(playback, google_account):
    playback.says("GET", PATH, answer(entry(3, 7), entry(2, 6, starRating="SIX"), 5, None, entry(1, 5)))
    (page,) = walk(google_account(playback.url))
    assert [type(row) for row in page.reviews] == [Review, Skipped, Skipped, Skipped, Review]
    assert page.reviews[1].external_id == "AbFvOq2"
    assert page.reviews[1].place == "reviews of Demo Bakery, 2"


def test_a_place_google_does_not_know_is_not_an_empty_place(playback, google_account):
    with pytest.raises(NotSupported, match="does not know Demo Bakery under this account"):
        walk(google_account(playback.url))


def test_a_place_of_which_no_account_is_known_is_looked_for_under_all(playback, google_account):
    playback.says("GET", "/v4/accounts/-/locations/72/reviews", answer(entry(1, 5)))
    for ref in ("", "locations/72", "accounts/1/locations/72?x=", "accounts/../locations/72"):
        listing = Listing(external_id="72", title="Demo Bakery", ref=ref)
        (review,) = walk(google_account(playback.url), listing=listing)[0].reviews
        assert review.ref == "accounts/1/locations/72/reviews/AbFvOq1"


@pytest.mark.parametrize("body", [{"reviews": {}}, {"reviews": "x"}, b"[]"])
def test_a_page_without_rows_to_read_is_bad_data(playback, google_account, body):
    playback.says("GET", PATH, body)
    with pytest.raises(BadData):
        walk(google_account(playback.url))


def test_pages_that_go_round_in_a_circle_end(playback, google_account):
    playback.says("GET", PATH, answer(entry(1, 5), token="same"))
    with pytest.raises(BadData, match="circle"):
        walk(google_account(playback.url))


def test_without_a_sign_in_nothing_is_asked(playback, google_account):
    with pytest.raises(NotSupported, match="by hand"):
        walk(google_account(playback.url, signed_in=False))
    assert not playback.asked
