"""A guest whose name a platform lets no one keep is told apart from one who gave none."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from reviewdesk.store.lines import Query
from reviewdesk.tui.naming import Naming, named


@pytest.mark.parametrize(
    ("author", "kept", "shown"),
    [
        ("Ewa K.", True, "Ewa K."),
        ("Ewa K.", False, "Ewa K."),
        (None, True, "(no name)"),
        (" ", True, "(no name)"),
        (None, False, "(name not kept)"),
    ],
)
def test_it_is_said_why_there_is_no_name(author, kept, shown):
    assert named(author, kept=kept) == shown


def test_an_answer_goes_by_what_may_be_kept_of_its_review():
    assert Naming().guest(SimpleNamespace(author=None, name_kept=False)) == "(name not kept)"
    assert Naming().guest(SimpleNamespace(author=None, name_kept=True)) == "(no name)"


@pytest.mark.parametrize(("size", "shown"), [((80, 24), " Enter shows "), ((200, 40), " (Enter shows) ")])
async def test_a_row_names_the_key_that_shows_what_no_one_may_keep(
    connected_desk, sit, clock, drawn, size, shown
):
    number = connected_desk.inbox.page(Query(), limit=1)[0].id
    async with sit(size=size) as seat:
        await seat.reading()
        line = replace(seat.list.line(number), author=None, words_kept=False, text="")
        # Drawn in the same breath: a reading of the rows would bring the name back.
        seat.list._lines.add({number: line})
        row = next(each for each in drawn(seat.list) if "▌" in each)
        assert shown in row
        assert "(Enter shows the words)" in row
