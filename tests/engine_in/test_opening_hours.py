"""Opening hours as people type them: kept in one form, and nothing else is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import DeskError
from reviewdesk.engine.opening_hours import hours_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mo-Fr 10:00-22:00", "Mo-Fr 10:00-22:00"),
        ("mon-fri 9-17", "Mo-Fr 09:00-17:00"),
        ("Tuesday–Sunday 12.00 – 22.30", "Tu-Su 12:00-22:30"),
        ("Mo, We 8:00-12:00,13:00-18:00; sa 9:00-13:00", "Mo,We 08:00-12:00,13:00-18:00; Sa 09:00-13:00"),
        ("Fr-Mo 18:00-02:00", "Fr-Mo 18:00-02:00"),
        ("11:00-23:00", "11:00-23:00"),
        ("Mo-Sa 10:00-24:00; Su closed", "Mo-Sa 10:00-24:00; Su closed"),
        ("24/7", "24/7"),
        ("  ", ""),
    ],
)
def test_hours_are_kept_in_one_form(typed, kept):
    assert hours_of(typed) == kept
    assert hours_of(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "xx", "10", "Mo-Fr", "Mo-Fr 10:00", "Mo-Fr 25:00-26:00", "Mo 10:60-11:00", "Xy 10:00-22:00",
        "Mo-Fr 10:00-10:00", "closed", "M 10:00-12:00", "Mo-Fr-Sa 10:00-12:00", "Mo 24:00-02:00",
        "Mo 10:00-00:00x", "Mo 1:5-2:0", "Mo ١٠:٠٠-١٢:٠٠",
    ],
)  # fmt: skip
def test_what_are_no_hours_is_refused_with_their_form(typed):
    with pytest.raises(DeskError, match="Mo-Fr 10:00-22:00") as refused:
        hours_of(typed)
    assert typed in refused.value.what


@given(st.text(alphabet="MoTuFr0129:.-–,; /cl\n\x1b", max_size=30) | st.text(max_size=30))
def test_no_text_is_half_understood(typed):
    try:
        kept = hours_of(typed)
    except DeskError:
        return
    assert hours_of(kept) == kept
    assert kept.isascii()
