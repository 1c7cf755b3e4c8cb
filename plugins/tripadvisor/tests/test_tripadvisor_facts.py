"""The facts beside the words are told in the owner's language."""

from collections.abc import Iterator

import pytest
from reviewdesk_tripadvisor.facts import details

from reviewdesk.api import speak

RATED = {
    "trip_type": "COUPLES",
    "subratings": [
        {"type_name": "Service", "rating": 1},
        {"type_name": "Food", "rating": 3},
        {"type_name": "Sleep quality", "rating": 2},
    ],
}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", {"Trip": "couple", "Service": "1/5", "Food": "3/5", "Sleep quality": "2/5"}),
        ("pl", {"Podróż": "para", "Obsługa": "1/5", "Jedzenie": "3/5", "Sleep quality": "2/5"}),
    ],
)
def test_what_was_rated_is_told_in_the_owners_language(language, told):
    speak(language)
    assert details(RATED) == told
