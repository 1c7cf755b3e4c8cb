"""A code or an offer's title of this desk is seen in public however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.builtin.goodwill_checks.codes import looks_like_a_code
from reviewdesk.builtin.goodwill_checks.titles import own_titles
from reviewdesk.engine.goodwill.codes import draw, written


@given(
    st.sampled_from(["", "MARIO"]), st.sampled_from(["-", " ", "", ".", " - "]), st.booleans(), st.booleans()
)
def test_a_drawn_code_is_seen_without_being_told(house, between, lower, look_alikes):
    groups = written(draw(), house).split("-")
    groups = [each.replace("1", "I").replace("0", "O") for each in groups] if look_alikes else groups
    text = between.join(groups).lower() if lower else between.join(groups)
    bare = all(each.isdigit() or each.isalpha() for each in groups)
    if (between or not house) and not bare:
        assert list(looks_like_a_code(f"Bring {text}, please.")) or text.replace(between, "").isalpha()


def test_a_code_whose_groups_are_letters_and_numbers_apart_is_seen_in_capitals():
    assert list(looks_like_a_code("Bring WKPZ-SPGQ-782, please.")) == [(6, 19)]
    assert list(looks_like_a_code("Bring WKPZ SPGQ 782, please.")) == [(6, 19)]
    assert list(looks_like_a_code("The dish was with your 782 friends.")) == []


@pytest.mark.parametrize(
    "typed", ["SPRING24", "spring 24", "S-P-R-I-N-G-2-4", "Spring24!", "SPR1NG24", "spring２４"]
)
def test_a_living_code_is_seen_however_typed(check, typed):
    [found] = [
        each for each in check(f"Just say {typed} here", codes=("SPRING24",)) if each.code == "goodwill-code"
    ]
    assert found.start >= 9


def test_a_short_code_counts_only_alone(check):
    assert check("Our pizzas are baked", codes=("PIZZA",)) == []
    assert check("Say pizza at the door", codes=("PIZZA",))


@pytest.mark.parametrize(
    "text",
    [
        "We open 10am - 12pm, on the 2nd too.",
        "Call +49 30 1234 5678 901.",
        "Room 2019 was full.",
        "Your booking 4711 was found.",
        "The dress code is casual, the zip code 12345.",
        "SW1A 1AA is our address.",
        "Dear And1 Channel, thank you.",
    ],
)
def test_numbers_are_no_codes(check, text):
    assert check(text) == []


@pytest.mark.parametrize(
    "typed", ["One Margherita", "one\nmargherita", "ONE - MARGHERITA", "ONE, margherità"]
)
def test_a_title_of_our_own_offer_is_seen(check, typed):
    found = check(f"There is {typed} on the table", offers=("One margherita", "Tiramisu"))
    assert "goodwill-offer" in {each.code for each in found}


def test_a_title_of_one_word_is_a_dish(check):
    assert check("The tiramisu was too sweet, you say.", offers=("Tiramisu",)) == []


def test_a_dish_the_guest_names_may_be_named_back():
    said = "I ordered ONE Margherita and it was burnt."
    assert list(own_titles("The one margherita you had was burnt.", ["One margherita"], said)) == []
    assert list(own_titles("The one margherita you had was burnt.", ["One margherita"], "Burnt!"))
