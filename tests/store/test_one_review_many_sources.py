"""A review told by two sources is one review; an older file never sets anything back."""

from datetime import timedelta

from reviewdesk.api import Rating, Standing
from reviewdesk.store.lines import State
from reviewdesk.store.values import Taken


def test_a_file_and_then_the_api_tell_of_one_review(shelf, guest, takeout, now):
    written = now - timedelta(days=2) + timedelta(microseconds=695148)
    shelf.file(takeout(created_at=written.replace(microsecond=695000)))
    before = shelf.only()
    assert shelf.fetch(guest(created_at=written)) == Taken(joined=1)
    after = shelf.only()
    assert after.pub == before.pub
    assert (before.fetched, after.fetched) == (False, True)
    assert after.review.external_id == "r1"
    assert after.review.ref.endswith("r1"), "only so can it be answered by API"


def test_the_api_and_then_a_file_tell_of_one_review_and_the_apis_facts_stay(shelf, guest, takeout):
    shelf.fetch(guest(details={"Photo 1": "https://x.invalid/1"}, url="https://x.invalid/r1"))
    before = shelf.dump()
    assert shelf.file(takeout()) == Taken(joined=1)
    assert shelf.dump() == before


def test_twice_each_in_any_order_changes_nothing(shelf, guest, takeout, answer):
    items = [guest("r1", reply=answer()), guest("r2", author="Ivo", text=None)]
    files = [takeout("t1", reply=answer()), takeout("t2", author="Ivo", text=None)]
    shelf.file(*files)
    shelf.fetch(*items)
    before = shelf.dump()
    assert shelf.fetch(*items) == Taken(known=2)
    assert shelf.file(*files) == Taken(known=2)
    assert shelf.fetch(*items) == Taken(known=2)
    assert shelf.dump() == before
    assert shelf.versions() == []


def test_an_older_file_sets_nothing_back(shelf, guest, takeout, now):
    edited = now - timedelta(hours=5)
    shelf.fetch(guest(text="They made it good.", rating=Rating(5, 5), updated_at=edited))
    before = shelf.dump()
    shelf.file(takeout(text="The soup was cold.", rating=Rating(2, 5)))
    assert shelf.dump() == before


def test_an_older_file_of_the_same_kind_sets_nothing_back(shelf, takeout, now):
    shelf.file(takeout(text="Better now.", updated_at=now - timedelta(hours=5)))
    before = shelf.dump()
    shelf.file(takeout(text="The soup was cold."))
    assert shelf.dump() == before


def test_a_newer_file_brings_new_words_and_keeps_the_way_to_answer(shelf, guest, takeout, now):
    shelf.fetch(guest(details={"Photo 1": "https://x.invalid/1"}))
    assert shelf.file(takeout()) == Taken(joined=1)
    edited = now - timedelta(hours=5)
    assert shelf.file(takeout(text="Better now.", updated_at=edited)) == Taken(changed=1)
    known = shelf.only()
    assert (known.review.text, known.last_word_at) == ("Better now.", edited)
    assert (known.review.external_id, known.review.id_space) == ("r1", "api")
    assert known.review.details == {"Photo 1": "https://x.invalid/1"}
    assert [each.text for each in shelf.versions()] == ["The soup was cold."]
    shelf.fetch(guest(text="Better now.", updated_at=edited, details={"Photo 1": "https://x.invalid/1"}))
    assert len(shelf.versions()) == 1


def test_the_same_words_written_differently_by_two_sources_are_no_edit(shelf, guest, takeout):
    shelf.file(takeout(text="Crème  brûlée\r\nfine", updated_at=None))
    shelf.fetch(guest(text="Cre\u0300me bru\u0302le\u0301e\nfine (short)"))
    known = shelf.only()
    assert known.review.text.endswith("(short)"), "the platform's own telling counts"
    assert known.last_word_at == known.review.created_at
    assert shelf.versions() == []
    shelf.fetch(guest(text="Crème brûlée fine (short)"))
    assert shelf.versions() == []


def test_an_old_file_does_not_bring_back_a_reply_that_the_platform_no_longer_shows(
    shelf, guest, takeout, answer, now
):
    shelf.fetch(guest(reply=answer()))
    shelf.fetch(guest())
    shelf.note(walked_at=now)
    assert shelf.only().state == State.UNANSWERED
    shelf.file(takeout(reply=answer()))
    assert shelf.only().state == State.UNANSWERED


def test_a_newer_file_shows_a_reply_written_since_the_last_fetch(shelf, guest, takeout, answer, now):
    shelf.fetch(guest())
    shelf.note(walked_at=now - timedelta(days=1, hours=1))
    shelf.file(takeout(reply=answer()))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_a_file_knows_less_about_a_reply_than_the_platform(shelf, guest, takeout, answer):
    shelf.fetch(guest(reply=answer(standing=Standing.PUBLISHED)))
    shelf.file(takeout(reply=answer(standing=Standing.UNTOLD)))
    assert shelf.only().review.reply.standing == Standing.PUBLISHED


def test_a_file_without_a_reply_takes_none_away(shelf, takeout, answer):
    shelf.file(takeout(reply=answer()))
    shelf.file(takeout(reply=None, details={"x": "y"}))
    assert shelf.only().review.reply.text == "Thank you."


def test_two_reviews_of_one_name_and_second_are_told_apart_by_stars(shelf, guest, takeout):
    shelf.file(takeout("t1", rating=Rating(1, 5)), takeout("t2", rating=Rating(5, 5)))
    shelf.fetch(guest("r5", rating=Rating(5, 5)), guest("r1", rating=Rating(1, 5)))
    found = {each.review.external_id: each for each in shelf.all()}
    assert len(found) == 2
    assert (found["r5"].half_stars, found["r1"].half_stars) == (10, 2)
    assert all(each.same_as is None for each in found.values())


def test_two_that_nothing_tells_apart_are_asked_about_and_never_joined_by_guess(shelf, guest, takeout):
    shelf.file(takeout("t1"), takeout("t2"))
    shelf.fetch(guest("r1"), guest("r2"))
    files, fetched = shelf.all()[:2], shelf.all()[2:]
    assert [each.same_as for each in files] == [None, None]
    assert {each.same_as for each in fetched} == {each.pub for each in files}
    before = shelf.dump()
    shelf.fetch(guest("r1"), guest("r2"))
    assert shelf.dump() == before


def test_the_wrong_one_of_two_does_not_take_the_place_of_the_right_one(shelf, guest, takeout):
    shelf.file(takeout("t1", rating=Rating(1, 5)))
    shelf.fetch(guest("r5", rating=Rating(5, 5)), guest("r1", rating=Rating(1, 5)))
    found = {each.review.external_id: each for each in shelf.all()}
    assert set(found) == {"r5", "r1"}
    assert found["r1"].half_stars == 2
    assert shelf.versions() == []


def test_two_ids_of_one_source_are_two_reviews_however_alike(shelf, guest):
    assert shelf.fetch(guest("r1"), guest("r2")) == Taken(new=2)
    assert all(each.same_as is None for each in shelf.all())


def test_an_alias_joins_what_names_and_times_could_not(shelf, guest, takeout, now):
    shelf.file(takeout("t1", author="Ewa"))
    shelf.fetch(guest("r1", author="Ewa Kowalska", aliases={"takeout": "t1"}))
    assert shelf.only().fetched, "found by an alias it is known by its own id too"
    shelf.fetch(guest("r1", author="Ewa Kowalska"))
    assert shelf.only().review.author == "Ewa Kowalska"


def test_names_that_differ_in_case_and_blanks_are_one_name(shelf, guest, takeout):
    shelf.file(takeout(author="EWA  k."))
    assert shelf.fetch(guest(author="Ewa K.")).joined == 1


def test_other_listings_reviews_are_never_joined(shelf, another_shelf, guest, takeout):
    shelf.file(takeout())
    other = another_shelf("shop2", "Mario Due")
    assert other.fetch(guest(listing="shop2")) == Taken(new=1)


def test_a_page_that_names_a_review_twice_gives_one(shelf, guest):
    assert shelf.fetch(guest(text="old"), guest(text="new")) == Taken(new=1)
    assert shelf.only().review.text == "new"


def test_excerpts_do_not_unlearn_that_replies_are_known(shelf, guest):
    shelf.fetch(guest())
    shelf.fetch(guest(reply_known=False))
    assert shelf.only().review.reply_known
    assert shelf.only().state == State.UNANSWERED


def test_a_source_that_knows_of_replies_makes_an_excerpt_wait(shelf, guest, takeout):
    shelf.fetch(guest(reply_known=False))
    assert not shelf.only().waiting
    shelf.file(takeout())
    assert shelf.only().waiting
