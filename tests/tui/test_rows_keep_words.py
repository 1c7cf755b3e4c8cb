"""A row of the list keeps some of the guest's words, whatever else it has to tell."""

from datetime import UTC, date, datetime, timedelta

import pytest
from rich.style import Style

from reviewdesk.api import Rating
from reviewdesk.store.lines import Line, State
from reviewdesk.tui.naming import Naming
from reviewdesk.tui.widgets.row import Columns, Look, Styles, draw_row

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
NO_STYLES = Styles(**dict.fromkeys(Styles.__dataclass_fields__, Style()))
ISSUED = ("goodwill issued", "◆ issued")
WORDS = "I like it now, thank you"
NAMING = Naming(shops=3, scales=frozenset({5, 10}), several=True)


def row(width, state=State.UNANSWERED, goodwill=("", ""), **more):
    line = Line(
        id=1,
        pub="r1",
        platform="booking",
        half_stars=5,
        rating=Rating(5.4, 10),
        location="Downtown",
        last_word_at=NOW - timedelta(hours=3),
        day=date(2026, 11, 20),
        state=state,
        reply_known=True,
        first_seen_at=NOW,
        **{"author": "Heike Andrea", "text": WORDS, "words_kept": True, **more},
    )
    look = Look(styles=NO_STYLES, cursor=False, now=NOW, last_sitting=None, naming=NAMING, goodwill=goodwill)
    return draw_row(line, Columns.for_width(width, NAMING), look).text


def test_a_begun_answer_and_goodwill_are_both_told_beside_the_words():
    narrow, wide = row(79, State.DRAFTED, ISSUED), row(150, State.DRAFTED, ISSUED)
    assert "✎" in narrow
    assert "begun ◆ issued" in narrow
    assert "I like…" in narrow
    assert "answer begun · goodwill issued" in wide
    assert WORDS in wide


def test_a_begun_answer_leaves_room_for_words_beside_the_leaf():
    assert "I like it… begun" in row(69, State.DRAFTED)
    assert "answer begun" in row(79, State.DRAFTED)


def test_goodwill_alone_takes_less_than_the_words():
    assert "I like it now… ◆ issued" in row(79, goodwill=ISSUED)


def test_goodwill_beside_a_begun_answer_is_seen_where_no_word_of_it_has_room():
    assert "✎" in row(49, State.DRAFTED, ISSUED)
    assert "◆ I like" in row(49, State.DRAFTED, ISSUED)


def test_what_a_guest_changed_is_told_before_his_words():
    assert "changed: I like it now…" in row(79, State.AGAIN)


@pytest.mark.parametrize(
    ("width", "name", "words"),
    [
        (150, "(name not kept)", "(name and words were forgotten, as asked)"),
        (69, "(not kept)", "(forgotten)"),
    ],
)
def test_no_key_is_named_for_words_that_nothing_brings_back(width, name, words):
    told = row(width, author=None, text="", words_kept=False, forgotten=True)
    assert name in told
    assert words in told
    assert "Enter" not in told


@pytest.mark.parametrize(("terminal", "least"), [(100, 11), (120, 12), (140, 15), (160, 16)])
def test_beside_the_leaf_the_list_has_some_of_the_guests_words(terminal, least):
    columns = Columns.for_width(terminal // 2 - 1, NAMING)
    assert columns.words >= least
    assert "5.4" in row(terminal // 2 - 1)
    assert "Booki" in row(terminal // 2 - 1)
