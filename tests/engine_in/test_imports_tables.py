"""Tables of other tools: what is not told is asked once, and remembered for the next file."""

import pytest

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Query

HEAD = "Wer,Sterne,Was,Wann\n"
ROWS = 'Anna,5,"Gut, und warm",17.05.2026\nBert,1,Kalt,28.05.2026\n'


@pytest.fixture
def table(tmp_path):
    def write(name, rows=ROWS):
        path = tmp_path / name
        path.write_text(HEAD + rows, "utf-8")
        return path

    return write


def test_what_a_table_does_not_tell_is_asked_in_one_sentence(desk, table):
    with pytest.raises(DeskError, match="--platform google") as asked:
        desk.imports.take(table("a.csv"))
    assert "--as-listing" in asked.value.do
    assert desk.inbox.numbers(Query(all=True)).tolist() == []


def test_what_was_said_once_holds_for_the_next_file_with_these_columns(desk, table):
    said = {"Wer": "author", "Sterne": "rating", "Was": "text", "Wann": "created_at:dmy"}
    first = desk.imports.take(table("a.csv"), platform="google", as_listing="Stall", mapping=said)
    assert (first.taken.new, first.skipped) == (2, ())
    more = table("b.csv", ROWS + "Cleo,3,Naja,29.05.2026\n")
    second = desk.imports.take(more, platform="google", as_listing="Stall")
    assert (second.taken.new, second.taken.known, second.skipped) == (1, 2, ())
    days = {each.review.author: str(each.day) for each in desk.inbox.page(Query(all=True), limit=9)}
    assert days == {"Anna": "2026-05-17", "Bert": "2026-05-28", "Cleo": "2026-05-29"}


def test_a_look_shows_how_the_columns_were_read(desk, table):
    look = desk.imports.look(table("a.csv"))
    assert set(look.mapping) <= {"Wer", "Sterne", "Was", "Wann"}
    assert "platform" in look.asks
