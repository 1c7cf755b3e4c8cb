"""Empty, too long, a blank left open: what never leaves the desk."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import Draft, Ground, LengthUnit, Level, ReplyRules, Review
from reviewdesk.builtin.checks import reviewdesk_check_reply

GROUND = Ground(
    review=Review(external_id="1", listing="2", created_at=datetime(2026, 1, 2, tzinfo=UTC)),
    rules=ReplyRules(limit=4096, unit=LengthUnit.BYTES),
    platform="Google",
    writing_as="The shop",
)


def findings(text: str, **rules: Any) -> list[tuple[str, str]]:
    ground = replace(GROUND, rules=replace(GROUND.rules, **rules))
    found = reviewdesk_check_reply(draft=Draft(text=text), ground=ground)
    assert all(each.level == Level.BLOCK for each in found)
    return [(each.code, text[each.start : each.end]) for each in found]


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_nothing_is_no_answer(text: str) -> None:
    assert findings(text) == [("empty", "")]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Dear {name}, hello.", "{name}"),
        ("Dear [Name], hello.", "[Name]"),
        ("Dear [guest's first-name], hello.", "[guest's first-name]"),
        ("Dear <name>, hello.", "<name>"),
        ("Dear ____, hello.", "____"),
        ("Hello {}.", "{}"),
        ("Liebe [Vorname einfügen]!", "[Vorname einfügen]"),
    ],
)
def test_a_blank_left_open_is_found_where_it_stands(text: str, blank: str) -> None:
    assert findings(text) == [("blank", blank)]


@pytest.mark.parametrize(
    "text", ["We <3 you, and > 3 of us!", "See [1] and [2].", "a_b__c", "5 < 6 > 4", "(:{"]
)
def test_what_only_looks_like_a_blank_goes_out(text: str) -> None:
    assert findings(text) == []


def test_letters_count_as_the_platform_counts_them() -> None:
    text = "ż" * 2049
    assert findings(text) == [("too-long", "ż")]
    assert findings(text, unit=LengthUnit.CHARACTERS) == []
    assert findings("👍" * 11, unit=LengthUnit.UTF16, limit=20) == [("too-long", "👍")]


def test_an_owner_is_told_in_letters_not_in_bytes_why_it_is_too_long() -> None:
    rules = ReplyRules(limit=10, unit=LengthUnit.BYTES)
    (found,) = reviewdesk_check_reply(draft=Draft(text="żółć, pane"), ground=replace(GROUND, rules=rules))
    assert found.reason == (
        "Google takes at most 10 characters (letters with accents and other scripts count two to four);"
        " this answer has 14."
    )


@given(st.text(min_size=1, max_size=60), st.integers(1, 40), st.sampled_from(LengthUnit))
def test_what_fits_is_never_too_long_and_what_does_not_is(text: str, limit: int, unit: LengthUnit) -> None:
    too_long = ("too-long") in [code for code, _part in findings(text, limit=limit, unit=unit)]
    assert too_long == (unit.length(text) > limit and bool(text.strip()))
