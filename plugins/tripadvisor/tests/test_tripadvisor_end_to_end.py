"""The plugin against the local Tripadvisor, over real HTTP: what an owner does in a day."""

import httpx
import pytest
import reviewdesk_tripadvisor
from reviewdesk_tripadvisor import (
    reviewdesk_check_account,
    reviewdesk_fetch_reviews,
    reviewdesk_list_listings,
    reviewdesk_read_review,
    reviewdesk_reply_page,
)
from reviewdesk_tripadvisor.accounts import search

from reviewdesk.api import May, Review, Standing


def listings(account):
    return list(reviewdesk_list_listings(account=account))


def walk(account, listing, cursor=None):
    return list(reviewdesk_fetch_reviews(account=account, listing=listing, cursor=cursor))


def rows(pages):
    return [row for page in pages for row in page.reviews]


def find(reviews, words):
    return next(review for review in reviews if words in (review.text or ""))


def respond(account, review, text):
    """What a person does after a hand-off: the page that was opened, the review on it, the form."""
    page = reviewdesk_reply_page(account=account, review=review)
    assert f"/ManagementCenter/reviews/{review.external_id}" in httpx.get(page.url, verify=False).text
    answer = httpx.post(f"{page.url}/reviews/{review.external_id}", data={"response": text}, verify=False)
    assert answer.status_code == 303
    return answer


def test_the_pages_of_the_settings_are_listed_with_name_and_address(at_terra):
    _sandbox, account = at_terra()
    trattoria, albergo = listings(account)
    assert (trattoria.external_id, trattoria.title) == ("9100001", "Trattoria della Gru")
    assert trattoria.address == "Calata Esempio 4, 16124 Genova"
    assert albergo.url.endswith(
        "/Hotel_Review-g187823-d9100002-Reviews-Albergo_della_Gru-Genoa_Italian_Riviera.html"
    )
    status = reviewdesk_check_account(account=account)
    assert status.may == {May.READ}
    assert "older ones can't be read here" in status.note


def test_the_pool_of_the_newest_is_walked_once_each_and_never_called_complete(at_terra):
    sandbox, account = at_terra()
    pages = walk(account, listings(account)[0])
    reviews = rows(pages)
    assert len(reviews) == len({review.external_id for review in reviews}) == 25
    assert len(sandbox.world.reviews(9100001)) > 25
    assert len(pages) == 2
    assert not any(page.complete for page in pages)
    assert all(isinstance(review, Review) for review in reviews)
    assert [r.created_at for r in reviews] == sorted((r.created_at for r in reviews), reverse=True)


@pytest.mark.parametrize("total_follows_page", [True, False])
@pytest.mark.parametrize("repeat_rows", [True, False])
def test_totals_that_follow_the_page_hide_no_review(at_terra, repeat_rows, total_follows_page):
    switches = {"repeat_rows": repeat_rows, "total_follows_page": total_follows_page, "recent_count": None}
    sandbox, account = at_terra(**switches)
    seen = [review.external_id for review in rows(walk(account, listings(account)[0]))]
    assert sorted(seen) == sorted(str(review.id) for review in sandbox.world.reviews(9100001))


def test_every_odd_review_is_read_as_its_guest_wrote_it(at_terra):
    _sandbox, account = at_terra(account={"keep_words": "yes"})
    reviews = rows(walk(account, listings(account)[0]))
    wrapped = find(reviews, "quaranta minuti")
    assert (wrapped.language, wrapped.title) == ("it", "Quaranta minuti")
    assert wrapped.translation == "We waited forty minutes for the first course."
    assert find(reviews, "המנה").language == "he"
    assert find(reviews, "魚").language == "zh-TW"
    assert find(reviews, "quiet table").author is None
    assert find(reviews, "<script>").title == "<b>Not bold</b> & so on"
    assert "\x1b" in find(reviews, "bell").title
    cold = find(reviews, "soup came cold")
    assert (cold.rating.value, cold.rating.scale, cold.id_space) == (1, 5, "api")
    assert cold.details == {
        "Trip": "couple",
        "Visit": cold.created_at.strftime("%Y-%m"),
        "Value": "2/5",
        "Service": "1/5",
        "Food": "1/5",
    }
    assert sum("photo" in value for value in find(reviews, "🍝").details.values()) == 2


def test_answered_is_what_has_a_response_on_the_page(at_terra):
    _sandbox, account = at_terra()
    reviews = rows(walk(account, listings(account)[0]))
    answered = find(reviews, "Lovely evening")
    assert answered.reply.text == "Thank you! Come and see the sunset again.\n\nNico"
    assert answered.reply.standing is Standing.PUBLISHED
    assert answered.reply.at.tzinfo is not None
    assert find(reviews, "Musik war").reply.text.startswith("Das tut uns leid")
    for held_back in ("slow Wi-Fi", "Overpriced", "soup came cold"):
        assert find(reviews, held_back).reply is None


def test_facts_beside_the_words_come_only_where_words_may_be_kept(at_terra):
    _sandbox, account = at_terra()
    cold = find(rows(walk(account, listings(account)[0])), "soup came cold")
    assert cold.details == {}
    opened = reviewdesk_read_review(account=account, review=cold)
    assert opened.review.details["Service"] == "1/5"
    assert opened.review.text == cold.text


def test_a_walk_goes_on_after_a_crash_and_then_asks_only_for_what_is_new(at_terra):
    sandbox, account = at_terra(recent_count=None)
    listing = listings(account)[0]
    whole = walk(account, listing)
    rest = walk(account, listing, whole[0].cursor)
    seen = {row.external_id for row in (*whole[0].reviews, *rows(rest))}
    assert seen == {row.external_id for row in rows(whole)}
    assert rest[-1].cursor == whole[-1].cursor
    assert rows(walk(account, listing, whole[-1].cursor)) == []
    sandbox.happen({"event": "one-star"})
    news = walk(account, listing, whole[-1].cursor)
    assert [row.text for row in rows(news)] == ["An hour for one plate of pasta."]
    assert rows(walk(account, listing, news[-1].cursor)) == []


def test_when_the_review_of_the_bookmark_is_gone_the_whole_pool_is_walked(at_terra):
    sandbox, account = at_terra()
    listing = listings(account)[0]
    cursor = walk(account, listing)[-1].cursor
    sandbox.happen({"event": "remove"})
    assert len(rows(walk(account, listing, cursor))) == 25


def test_an_answer_by_hand_is_seen_once_the_moderators_let_it_through(at_terra):
    sandbox, account = at_terra()
    review = find(rows(walk(account, listings(account)[0])), "soup came cold")
    respond(account, review, "I am so sorry. Please ask for me.\nNico")
    waiting = reviewdesk_read_review(account=account, review=review)
    assert (waiting.reply, waiting.certain) == (None, False)
    sandbox.clock.advance(600, stamps=False)
    seen = reviewdesk_read_review(account=account, review=review)
    assert seen.reply.text == "I am so sorry. Please ask for me.\nNico"
    assert seen.review.external_id == review.external_id


def test_an_answer_that_was_refused_is_never_seen_and_makes_room_for_another(at_terra):
    sandbox, account = at_terra()
    review = find(rows(walk(account, listings(account)[0])), "soup came cold")
    respond(account, review, "Show this for a discount")
    sandbox.clock.advance(600, stamps=False)
    assert reviewdesk_read_review(account=account, review=review).reply is None
    respond(account, review, "I am sorry.")
    sandbox.clock.advance(600, stamps=False)
    assert reviewdesk_read_review(account=account, review=review).reply.text == "I am sorry."
    page = f"{sandbox.url}/ManagementCenter/reviews/{review.external_id}"
    assert httpx.post(page, data={"response": "A second one"}, verify=False).status_code == 409


def test_a_review_that_is_not_in_the_pool_is_not_called_gone(at_terra):
    sandbox, account = at_terra(recent_count=None)
    reviews = rows(walk(account, listings(account)[0]))
    sandbox.switches.set({"recent_count": 25})
    oldest = reviews[-1]
    reading = reviewdesk_read_review(account=account, review=oldest)
    assert (reading.review, reading.certain) == (None, False)
    sandbox.happen({"event": "vanish"})
    gone = reviewdesk_read_review(account=account, review=find(reviews, "soup came cold"))
    assert (gone.review, gone.certain) == (None, False)


def test_an_edited_review_is_a_new_one(at_terra):
    sandbox, account = at_terra()
    listing = listings(account)[0]
    before = {row.external_id for row in rows(walk(account, listing))}
    sandbox.happen({"event": "change-of-mind"})
    after = rows(walk(account, listing))
    edited = find(after, "put it right")
    assert edited.external_id not in before
    assert not any("soup came cold" in (row.text or "") for row in after)


def test_one_look_asks_no_more_than_it_needs(at_terra):
    sandbox, account = at_terra()
    listing = listings(account)[1]
    sandbox.journal.clear()
    review = rows(walk(account, listing))[0]
    assert len(sandbox.journal.entries("GET")) == 1
    sandbox.journal.clear()
    reviewdesk_read_review(account=account, review=review)
    entries = sandbox.journal.entries("GET")
    assert len(entries) == 1
    assert "language=primary" in entries[0].query
    assert "version=1" in entries[0].query


def test_ones_own_page_is_found_by_name_and_town(at_terra):
    _sandbox, account = at_terra("pizzeria")
    found = search(account, "mario's pizzeria", town="Gdansk", country="pl")
    assert [listing.title for listing in found] == [
        "Mario's Pizzeria Downtown",
        "Mario's Pizzeria Harbour",
        "Mario's Pizzeria Old Town",
    ]
    assert search(account, "Marios Trattoria") == ()


def test_an_account_without_pages_is_told_which_could_be_its_own(play, terra_account):
    sandbox = play("pizzeria")
    account = terra_account(sandbox.url, find="Pizzeria Harbour, Gdansk")
    note = reviewdesk_check_account(account=account).note
    assert "9200202 = Mario's Pizzeria Harbour, Nabrzeże Oregano 3, 80-002 Gdańsk" in note
    assert listings(account) == []
    assert "set locations" in reviewdesk_check_account(account=terra_account(sandbox.url)).note
    unknown = terra_account(sandbox.url, find="Nowhere Inn")
    assert "no page of that name" in reviewdesk_check_account(account=unknown).note


def test_pages_unknown_to_the_key_are_named(at_terra):
    _sandbox, account = at_terra(account={"locations": "9100001, 77"}, allowlist=[9100002])
    assert "not for this key: 9100001, 77." in reviewdesk_check_account(account=account).note
    assert listings(account) == []


def test_an_account_by_hand_answers_without_asking_anyone(play, terra_account):
    sandbox = play()
    account = terra_account(sandbox.url, key=None)
    status = reviewdesk_check_account(account=account)
    assert status.may == frozenset()
    assert status.retention.words is None
    assert listings(account) == []
    assert sandbox.journal.entries() == []


def test_words_are_kept_only_by_contract(at_terra):
    _sandbox, account = at_terra()
    assert reviewdesk_check_account(account=account).retention is None
    _other, allowed = at_terra(account={"keep_words": "yes"})
    assert reviewdesk_check_account(account=allowed).retention.words is None
    _third, odd = at_terra(account={"keep_words": "perhaps"})
    status = reviewdesk_check_account(account=odd)
    assert status.retention is None
    assert "keep_words is neither yes nor no" in status.note


def test_no_hook_posts_or_withdraws():
    hooks = vars(reviewdesk_tripadvisor)
    assert "reviewdesk_post_reply" not in hooks
    assert "reviewdesk_withdraw_reply" not in hooks
