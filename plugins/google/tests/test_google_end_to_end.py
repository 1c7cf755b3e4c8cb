"""The plugin against the local Google, over real HTTP: what an owner does in a day."""

from dataclasses import replace

import pytest
from reviewdesk_google import (
    reviewdesk_check_account,
    reviewdesk_fetch_reviews,
    reviewdesk_list_listings,
    reviewdesk_post_reply,
    reviewdesk_read_review,
    reviewdesk_renew_token,
    reviewdesk_reply_page,
    reviewdesk_sandbox,
    reviewdesk_withdraw_reply,
)

from reviewdesk.api import (
    AuthError,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    Rejected,
    Review,
    Standing,
)
from reviewdesk.sandbox import Act, Fault


@pytest.fixture
def play():
    running = []

    def start(scenario="small"):
        running.append(reviewdesk_sandbox().start(scenario=scenario))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def signed_in(google_account):
    def sign_in(google):
        account = google_account(google.url, settings=google.settings, secrets=google.secrets)
        tokens = reviewdesk_renew_token(account=account)
        return google_account(
            google.url, bearer=tokens.access, settings=google.settings, secrets=google.secrets
        )

    return sign_in


def walk(account, listing, cursor=None):
    return list(reviewdesk_fetch_reviews(account=account, listing=listing, cursor=cursor))


def rows(pages):
    return [row for page in pages for row in page.reviews]


def find(reviews, words):
    return next(review for review in reviews if words in (review.text or ""))


def test_every_odd_review_is_read_as_its_guest_wrote_it(play, signed_in):
    google = play()
    account = signed_in(google)
    assert reviewdesk_check_account(account=account).identity == "Trattoria del Molo"
    trattoria, _bakery = reviewdesk_list_listings(account=account)
    pages = walk(account, trattoria)
    reviews = rows(pages)
    assert all(isinstance(review, Review) for review in reviews)
    assert len({review.external_id for review in reviews}) == len(reviews) == pages[-1].total
    assert pages[-1].complete
    wrapped = find(reviews, "quaranta")
    assert wrapped.translation == "We waited forty minutes for the first course."
    assert wrapped.text == "Abbiamo aspettato quaranta minuti per il primo."
    assert find(reviews, "(Original) was the name").translation is None
    assert find(reviews, "Rude at the door").author is None
    assert find(reviews, "Stars got lost").rating is None
    assert find(reviews, "Overpriced").reply.standing is Standing.REJECTED
    assert find(reviews, "never called back").updated_at is not None
    google.switches.set({"reverse_translation": True})
    assert find(rows(walk(account, trattoria)), "quaranta").translation == wrapped.translation


def test_many_reviews_are_walked_in_short_pages_and_then_only_what_is_new(play, signed_in):
    google = play("many:400")
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    pages = walk(account, listing)
    seen = [row.external_id for row in rows(pages)]
    assert len(seen) == len(set(seen)) == pages[-1].total
    assert len(pages) > 4
    assert [page.complete for page in pages] == [False] * (len(pages) - 1) + [True]
    middle = walk(account, listing, pages[1].cursor)
    assert [row.external_id for row in rows(middle)] == [row.external_id for row in rows(pages[2:])]
    google.happen(
        {"event": "review", "location": listing.external_id, "review": {"stars": 1, "text": "New!"}}
    )
    news = walk(account, listing, pages[-1].cursor)
    assert len(news) == 1
    assert news[0].reviews[0].text == "New!"
    assert not news[0].complete


def test_a_reply_is_put_moderated_replaced_and_taken_down(play, signed_in):
    google = play()
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    review = find(rows(walk(account, listing)), "soup came cold")
    receipt = reviewdesk_post_reply(account=account, review=review, text="Marta, I am sorry.\n\n🍝 Nico")
    assert (receipt.text, receipt.standing) == ("Marta, I am sorry.\n\n🍝 Nico", Standing.PENDING)
    google.clock.advance(600)
    reading = reviewdesk_read_review(account=account, review=review)
    assert (reading.reply.text, reading.reply.standing) == (receipt.text, Standing.PUBLISHED)
    assert reading.review.ref == review.ref
    reviewdesk_post_reply(account=account, review=review, text="Get 20 percent off at www.molo.example")
    google.clock.advance(600)
    refused = reviewdesk_read_review(account=account, review=review).reply
    assert (refused.standing, refused.code) == (Standing.REJECTED, "ADVERTISING_AND_SOLICITATION")
    assert "advertising" in refused.reason
    for _ in range(2):
        reviewdesk_withdraw_reply(account=account, review=review)
        assert reviewdesk_read_review(account=account, review=review).reply is None


def test_the_limit_counts_bytes(play, signed_in):
    account = signed_in(play())
    listing = next(iter(reviewdesk_list_listings(account=account)))
    review = find(rows(walk(account, listing)), "soup came cold")
    assert reviewdesk_post_reply(account=account, review=review, text="ż" * 2048).text == "ż" * 2048
    for text in ("ż" * 2048 + "!", " "):
        with pytest.raises(Rejected):
            reviewdesk_post_reply(account=account, review=review, text=text)


def test_a_removed_review_is_gone_and_a_place_under_the_wrong_account_is_not(play, signed_in):
    google = play()
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    review = find(rows(walk(account, listing)), "soup came cold")
    wrong = replace(review, ref=review.ref.replace(listing.ref.split("/")[1], "999"))
    with pytest.raises(NotSupported):
        reviewdesk_read_review(account=account, review=wrong)
    google.happen({"event": "vanish"})
    assert reviewdesk_read_review(account=account, review=review).review is None
    with pytest.raises(NotSupported, match="nothing was changed"):
        reviewdesk_post_reply(account=account, review=review, text="Hello?")
    reviewdesk_withdraw_reply(account=account, review=review)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(act=Act.STATUS, method="PUT", status=503, applied=True),
        Fault(act=Act.STATUS, method="PUT", status=500),
        Fault(act=Act.HTML, method="PUT", applied=True),
        Fault(act=Act.TRUNCATE, method="PUT"),
    ],
)
def test_an_answer_lost_on_its_way_is_an_unknown_outcome_and_is_sent_once(play, signed_in, fault):
    google = play()
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    review = find(rows(walk(account, listing)), "soup came cold")
    google.faults.add(fault)
    with pytest.raises(OutcomeUnknown):
        reviewdesk_post_reply(account=account, review=review, text="Sorry.")
    assert len(google.journal.entries("PUT")) == 1


@pytest.mark.parametrize("act", [Act.STATUS, Act.HTML, Act.TRUNCATE])
def test_a_read_that_fails_raises_nothing_but_the_borders_own_errors(play, signed_in, act):
    google = play()
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    google.faults.add(Fault(act=act, path="reviews"))
    with pytest.raises(PlatformError):
        walk(account, listing)


def test_a_project_that_is_not_approved_learns_how_to_apply(play, signed_in):
    google = play()
    account = signed_in(google)
    google.switches.set({"approved": False})
    with pytest.raises(NotApproved, match="Basic API Access"):
        reviewdesk_check_account(account=account)
    google.switches.set({"approved": True, "disabled_services": ["mybusiness.googleapis.com"]})
    with pytest.raises(NotApproved, match="The Google My Business API is not switched on"):
        reviewdesk_check_account(account=account)


def test_a_refresh_token_of_a_consent_screen_in_testing_dies_after_a_week(play, signed_in):
    google = play()
    account = signed_in(google)
    google.switches.set({"testing_consent": True})
    google.clock.advance(8 * 86_400)
    with pytest.raises(AuthError, match="Publish app"):
        reviewdesk_renew_token(account=account)


def test_the_page_for_answering_by_hand_is_one_that_opens(play, signed_in):
    google = play()
    account = signed_in(google)
    listing = next(iter(reviewdesk_list_listings(account=account)))
    for review in rows(walk(account, listing))[:3]:
        for known in (review, replace(review, url=None)):
            page = reviewdesk_reply_page(account=account, review=known)
            assert page.url.startswith(google.url)
            assert page.exact == (known.url is not None)
