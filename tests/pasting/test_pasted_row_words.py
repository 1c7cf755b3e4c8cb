"""A pasted review in one line: what was understood of it is told whole."""

from datetime import date

import pytest

from reviewdesk.api import Precision, Rating, Review
from reviewdesk.engine.incoming.paste_values import PastedRow
from reviewdesk.tui.dialogs.paste_words import row_card

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("value", "words"), [(5.8, "5.8/10"), (10, "10.0/10")])
def test_a_score_out_of_ten_is_told_whole(value, words):
    review = Review(
        external_id="1",
        listing="6100202",
        created_at=TODAY,
        precision=Precision.DAY,
        rating=Rating(value, 10),
        author="Adaeze",
        text="The lift stopped twice.",
    )
    row = PastedRow(review=review)
    line = "".join(piece.text for piece in row_card("1", row, review, (), TODAY, out=False).title)
    assert words in line
    assert line.index("Adaeze") == 16, "names stand below each other"
