"""An offer, a code or a wish for another review never leaves in a public answer; honest talk does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import Level


def test_a_hint_is_stopped_at_its_place_with_its_source(check, hint):
    found = check(hint)
    assert found
    for each in found:
        assert each.level == Level.BLOCK
        assert 0 <= each.start < each.end <= len(hint)
        assert each.source.startswith("https://")


def test_an_honest_answer_goes_out(check, innocent):
    assert check(innocent) == []


def test_roundabout_hints_are_stopped_and_answers_close_to_them_are_not(check, lists):
    """All in one: a thousand tests cost more time than the check does."""
    assert [text for _tongue, text in lists("hints_roundabout") if not check(text)] == []
    assert [text for _tongue, text in lists("innocents_more") if check(text)] == []


def test_the_lists_are_long_enough_to_mean_something(lists):
    hints = lists("hints", "hints_oblique", "hints_roundabout")
    assert len(lists("innocents", "innocents_more")) >= 300
    six = [each for each in hints if each[0] in ("en", "id", "fr", "es", "zh", "ar")]
    assert len(six) >= 200


def test_of_real_owners_answers_hardly_one_in_two_hundred_is_stopped(check, real_replies):
    """Read by hand: 4 of 843. One names a gift voucher; three speak of terms, refunds and promotions."""
    stopped = [text for text in real_replies if check(text)]
    assert len(real_replies) > 800
    assert len(stopped) / len(real_replies) <= 0.005


_BETWEEN = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " - ", ", ", " \u200b", " … "])
_CASES = st.sampled_from([str.upper, str.lower, str.title, str])
_PLAIN = (
    "A free pizza is waiting for you",
    "your next dinner is on us",
    "we give you 10 % off",
    "if you update your review we will be grateful",
    "kunjungan berikutnya kami beri diskon 10 persen",
    "nous vous offrons un dessert",
    "le regalaremos el desayuno",
    "das nächste Abendessen geht aufs Haus",
    "в следующий раз сделаем вам скидку",
    "sledeći put kuća časti piće",
    "następnym razem kawa gratis",
)


@given(st.sampled_from(_PLAIN), _CASES, st.lists(_BETWEEN, min_size=12, max_size=12))
def test_case_blanks_and_points_hide_nothing(check, hint, case, blanks):
    words = case(hint).split()
    text = "".join(word + blank for word, blank in zip(words, blanks * 2, strict=False))
    assert check(text)


@given(
    st.sampled_from(["voucher", "discount", "coupon", "gutschein", "rabatt", "refund"]),
    st.sampled_from(" .-_*\n"),
)
def test_letters_drawn_apart_hide_nothing(check, word, between):
    assert check(f"there is a {between.join(word)} for you")


@given(st.text(max_size=300), st.booleans())
def test_no_text_is_too_odd(check, text, private):
    for each in check(text, private=private):
        assert 0 <= each.start <= each.end <= len(text)


@given(st.text(alphabet="5★% €1o.v@\n*’freя送免\ud800\u200b", max_size=60), st.booleans())
def test_no_signs_are_too_odd(check, text, private):
    check(text, private=private, codes=("AB12", text), offers=(text, "a b"))


@pytest.mark.parametrize(
    ("platform", "host"),
    [
        ("Google", "support.google.com"),
        ("Yelp", "docs.developer.yelp.com"),
        ("Tripadvisor", "www.tripadvisor.co.uk"),
        ("Booking.com", "partner.booking.com"),
        ("A platform of tomorrow", "www.ecfr.gov"),
    ],
)
def test_the_rule_is_that_of_the_platform(check, platform, host):
    [found] = check("your next dinner is on us", platform=platform)
    assert found.source.split("/")[2] == host


def test_a_long_answer_is_looked_at_while_typing(check):
    text = ("We are sorry that the dinner was cold and that you waited. I spoke with the cook. " * 60)[:4000]
    check(text)
    began = time.process_time()
    check(text)
    assert time.process_time() - began < 0.1, "about 6 ms on a quiet machine; ten times that is a fault"


@pytest.mark.parametrize(
    "text", ["v o u c h e r " * 800, "免费" * 2000, "a" * 9000, "1 " * 3000, "x\n\n" * 3000]
)
def test_a_monotonous_text_ends_too(check, text):
    check(text)
