"""What the question about the beginning says is what waits afterwards."""

import pytest

from reviewdesk.engine.beginning import LOW_STARS
from reviewdesk.store.lines import Query

# Stars and words; without stars, and without words, there is nothing happy about it.
ROWS = ((5, ""), (5, ""), (4, ""), (3, ""), (1, ""), (5, "Lovely"), (1, "Cold"))


@pytest.mark.parametrize("low_only", [True, False])
def test_as_many_wait_as_the_question_said(desk, tmp_path, low_only):
    file = tmp_path / "evening.csv"
    rows = [f"Guest {n},{stars},2024-05-1{n},{words},\n" for n, (stars, words) in enumerate(ROWS)]
    file.write_text("author,stars,date,text,reply\n" + "".join(rows) + "Ada,5,2024-05-20,Good,Thank you\n")
    desk.imports.take(file, platform="google", as_listing="Mario")
    asked = desk.inbox.begin_question()
    assert (asked.unanswered, asked.wordless, asked.happy, asked.recent_happy) == (7, 5, 3, 0)
    desk.inbox.begin(None, wordless_above=LOW_STARS if low_only else None)
    waiting = desk.inbox.page(Query(), limit=99)
    assert len(waiting) == asked.unanswered - (asked.happy if low_only else 0)
