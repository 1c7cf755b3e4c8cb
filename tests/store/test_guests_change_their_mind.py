"""An edited review: the old words are kept, the last word moves; `again` asks only where it can be met."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reviewdesk.api import Precision, Rating, Standing
from reviewdesk.store.lines import State


def test_new_words_are_the_last_word_and_the_old_ones_are_kept(shelf, guest, now):
    shelf.fetch(guest())
    edited = now - timedelta(hours=1)
    shelf.fetch(guest(text="It got worse.", rating=Rating(1, 5), updated_at=edited))
    known = shelf.only()
    assert (known.last_word_at, known.day, known.half_stars) == (edited, date(2026, 11, 20), 2)
    (old,) = shelf.versions()
    assert (old.text, old.half_stars, old.until) == ("The soup was cold.", 4, edited)


@pytest.mark.parametrize(
    "more",
    [{}, {"translation": "Other"}, {"details": {"Photo 1": "https://x.invalid"}}, {"url": "https://x"}],
)
def test_the_platforms_stamp_alone_is_no_word(shelf, guest, now, more):
    shelf.fetch(guest())
    shelf.fetch(guest(updated_at=now - timedelta(hours=1), **more))
    known = shelf.only()
    assert known.last_word_at == known.review.created_at
    assert shelf.versions() == []
    assert known.state == State.UNANSWERED


def answered(shelf, guest, answer, **more):
    shelf.fetch(guest(reply=answer(), **more))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_edited_after_the_answer_it_waits_again(shelf, guest, answer, now):
    answered(shelf, guest, answer)
    shelf.fetch(guest(text="Worse.", updated_at=now - timedelta(hours=1), reply=answer()))
    assert shelf.only().state == State.AGAIN
    assert shelf.only().waiting


def test_where_an_answer_can_not_be_changed_nothing_waits_again(shelf, guest, answer, now):
    shelf.replaceable = False
    answered(shelf, guest, answer)
    shelf.fetch(guest(text="Worse.", updated_at=now - timedelta(hours=1), reply=answer()))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_what_is_older_than_the_beginning_does_not_wait_again(shelf, guest, answer, now):
    answered(shelf, guest, answer)
    shelf.begin_on(now.date())
    shelf.fetch(guest(text="Worse.", updated_at=now - timedelta(days=1), reply=answer()))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_first_seen_with_an_edit_after_the_answer_it_waits_again(shelf, guest, answer, now):
    shelf.fetch(guest(updated_at=now - timedelta(hours=1), reply=answer()))
    assert shelf.only().state == State.AGAIN
    shelf.begin_on(now.date() + timedelta(days=1))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_an_answer_written_elsewhere_to_the_new_words_settles_it(shelf, guest, answer, now):
    answered(shelf, guest, answer)
    edit = {"text": "Worse.", "updated_at": now - timedelta(hours=2)}
    shelf.fetch(guest(**edit, reply=answer("Sorry again.", at=now - timedelta(hours=1))))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE
    assert len(shelf.versions()) == 1


def test_an_edit_and_its_answer_seen_one_after_the_other(shelf, guest, answer, now):
    answered(shelf, guest, answer)
    edit = {"text": "Worse.", "updated_at": now - timedelta(hours=2)}
    shelf.fetch(guest(**edit, reply=answer()))
    assert shelf.only().state == State.AGAIN
    shelf.fetch(guest(**edit, reply=answer("Sorry again.", at=now - timedelta(hours=1))))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_history_that_is_edited_today_is_todays_work(shelf, guest, now):
    shelf.fetch(guest())
    assert shelf.begin_on(now.date()) == 1
    assert shelf.only().state == State.HISTORY
    shelf.fetch(guest(text="And another thing.", updated_at=now))
    assert shelf.only().state == State.UNANSWERED


def test_a_skip_was_about_the_old_words(shelf, guest, now):
    shelf.fetch(guest(text=None))
    shelf.set(skipped="nothing to say")
    shelf.fetch(guest(text="Now I tell you.", updated_at=now))
    assert shelf.only().state == State.UNANSWERED


def test_stars_without_words_that_get_words_wait(shelf, guest, now):
    shelf.fetch(guest(text=None, rating=Rating(5, 5)))
    shelf.begin_on(None, wordless_above=6)
    assert shelf.only().state == State.SKIPPED
    shelf.fetch(guest(text="And why.", rating=Rating(5, 5), updated_at=now))
    assert shelf.only().state == State.UNANSWERED


def test_an_edit_of_a_bare_day_is_told_in_the_shops_day(shelf, guest, now):
    shelf.now = now.replace(hour=23, minute=30)
    day = {"created_at": date(2026, 11, 18), "precision": Precision.DAY}
    shelf.fetch(guest(**day))
    shelf.fetch(guest(**day, text="Worse."))
    assert shelf.only().last_word_at == date(2026, 11, 21), "in Rome it is tomorrow already"


# --- replies that come, go and are refused --------------------------------------------------------


def test_a_reply_that_vanished_from_the_platform_leaves_the_review_open(shelf, guest, answer):
    answered(shelf, guest, answer)
    shelf.fetch(guest())
    known = shelf.only()
    assert (known.state, known.review.reply, known.standing_origin) == (State.UNANSWERED, None, None)


def test_a_reply_on_the_owners_word_is_believed_until_it_must_be_seen(shelf, guest, now):
    item = guest()
    shelf.fetch(item)
    word = {
        "standing_text": "By hand.",
        "standing": "untold",
        "standing_at": now,
        "standing_origin": "here",
        "claimed_until": now + timedelta(days=3),
    }
    shelf.set(**word)
    shelf.fetch(item)
    assert shelf.only().state == State.PUBLISHED
    shelf.now = now + timedelta(days=4)
    shelf.fetch(item)
    assert shelf.only().state == State.GONE


def test_a_reply_on_the_owners_word_that_is_seen_needs_no_word_any_more(shelf, guest, answer, now):
    shelf.fetch(guest())
    shelf.set(
        standing_text="Thank you.",
        standing="untold",
        standing_origin="here",
        claimed_until=now + timedelta(days=3),
    )
    shelf.fetch(guest(reply=answer()))
    assert shelf.row().claimed_until is None
    assert shelf.only().state == State.PUBLISHED


def test_a_reply_that_the_platform_refused_later_is_told(shelf, guest, answer):
    shelf.fetch(guest(reply=answer(standing=Standing.PENDING)))
    shelf.set(standing_origin="here")
    assert shelf.only().state == State.PUBLISHED
    refused = answer(standing=Standing.REJECTED, reason="It names a phone number.")
    shelf.fetch(guest(reply=refused))
    known = shelf.only()
    assert (known.state, known.outcome_reason) == (State.REFUSED, "It names a phone number.")
    shelf.fetch(guest(reply=replace(refused, standing=Standing.PUBLISHED, reason=None)))
    assert shelf.only().state == State.PUBLISHED


def test_a_refused_reply_from_before_the_beginning_is_the_past(shelf, guest, answer, now):
    shelf.fetch(guest(reply=answer(standing=Standing.REJECTED, reason="Spam.")))
    assert shelf.only().state == State.REFUSED, "guests do not see it: it waits"
    shelf.begin_on(now.date())
    assert shelf.only().state == State.ANSWERED_ELSEWHERE
    shelf.fetch(guest("r2", author="Ivo", reply=answer(standing=Standing.REJECTED)))
    assert shelf.all()[1].state == State.ANSWERED_ELSEWHERE


def test_a_removed_review_that_is_shown_again_comes_back(shelf, guest, now):
    shelf.fetch(guest())
    shelf.set(removed_at=now)
    shelf.file(guest())
    assert shelf.only().state == State.REMOVED, "a file proves nothing"
    shelf.fetch(guest())
    assert shelf.only().state == State.UNANSWERED


def test_one_found_missing_once_and_then_seen_is_not_missing(shelf, guest, now):
    shelf.fetch(guest())
    shelf.set(missing_at=now)
    shelf.fetch(guest())
    assert shelf.only().missing_at is None
