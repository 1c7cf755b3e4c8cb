"""The three levels: what an account may do, what it reads, and what it says where less is open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from reviewdesk_yelp import (
    reviewdesk_check_account,
    reviewdesk_fetch_reviews,
    reviewdesk_list_listings,
    reviewdesk_read_review,
    reviewdesk_reply_page,
)

from reviewdesk.api import AuthError, May, NotApproved, NotSupported, Retention, Review, Skipped

SHOP = "Tq0Sandbox-Example-001"


def check(account):
    return reviewdesk_check_account(account=account)


def test_by_hand_asks_nobody_and_opens_the_owners_page(yelp, connect):
    account = connect(yelp, "hand")
    status = check(account)
    assert (status.may, status.identity) == (frozenset(), None)
    assert "biz.yelp.com" in status.note
    assert status.retention == Retention()
    (listing, *_others) = reviewdesk_list_listings(account=account)
    assert listing.external_id == "Tq0Sandbox-Example-001"
    review = Review(
        external_id="x",
        listing=listing.external_id,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        author="Dana P.",
    )
    page = reviewdesk_reply_page(account=account, review=review)
    assert page.url == f"{yelp.url}/r2r/{listing.external_id}"
    assert not page.exact
    assert "Dana P." in page.hint
    assert not reviewdesk_read_review(account=account, review=review).certain
    with pytest.raises(NotSupported):
        list(reviewdesk_fetch_reviews(account=account, listing=listing))
    assert yelp.journal.entries() == []


def test_a_key_reads_excerpts_that_prove_nothing(yelp, connect, desk):
    yelp.switches.set({"private_enabled": False})
    account = connect(yelp, "key")
    status = check(account)
    assert status.may == {May.EXCERPTS}
    assert status.retention.words == timedelta(hours=24)
    assert "Excerpts only" in status.note
    (page,) = reviewdesk_fetch_reviews(account=account, listing=desk.listing(account))
    assert len(page.reviews) == 3
    assert page.total > 3
    assert not page.complete
    assert page.cursor is None
    for row in page.reviews:
        assert not row.reply_known
        assert row.reply is None
        assert len(row.text) <= 160
        assert ("Excerpt" in row.details) == row.text.endswith("...")
        reading = reviewdesk_read_review(account=account, review=row)
        assert (reading.review.external_id, reading.certain) == (row.external_id, False)
    other = replace(page.reviews[0], external_id="AnotherReviewOfThisPage")
    assert reviewdesk_read_review(account=account, review=other).certain is False


@pytest.mark.parametrize("refusal", [401, 403])
def test_a_key_without_private_reviews_is_no_wrong_key(yelp, connect, refusal):
    yelp.switches.set({"private_enabled": False, "private_refusal": refusal})
    assert check(connect(yelp, "key")).may == {May.EXCERPTS}


def test_a_plan_without_reviews_is_told_as_such(yelp, connect, desk):
    yelp.switches.set({"private_enabled": False, "plan_reviews": 0})
    account = connect(yelp, "key")
    with pytest.raises(NotApproved, match="plan") as told:
        check(account)
    assert "biz.yelp.com" in told.value.advice
    with pytest.raises(NotApproved, match="plan"):
        list(reviewdesk_fetch_reviews(account=account, listing=desk.listing(account)))


def test_a_wrong_key_is_a_wrong_key(yelp, connect):
    other = SimpleNamespace(settings=yelp.settings, secrets={**yelp.secrets, "api_key": "wrong"})
    with pytest.raises(AuthError, match="API key"):
        check(connect(other, "key"))


def test_a_page_without_reviews_is_no_trouble_of_the_key(play, connect):
    empty = play("empty")
    empty.switches.set({"private_enabled": False})
    account = connect(empty, "key")
    assert check(account).may == {May.EXCERPTS}
    listing = next(iter(reviewdesk_list_listings(account=account)))
    with pytest.raises(NotSupported, match="no reviews yet"):
        list(reviewdesk_fetch_reviews(account=account, listing=listing))


def test_a_key_with_private_reviews_but_no_sign_in_reads_all_and_answers_by_hand(yelp, connect):
    status = check(connect(yelp, "key"))
    assert status.may == {May.READ}
    assert "by hand" in status.note


def test_a_partner_reads_all_and_answers(yelp, connect, desk):
    account = connect(yelp)
    status = check(account)
    assert (status.identity, status.may, status.note) == ("Rosa E.", {May.READ, May.REPLY}, "")
    assert status.retention.words == timedelta(hours=24)
    assert check(connect(yelp, name="kept", keep_words="yes")).retention == Retention()
    assert [page.title for page in reviewdesk_list_listings(account=account)] == [
        "Taquería Ejemplo",
        "Taquería Ejemplo Truck",
        "Taquería Ejemplo Kiosk",
    ]


def test_without_a_list_of_pages_the_sign_in_tells_them(yelp, connect):
    account = connect(yelp, businesses="")
    assert len(list(reviewdesk_list_listings(account=account))) == 3
    assert "businesses" in check(connect(yelp, "key", name="bare", businesses="")).note


def test_pages_are_named_by_id_name_or_link_and_one_that_is_unknown_hides_no_other(yelp, connect):
    wish = "https://biz.yelp.com/r2r/Tq0Sandbox-Example-001, no-such-page taqueria-ejemplo-oakland;"
    account = connect(yelp, businesses=f"{wish} https://www.yelp.com/biz/taqueria-ejemplo-truck-berkeley")
    assert [page.external_id[-3:] for page in reviewdesk_list_listings(account=account)] == ["001", "002"]
    with pytest.raises(NotSupported, match="does not know"):
        list(reviewdesk_list_listings(account=connect(yelp, name="lost", businesses="no-such-page")))


def test_a_wrong_or_hidden_page_says_nothing_about_the_key(yelp, connect, desk):
    hidden = replace(yelp.world.businesses[SHOP], id="Tq0Sandbox-Example-009", alias="hidden", hidden=True)
    yelp.world.businesses[hidden.id] = hidden
    pages = f"no-such-page,{hidden.id},{SHOP}"
    account = connect(yelp, businesses=pages)
    assert May.READ in check(account).may
    assert not any("Excerpt" in row.details for row in desk.rows(account, 1))
    yelp.switches.set({"private_enabled": False})
    assert check(connect(yelp, "key", name="key", businesses=pages)).may == {May.EXCERPTS}
    with pytest.raises(NotSupported, match="does not know"):
        check(connect(yelp, "key", name="lost", businesses="no-such-page"))


def test_a_dead_sign_in_leaves_reading_as_it_is(yelp, connect):
    yelp.grants.revoke()
    status = check(connect(yelp))
    assert status.may == {May.READ}
    assert "Sign in again" in status.note


def test_a_right_to_answer_without_private_reviews_is_not_used_blindly(yelp, connect):
    yelp.switches.set({"private_enabled": False})
    status = check(connect(yelp))
    assert status.may == {May.EXCERPTS}
    assert "without Private Reviews" in status.note


@pytest.mark.parametrize("nested", [True, False])
@pytest.mark.parametrize("ids", [True, False])
def test_every_odd_review_is_read_as_its_guest_wrote_it(yelp, connect, desk, nested, ids):
    yelp.switches.set({"private_nested": nested, "private_ids": ids})
    account = connect(yelp)
    rows = desk.rows(account)
    assert all(isinstance(row, Review) for row in rows)
    assert len({row.external_id for row in rows}) == len(rows) == 17
    assert not any("cousin" in row.text for row in rows)
    autumn = next(row for row in rows if "clocks go back" in row.text)
    assert autumn.created_at == datetime(2024, 11, 3, 8, 30, tzinfo=UTC)
    assert next(row for row in rows if "Wi-Fi" in row.text).reply.text.startswith("Thanks, Dee!")
    assert next(row for row in rows if "carnitas themselves" in row.text).text.count("\n\n") == 1


def test_a_review_updated_after_the_answer_says_so(yelp, connect, desk):
    row = desk.find(connect(yelp), "Update: came back")
    assert row.reply.at < row.created_at == row.updated_at
    assert "before the guest updated" in row.details["Answer"]
    june = desk.find(connect(yelp, name="b"), "Lovely lunch")
    assert june.updated_at is None


def test_an_update_under_a_new_id_is_one_history_by_the_answer_it_inherits(yelp, connect, desk):
    account = connect(yelp)
    before = desk.find(account, "nothing special")
    yelp.happen({"event": "second-visit"})
    after = desk.find(account, "What a difference")
    assert after.external_id != before.external_id
    assert after.aliases["yelp-response"] == before.aliases["yelp-response"]
    reading = reviewdesk_read_review(account=account, review=before)
    assert (reading.review, reading.certain) == (after, True)
    others = [row.aliases["yelp-response"] for row in desk.rows(account) if row.reply]
    assert len(set(others)) == len(others)


def test_an_update_is_one_history_for_excerpts_too_by_the_person(play, connect, desk):
    yelp = play("many:3")
    yelp.switches.set({"private_enabled": False})
    account = connect(yelp, "key")
    before = {row.text: row for row in desk.rows(account)}
    yelp.happen({"event": "update", "review": "made-1", "stars": 1, "text": "Worse than the last time."})
    after = desk.find(account, "Worse")
    assert after.aliases == before[yelp.world.named("made-0").text.replace("visit 0", "visit 1")].aliases


def test_a_review_that_drops_out_is_never_taken_for_removed(yelp, connect, desk):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.happen({"event": "drops-out"})
    reading = reviewdesk_read_review(account=account, review=review)
    assert (reading.review, reading.reply, reading.certain) == (None, None, False)


def test_at_most_two_hundred_are_shown_and_never_called_complete(play, connect, desk):
    account = connect(play("many:230"))
    (page,) = reviewdesk_fetch_reviews(account=account, listing=desk.listing(account))
    assert len(page.reviews) == 200
    assert not page.complete


def test_a_row_that_cannot_be_read_costs_nothing_but_itself(yelp, connect, desk):
    yelp.faults.add(
        _rewrite("reviews.review.0.rating", 11),
    )
    rows = desk.rows(connect(yelp))
    assert isinstance(rows[0], Skipped)
    assert "stars" in rows[0].reason
    assert all(isinstance(row, Review) for row in rows[1:])


def _rewrite(field, value):
    from reviewdesk.sandbox import Act, Fault

    # The first such call only asks which level the key has.
    return Fault(act=Act.REWRITE, path="/v3/private/", after=1, field=field, value=value)
