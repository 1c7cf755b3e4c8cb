"""Words copied off a page tell the day alone: they still join what a file or the platform tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reviewdesk.api import Precision, Rating
from reviewdesk.store.lines import State
from reviewdesk.store.values import Taken

DAY = date(2026, 11, 18)


@pytest.fixture
def copied(guest):
    def make(name="p1", **more):
        given = {"created_at": DAY, "precision": Precision.DAY, "id_space": "paste", "ref": ""}
        return guest(name, **(given | more))

    return make


@pytest.fixture
def month(copied):
    return lambda name="p1", **more: copied(
        name, **({"created_at": DAY.replace(day=1), "precision": Precision.MONTH} | more)
    )


def test_a_copied_review_joins_the_one_that_the_platform_told_and_changes_nothing(shelf, guest, copied):
    shelf.fetch(guest())
    before = shelf.dump()
    assert shelf.file(copied(text="The soup was …")) == Taken(joined=1)
    assert shelf.file(copied(text="The soup was …")) == Taken(known=1)
    assert shelf.dump() == before


def test_what_the_platform_tells_later_joins_the_copied_one_and_sharpens_it(shelf, guest, copied, now):
    shelf.file(copied(rating=None, text="The soup was …"))
    pub = shelf.only().pub
    assert shelf.fetch(guest()) == Taken(joined=1)
    known = shelf.only()
    assert known.pub == pub
    assert (known.review.external_id, known.review.id_space) == ("r1", "api")
    assert known.review.created_at == known.last_word_at == now - timedelta(days=2)
    assert (known.review.precision, known.half_stars) == (Precision.SECOND, 4)
    assert shelf.versions() == [], "nobody edited anything"
    assert shelf.row().word_order % 86_400_000_000 != 0, "it stands at its hour"


@pytest.mark.parametrize("first", ["copied", "told"])
def test_a_month_is_enough_where_the_name_is_the_only_one(shelf, guest, month, first):
    if first == "copied":
        shelf.file(month(text="The soup …"))
        assert shelf.fetch(guest()) == Taken(joined=1)
        assert shelf.versions() == []
    else:
        shelf.fetch(guest())
        assert shelf.file(month(text="The soup …")) == Taken(joined=1)
    assert shelf.only().review.created_at == guest().created_at


def test_a_file_knows_more_than_copied_words(shelf, takeout, copied):
    shelf.file(copied(text="The soup was …"))
    assert shelf.file(takeout()) == Taken(joined=1)
    known = shelf.only()
    assert (known.review.text, known.review.id_space) == ("The soup was cold.", "takeout")
    assert isinstance(known.last_word_at, datetime)


def test_the_day_is_that_of_the_shop(shelf, guest, copied):
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # the 19th in Rome
    shelf.fetch(guest(created_at=late))
    assert shelf.file(copied(created_at=date(2026, 11, 19))) == Taken(joined=1)
    assert shelf.only().review.text == guest().text


def test_another_day_or_name_is_another_review(shelf, guest, copied):
    shelf.fetch(guest())
    assert shelf.file(copied(created_at=date(2026, 11, 10))) == Taken(new=1)
    assert shelf.file(copied("p2", author="Ivo")) == Taken(new=1)
    assert all(each.same_as is None for each in shelf.all())


def test_stars_break_the_tie_of_one_name_and_day(shelf, guest, copied):
    shelf.fetch(guest("r1", rating=Rating(1, 5)), guest("r5", rating=Rating(5, 5)))
    assert shelf.file(copied(rating=Rating(5, 5))) == Taken(joined=1)
    assert len(shelf.all()) == 2


def test_where_several_could_be_meant_it_is_asked(shelf, guest, copied):
    shelf.fetch(guest("r1"), guest("r2", created_at=guest().created_at + timedelta(hours=1)))
    assert shelf.file(copied(rating=None)) == Taken(new=1)
    assert shelf.all()[-1].same_as in {each.pub for each in shelf.all()[:2]}


def test_two_of_the_platforms_for_one_copied_are_asked_about(shelf, guest, copied):
    shelf.file(copied(rating=None))
    shelf.fetch(guest("r1"), guest("r2", created_at=guest().created_at + timedelta(hours=1)))
    assert [each.same_as for each in shelf.all()][1:] == [shelf.all()[0].pub] * 2


def test_a_day_chooses_before_a_month(shelf, guest, copied, month):
    early = datetime(2026, 11, 3, 9, tzinfo=UTC)
    shelf.fetch(guest("r1"), guest("r2", created_at=early))
    assert shelf.file(copied("p1", rating=None), month("p2", rating=None)) == Taken(joined=2)


def test_nameless_guests_are_joined_by_their_very_words_alone(shelf, guest, copied):
    shelf.fetch(guest(author=None))
    assert shelf.file(copied(author=None, text="Another one.")) == Taken(new=1)
    assert shelf.file(copied("p2", author=None)) == Taken(joined=1)


def test_a_copied_answer_marks_one_known_by_a_file_as_answered(shelf, takeout, copied, answer):
    shelf.file(takeout())
    shelf.file(copied(reply=answer(at=None)))
    assert shelf.only().state == State.ANSWERED_ELSEWHERE


def test_moments_are_joined_to_the_second_as_before(shelf, guest, takeout):
    shelf.fetch(guest())
    assert shelf.file(takeout(created_at=guest().created_at + timedelta(hours=1))) == Taken(new=1)
    assert all(each.same_as is None for each in shelf.all())
