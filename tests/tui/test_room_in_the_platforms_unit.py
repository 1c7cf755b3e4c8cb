"""Editor and last look count an answer alike, in the unit in which its platform counts."""

import pytest

from reviewdesk.api import LengthUnit
from reviewdesk.store.lines import Query
from reviewdesk.tui.widgets.answer_box import AnswerBox

CYRILLIC = "я" * 2000
"""4,000 bytes, 2,000 characters."""


@pytest.mark.parametrize(
    ("platform", "unit", "text", "said"),
    [
        ("google", LengthUnit.BYTES, CYRILLIC, "room left 96"),
        ("google", LengthUnit.BYTES, "a" * 3276, ""),
        ("google", LengthUnit.BYTES, "a" * 3277, "room left 819"),
        ("google", LengthUnit.BYTES, "🍕" * 1025, "4 too long"),
        ("booking", LengthUnit.CHARACTERS, CYRILLIC * 4, "room left 2,000"),
        ("booking", LengthUnit.CHARACTERS, "🍕" * 7999, ""),
    ],
)
def test_the_editor_counts_as_the_platform_does(connected_desk, platform, unit, text, said):
    box = AnswerBox()
    box._rules = connected_desk.plugins.card(platform).platform.replies
    assert box._rules.unit is unit
    assert box._room(text)[0] == said


def test_the_last_look_counts_the_same(connected_desk):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    look = connected_desk.replies.look(known.pub, CYRILLIC)
    assert (look.used, look.room, look.rules.unit) == (4000, 96, LengthUnit.BYTES)
