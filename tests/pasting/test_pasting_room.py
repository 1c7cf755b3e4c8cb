"""Words copied off a page: understood or asked about, joined with what is known, twice changes nothing."""

from datetime import date

import pytest

from reviewdesk.api import (
    DeskError,
    Pasted,
    Precision,
    Rating,
    Review,
    Skipped,
    StandingReply,
    hookimpl,
)
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Taken

YELP = """Priya N.
Gdańsk, Poland
4
12
Nov 3, 2025
The dough was light and the waiter knew his wines.
Useful 1
Thanks 0
Love this 0
Oh no 0
"""


def everything(desk):
    return desk.inbox.page(Query(all=True), limit=1000)


def facts(desk):
    return [(each.pub, each.review, each.state, each.last_word_at, each.same_as) for each in everything(desk)]


def copied(known, **more):
    """A known review as its page shows it."""
    there = known.review
    given = {
        "external_id": f"key-{there.author}",
        "listing": "",
        "created_at": there.created_at.date(),
        "precision": Precision.DAY,
        "rating": there.rating,
        "text": there.text,
        "author": there.author,
        "id_space": "paste",
    }
    return Review(**(given | more))


@pytest.fixture
def page(monkeypatch):
    """What Google's plugin makes of any text from now on: rows and what they lack."""
    import reviewdesk_google

    shown = []

    @hookimpl
    def reviewdesk_read_paste(text, hint):
        return shown[0] if shown else None

    monkeypatch.setattr(reviewdesk_google, "reviewdesk_read_paste", reviewdesk_read_paste, raising=False)

    def show(*rows, missing=()):
        shown[:] = [Pasted(platform="google", sure=1.0, rows=rows, missing=missing)]

    return show


def test_what_is_missing_is_told_and_taken_once_it_was_typed(desk):
    look = desk.pasting.look(YELP, "yelp", "Mario")
    assert (look.platform, look.listing.title, len(look.rows)) == ("yelp", "Mario", 1)
    assert look.rows[0].missing == ("rating",)
    assert look.open
    with pytest.raises(DeskError, match="lacks something: rating"):
        desk.pasting.take(look)
    with pytest.raises(DeskError, match="is no rating"):
        desk.pasting.take(look, {0: {"rating": "6"}})
    assert everything(desk) == []
    report = desk.pasting.take(look, {0: {"rating": "4"}})
    assert (report.taken, report.account, report.listings) == (Taken(new=1), "yelp", ("Mario",))
    (known,) = everything(desk)
    assert (known.review.rating, known.review.created_at) == (Rating(4, 5), date(2025, 11, 3))
    assert known.state == State.UNANSWERED


def test_pasted_again_nothing_is_asked_and_nothing_changes(desk):
    desk.pasting.take(desk.pasting.look(YELP, "yelp", "Mario"), {0: {"rating": "-"}})
    before = facts(desk)
    look = desk.pasting.look(YELP, "yelp")
    assert look.listing.title == "Mario", "the only page there is"
    assert not look.open
    assert look.rows[0].known == before[0][0]
    assert desk.pasting.take(look).taken == Taken(known=1)
    assert facts(desk) == before


def test_the_page_has_to_be_said_where_none_is_known(desk):
    look = desk.pasting.look(YELP, "yelp")
    assert (look.listing, look.open) == (None, True)
    with pytest.raises(DeskError, match="which page"):
        desk.pasting.take(look, {0: {"rating": "4"}})


def test_a_slip_of_the_pen_makes_no_new_page(desk):
    desk.pasting.take(desk.pasting.look(YELP, "yelp", "Mario Downtown"), {0: {"rating": "4"}})
    with pytest.raises(DeskError, match="no listing named"):
        desk.pasting.look(YELP, "yelp", "Mario Dwontown")
    assert desk.pasting.look(YELP, "yelp", "mario downtown").listing.title == "Mario Downtown"


@pytest.mark.parametrize("text", ["", "  \n", "just some words that nobody knows"])
def test_a_text_that_nobody_understands_is_refused_in_one_sentence(desk, text):
    with pytest.raises(DeskError):
        desk.pasting.look(text)


def test_a_tie_between_platforms_is_put_to_the_owner(page, monkeypatch, reopen):
    import reviewdesk_yelp

    row = Review(external_id="k", listing="", created_at=date(2025, 11, 3), precision=Precision.DAY)

    @hookimpl
    def reviewdesk_read_paste(text, hint):
        return Pasted(platform="yelp", sure=1.0, rows=(row,))

    monkeypatch.setattr(reviewdesk_yelp, "reviewdesk_read_paste", reviewdesk_read_paste)
    page(row)
    desk = reopen()
    look = desk.pasting.look("any")
    assert (set(look.tie), look.open) == ({"google", "yelp"}, True)
    assert desk.pasting.look("any", "yelp").platform == "yelp"


def test_a_plugin_that_stumbles_over_a_text_leaves_the_others_at_work(reopen, monkeypatch):
    import reviewdesk_google

    @hookimpl
    def reviewdesk_read_paste(text, hint):
        raise RuntimeError(text[:1], hint)

    monkeypatch.setattr(reviewdesk_google, "reviewdesk_read_paste", reviewdesk_read_paste, raising=False)
    desk = reopen()
    assert desk.pasting.look(YELP).platform == "yelp"
    assert "RuntimeError" in str(desk.plugins.records())


# --- with what the platform told ------------------------------------------------------------------------


def test_a_pasted_page_joins_what_was_fetched_and_changes_nothing(page, connected_desk):
    desk = connected_desk
    known = next(each for each in everything(desk) if each.review.text and each.review.author)
    before = facts(desk)
    page(copied(known, text=known.review.text[:12] + "…", rating=None), missing=(("rating", "text"),))
    look = desk.pasting.look("any", "google", known.listing)
    assert (look.rows[0].known, look.rows[0].missing) == (known.pub, ())
    for _turn in range(2):
        desk.pasting.take(desk.pasting.look("any", "google", known.listing))
        assert facts(desk) == before


def test_a_day_that_was_only_guessed_is_found_by_name_and_words(page, connected_desk):
    desk = connected_desk
    known = next(each for each in everything(desk) if each.review.text and each.review.author)
    before = facts(desk)
    page(copied(known, created_at=date(2024, 2, 1), precision=Precision.MONTH))
    look = desk.pasting.look("any", "google", known.listing)
    assert look.rows[0].known == known.pub
    assert desk.pasting.take(look).taken == Taken(joined=1)
    assert facts(desk) == before


def test_a_pasted_answer_confirms_one_given_by_hand(page, desk):
    desk.pasting.take(desk.pasting.look(YELP, "yelp", "Mario"), {0: {"rating": "4"}})
    (known,) = everything(desk)
    desk.replies.draft(known.pub, "Thank you, Priya, come again soon.")
    desk.replies.hand_off(known.pub)
    assert desk.inbox.find(known.pub).state == State.HANDED_OFF
    answered = (
        YELP
        + "Comment from Mario of Mario\nBusiness Owner\nNov 4, 2025\nThank you, Priya, come again soon.\n"
    )
    look = desk.pasting.look(answered, "yelp")
    assert look.rows[0].review.reply == StandingReply(text="Thank you, Priya, come again soon.")
    desk.pasting.take(look)
    assert desk.inbox.find(known.pub).state == State.PUBLISHED


def test_pieces_that_were_not_understood_are_told(page, desk):
    row = Review(
        external_id="k", listing="", created_at=date(2025, 11, 3), precision=Precision.DAY, author="A"
    )
    page(row, Skipped(reason="no head"))
    look = desk.pasting.look("any", "google", "Mario")
    assert [each.reason for each in look.skipped] == ["no head"]
    report = desk.pasting.take(look)
    assert (report.rows, [each.reason for each in report.skipped]) == (2, ["no head"])
