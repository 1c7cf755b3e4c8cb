"""The guest's words: every language whole, and nothing in them that ties the gift to a review."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.builtin.card.clean import clean, cut
from reviewdesk.builtin.card.face import grouped
from reviewdesk.builtin.card.private_text import private_text
from reviewdesk.builtin.card.tongue import TONGUES, _read, tongue

TIED = re.compile(
    r"review|star\b|stars|recenz|opini|gwiazd|bewert|stern|отзыв|звёзд|звезд|рецензи|оцен|ocen|recenzij",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", TONGUES)
def test_every_language_has_every_word_with_the_same_blanks(language):
    blanks = {name: _blanks(text) for name, text in _read("en").items()}
    mine = {name: _blanks(text) for name, text in _read(language).items()}
    assert mine.keys() == blanks.keys()
    for name, found in mine.items():
        assert found == blanks[name] or (name == "greeting_named" and not found)


def _blanks(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TONGUES)
def test_the_private_text_says_that_nothing_is_expected_and_names_no_review(voucher, language):
    message = private_text(voucher(), language)
    assert message.language == language
    assert _read(language)["nothing"] in message.text
    assert "7K3F-9QWX-2MT" in message.text
    assert "one margherita" in message.text
    assert "Pizzeria Molo" in message.text
    assert not TIED.search(message.text)
    assert not TIED.search(" ".join(_read(language).values()))


def test_the_owners_own_sentence_stands_in_place_of_the_apology(voucher):
    message = private_text(voucher(language="en"), own="  the oven failed us on Friday.\nI am sorry.  ")
    assert "Hello Ewa K.,\n\nthe oven failed us on Friday.\nI am sorry.\nWe would like" in message.text
    assert "something went wrong" not in message.text


def test_the_private_text_holds_no_link(voucher):
    message = private_text(voucher(counter_url="http://192.168.1.20:8740/v/7K3F9QWX2MT"))
    assert "http" not in message.text


def test_strangers_braces_and_lines_are_data(voucher):
    message = private_text(voucher(guest="{code}\r\nBcc: x", language="en", house="A\nB {x}"))
    assert message.text.startswith("Hello {code} Bcc: x,")
    assert message.subject == "From A B {x}, for you"


@pytest.mark.parametrize(
    ("given_", "text", "found"),
    [
        ("sr-Cyrl-RS", "hladna", "sr"), ("sr-Latn", "", "sr-Latn"), ("sr", "", "sr"),
        ("sr", "hladna", "sr-Latn"), ("bs", "", "hr"), ("sh", "", "sr-Latn"), ("de_DE", "", "de"),
        ("", "", "en"), ("zxx", "", "en"),
    ],
)  # fmt: skip
def test_the_nearest_language_is_taken(given_, text, found):
    assert tongue(given_, text) == found


def test_a_plain_code_is_shown_in_groups_and_a_strange_one_as_it_is():
    assert grouped("7K3F9QWX2MT") == "7K3F-9QWX-2MT"
    assert grouped("MOLO-7K3F") == "MOLO-7K3F"
    assert grouped("AB12") == "AB12"


@given(st.text())
def test_what_was_cleaned_is_one_line_without_controls(text):
    found = clean(text)
    assert found == found.strip()
    assert all(sign.isprintable() or sign in "\u200c\u200d" for sign in found)
    assert len(cut(found, 5)) <= 6
