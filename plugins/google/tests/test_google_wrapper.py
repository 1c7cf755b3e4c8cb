import time

from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google.wrapper import unwrap

WORDS = (
    st.text(min_size=1)
    .map(lambda text: text.replace("\r", "").strip())
    .filter(lambda text: text and "(" not in text)
)


@given(own=WORDS, translation=WORDS)
def test_the_guests_own_words_come_out_of_a_wrapper_whole(own, translation):
    assert unwrap(f"(Translated by Google) {translation}\n\n(Original)\n{own}") == (own, translation)


@given(own=WORDS, translation=WORDS)
def test_the_wrapper_that_puts_the_translation_last_comes_apart_too(own, translation):
    assert unwrap(f"{own}\n\n(Translated by Google)\n{translation}") == (own, translation)


@given(st.text())
def test_a_comment_without_a_wrapper_stays_as_it_is(text):
    words, translation = unwrap(text.replace("(", "["))
    assert translation is None
    assert words == (text.replace("(", "[").strip() or None)


PARTS = st.sampled_from(["(Translated by Google)", "(Original)", "\n", " ", "a", "\r\n"])


@given(st.lists(PARTS, max_size=12))
def test_no_mix_of_wrapper_parts_raises_or_loses_all_words(parts):
    text = "".join(parts)
    own, _ = unwrap(text)
    assert own is not None or not text.strip()


def test_a_wrapper_with_a_part_missing_stays_as_it_came():
    for text in (
        "(Translated by Google) Nice.",
        "(Translated by Google)\n\n(Original)\nFajnie.",
        "(Translated by Google) Nice.\n\n(Original)\n",
        "A sign said (Translated by Google) and (Original)",
        "Fajnie.\n\n(Translated by Google)",
    ):
        assert unwrap(text) == (text.strip(), None)


def test_windows_line_ends_and_other_languages_of_the_wrapper_are_known():
    assert unwrap("(Translated by Google) Good.\r\n\r\n(Original)\r\nDobre.") == ("Dobre.", "Good.")
    assert unwrap("Dobre.\n\n(Übersetzt von Google)\nGut.") == ("Dobre.", "Gut.")
    assert unwrap("(Traduit par Google) Bon.\n\n(Avis d'origine)\nDobre.") == ("Dobre.", "Bon.")
    assert unwrap("(Traducido por Google) Bueno.\n\n(Original)\n\nDobre.") == ("Dobre.", "Bueno.")


def test_blank_lines_without_end_cost_no_time():
    began = time.perf_counter()
    unwrap("(Translated by Google) " + "\n" * 200_000)
    unwrap("a" + "\n \n" * 200_000 + "b")
    assert time.perf_counter() - began < 1
