"""The sentence that says how to reach the house goes out on every platform, in the form it lets stand."""

import pytest

from reviewdesk.builtin.goodwill_checks.contact import CONTACT_LANGUAGES, asks_for_contact, contact_sentence

PLATFORMS = ("google", "yelp", "tripadvisor", "booking", "tomorrow")
TITLES = {"booking": "Booking.com"}
WAYS = (
    "",
    "+49 30 555 0100",
    "hello@example.org",
    "https://example.org/call",
    "any day after ten",
    "example.org",
)


@pytest.mark.parametrize("language", CONTACT_LANGUAGES)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_contact_sentence_is_innocent(check, platform, language):
    for way in WAYS:
        for name in ("", "Mario", "Марија"):
            sentence = contact_sentence(platform, language, name, way)
            assert check(sentence, platform=TITLES.get(platform, platform.title())) == []
            assert "{" not in sentence


@pytest.mark.parametrize("platform", ["google", "tripadvisor", "booking", "tomorrow"])
@pytest.mark.parametrize("way", WAYS[1:4])
def test_what_a_platform_masks_is_left_out(platform, way):
    assert way not in contact_sentence(platform, "en", "Mario", way)


def test_each_platform_sends_the_guest_where_he_finds_the_number():
    assert "booking confirmation" in contact_sentence("booking", "en", "Mario", "030 555 0100")
    assert "on this page" in contact_sentence("google", "en", "Mario")
    assert "030 555 0100" in contact_sentence("yelp", "en", "Mario", "030 555 0100")
    assert "any day after ten" in contact_sentence("google", "en", "Mario", "any day after ten.")


def test_tripadvisor_names_nobody():
    assert "Mario" not in contact_sentence("tripadvisor", "en", "Mario")
    assert "Mario" in contact_sentence("google", "en", "Mario")


@pytest.mark.parametrize(
    ("asked", "seen"),
    [("sr-Latn-RS", "Molimo"), ("sr", "Молимо"), ("bs", "Molimo"), ("xx", "Please"), (None, "Please")],
)
def test_the_guest_s_language_or_english(asked, seen):
    assert contact_sentence("google", asked).startswith(seen)


@pytest.mark.parametrize("language", CONTACT_LANGUAGES)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_answer_with_the_sentence_asks_to_get_in_touch(platform, language):
    assert asks_for_contact(f"So sorry. {contact_sentence(platform, language, 'Mario', 'any day')}")


def test_other_words_ask_for_it_too_and_an_apology_alone_does_not():
    assert asks_for_contact("Sorry! Please CALL\n us any day.")
    assert asks_for_contact("Przepraszamy, proszę zadzwonić: prosimy o kontakt.")
    assert not asks_for_contact("Sorry, Ewa. A cold pizza is our fault, the oven has been mended.")
    assert not asks_for_contact("Przepraszamy za zimną pizzę. Piec już działa.")
