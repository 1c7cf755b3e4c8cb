"""Codes: hard to guess, read back however they were typed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from reviewdesk.engine.goodwill import codes


def test_a_code_has_ten_signs_that_look_like_no_others_and_a_check_sign() -> None:
    seen = {codes.draw() for _ in range(500)}
    assert len(seen) == 500
    for each in seen:
        assert len(each) == 11
        assert not set(each) & set("ILOU")
        assert mod_37_36.is_valid(each)


def test_a_code_is_written_in_groups_behind_the_house() -> None:
    assert codes.written("7K3F9QWX2MT", "MARIO") == "MARIO-7K3F-9QWX-2MT"
    assert codes.written("7K3F9QWX2MT") == "7K3F-9QWX-2MT"


_NOISE = st.sampled_from(["", " ", "-", " - ", "\u2013", "."])


@given(st.data(), st.sampled_from(["", "MARIO", "LOLA", "DAPINO"]))
def test_a_code_is_read_back_however_it_was_typed(data: st.DataObject, house: str) -> None:
    ten = "".join(data.draw(st.lists(st.sampled_from(codes.ALPHABET), min_size=10, max_size=10)))
    drawn = ten + mod_37_36.calc_check_digit(ten)
    assume(drawn[-1] in codes.ALPHABET)
    typed = ""
    for sign in codes.written(drawn, house):
        looks = {"1": "1IiLl", "0": "0Oo"}.get(sign, sign + sign.lower())
        typed += data.draw(st.sampled_from(looks)) + data.draw(_NOISE)
    read = codes.read(typed)
    assert read.signs[-codes.LENGTH :] == drawn
    assert read.sound


@given(st.integers(0, 10), st.sampled_from(codes.ALPHABET))
def test_one_wrong_sign_is_always_noticed(place: int, other: str) -> None:
    drawn = "7K3F9QWX2M" + mod_37_36.calc_check_digit("7K3F9QWX2M")
    assert drawn[-1] in codes.ALPHABET
    wrong = drawn[:place] + other + drawn[place + 1 :]
    assert codes.read(wrong).sound == (wrong == drawn)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_only_read(text: str) -> None:
    read = codes.read(text)
    assert all(sign.isascii() for sign in read.signs)
    codes.short_name(text)


@pytest.mark.parametrize(
    ("house", "short"),
    [
        ("Mario Downtown", "MARIO"),
        ("U Ewy", "EWY"),
        ("Żurek & Syn", "ZUREK"),
        ("Пицца Марио", ""),
        ("Ristorante", "RISTORAN"),
    ],
)
def test_a_short_name_comes_from_the_house(house: str, short: str) -> None:
    assert codes.short_name(house) == short
