"""Text copied off Booking.com's pages, as a person would copy it: understood, or asked about."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking import reviewdesk_read_paste

from reviewdesk.api import Listing, Parts, PasteHint, Precision, Review, Skipped

TODAY = date(2026, 11, 22)
HOUSE = Listing(external_id="1200001", title="Locanda del Molo")

PASTES = Path(__file__).parent / "pastes"


def page(name):
    return (PASTES / f"{name}.txt").read_text("utf-8")


ENGLISH = page("en_public")
ENGLISH_TWO = page("en_public_two")
GERMAN = page("de_public")
FRENCH = page("fr_public")
SPANISH = page("es_public")
ITALIAN = page("it_public")
POLISH = page("pl_public")
DUTCH_AND_UKRAINIAN = page("nl_and_uk_public")
EXTRANET = page("en_extranet_fields")
EXTRANET_CARDS = page("ru_extranet")


def paste(text, *, platform=None, listing=HOUSE):
    hint = PasteHint(today=TODAY, platform=platform, listing=listing)
    return reviewdesk_read_paste(text=text, hint=hint)


def test_a_card_of_the_public_page_is_understood_whole():
    pasted = paste(ENGLISH)
    assert (pasted.platform, pasted.sure, pasted.missing) == ("booking", 0.9, ((),))
    (row,) = pasted.rows
    assert (row.author, row.title, row.created_at) == ("Anna", "Superb", date(2026, 2, 12))
    assert (row.rating.value, row.rating.scale, row.precision) == (9.0, 10, Precision.DAY)
    assert row.parts == Parts("The bed was soft.\nAnd the view!", "Nothing")
    assert row.text == "The bed was soft.\nAnd the view!\n\nNothing"
    assert row.reply.text == "Dear Anna, thank you for the kind words.\n\nOla from the desk"
    assert row.details["Country"] == "Poland"
    assert row.details["Stay"] == "Deluxe Double Room · 3 nights · January 2026 · Couple"
    assert row.details["Complaint"]
    assert (row.id_space, row.listing) == ("paste", "1200001")


def test_two_cards_are_two_reviews_and_a_score_without_words_is_one():
    pasted = paste(ENGLISH_TWO)
    assert pasted.missing == ((), ())
    first, second = pasted.rows
    assert (first.author, first.rating.value, first.created_at) == ("Adaeze", 5.8, date(2026, 10, 30))
    assert first.parts == Parts(
        "Close to the harbour,\nwith a good café downstairs.",
        "The lift stopped twice.\n\nI was in it both times.",
    )
    assert (second.author, second.text, second.answerable) == ("George", None, False)
    assert (second.title, second.created_at) == ("Exceptional", date(2026, 10, 3))


@pytest.mark.parametrize(
    ("text", "author", "score", "day", "title", "parts", "reply"),
    [
        (
            GERMAN, "Jürgen", 7.5, date(2026, 4, 3), "Gut gelegen",
            Parts("Zwei Minuten zum Bahnhof.", "Über dem Ofen riecht das Kissen nach Hefe."),
            "Lieber Jürgen, das Kissen ist umgezogen.",
        ),
        (
            FRENCH, "Benoît", 8.0, date(2026, 6, 1), "Charmant",
            Parts("L'accueil et le café.", "Rien"), None,
        ),
        (
            SPANISH, "Lucía", 9.6, date(2026, 9, 14), "Volveremos",
            Parts("El puerto al amanecer.", "Nada"), "¡Hasta pronto, Lucía!",
        ),
        (
            POLISH, "Zuzanna", 3.3, date(2026, 11, 5), "Zimno",
            Parts("Widok na dźwigi.", "Kaloryfer był letni.\n\nSpałam w kurtce."),
            "Pani Zuzanno, przepraszamy.",
        ),
    ],
    ids=["german", "french", "spanish", "polish"],
)  # fmt: skip
def test_pages_in_other_languages_are_understood(text, author, score, day, title, parts, reply):
    pasted = paste(text)
    assert pasted.missing == ((),)
    (row,) = pasted.rows
    assert (row.author, row.rating.value, row.created_at, row.title) == (author, score, day, title)
    assert row.parts == parts
    assert (row.reply.text if row.reply else None) == reply


def test_two_languages_on_one_page_are_two_reviews():
    pasted = paste(DUTCH_AND_UKRAINIAN)
    first, second = pasted.rows
    assert pasted.missing == ((), ())
    assert (first.author, first.created_at, first.rating.value) == ("Joost", date(2026, 7, 2), 8.3)
    assert (second.author, second.created_at, second.title) == ("Оксана", date(2026, 7, 9), "Як удома")
    assert second.parts == Parts("Суп опівночі.", None)


def test_words_that_are_cut_off_are_asked_for():
    pasted = paste(ITALIAN)
    assert pasted.missing == (("text",),)
    assert pasted.rows[0].parts == Parts("La stanza sotto il tetto.", "Ottantaquattro gradini.")


def test_the_extranets_own_fields_are_understood_by_their_labels():
    pasted = paste(EXTRANET)
    first, second = pasted.rows
    assert (first.author, first.title, first.rating.value) == ("Marta Example", "Cold mornings", 4)
    assert first.aliases == {"reservation": "4031234567"}
    assert first.parts == Parts("The view over the harbour.", "The shower was cold.\nOn both mornings.")
    assert first.reply.text == "Dear Marta, the boiler man came today."
    assert first.details["Value for money"] == "5"
    assert (second.author, second.created_at, second.text) == ("Ivo Sample", date(2026, 11, 19), None)
    assert pasted.missing[0] == ()
    assert pasted.missing[1] == ("text",)


def test_a_card_of_the_extranet_in_russian_is_understood():
    pasted = paste(EXTRANET_CARDS)
    assert pasted.missing == ((),)
    (row,) = pasted.rows
    assert (row.author, row.rating.value, row.created_at) == ("Петр", 2.5, date(2026, 11, 21))
    assert row.parts == Parts("Вид.", "В десять вечера на стойке никого не было.")
    assert row.aliases == {"reservation": "4039876543"}


def test_words_without_labels_are_kept_and_asked_about():
    text = ENGLISH.replace("Liked · ", "").replace("Disliked · ", "")
    pasted = paste(text)
    assert pasted.missing == (("parts",),)
    assert pasted.rows[0].parts is None
    assert pasted.rows[0].text == "The bed was soft.\nAnd the view!\n\nNothing"


def test_a_month_of_stay_is_the_best_guess_for_the_day_and_asked_about():
    pasted = paste(ENGLISH.replace("Reviewed: 12 February 2026\n", ""))
    row = pasted.rows[0]
    assert (row.created_at, row.precision) == (date(2026, 1, 1), Precision.MONTH)
    assert pasted.missing == (("created_at",),)


@pytest.mark.parametrize(
    ("gone", "asked"),
    [("Scored 9.0\n9.0\n", "rating"), ("Reviewed: 12 February 2026", "created_at")],
)
def test_what_is_not_there_is_asked_for(gone, asked):
    assert asked in paste(ENGLISH.replace(gone, "")).missing[0]


def test_a_date_that_can_be_read_in_two_ways_is_asked_for():
    pasted = paste(ENGLISH.replace("12 February 2026", "03/04/2026"))
    assert "created_at" in pasted.missing[0]
    assert paste(ENGLISH.replace("12 February 2026", "23/04/2026")).rows[0].created_at == date(2026, 4, 23)


def test_two_reviews_that_run_into_one_another_are_never_one():
    run_on = ENGLISH.replace("Poland\n", "") + ENGLISH.replace("Poland\n", "").replace(
        "12 February", "13 March"
    )
    (row,) = paste(run_on).rows
    assert isinstance(row, Skipped)
    assert "one by one" in row.reason


def test_numbers_and_dates_in_the_guests_words_stay_there():
    text = ENGLISH.replace("And the view!", "Room number:\n10\n12 February 2026\nJordan")
    (row,) = paste(text).rows
    assert row.parts.positive == "The bed was soft.\nRoom number:\n10\n12 February 2026\nJordan"
    assert row.rating.value == 9.0


def test_a_name_that_is_a_country_is_a_name():
    (row,) = paste(ENGLISH.replace("Anna\n", "Jordan\n")).rows
    assert (row.author, row.details["Country"]) == ("Jordan", "Poland")


def test_the_same_review_has_the_same_key_before_and_after_it_was_answered():
    unanswered = ENGLISH[: ENGLISH.index("Hotel response")]
    assert paste(ENGLISH).rows[0].external_id == paste(unanswered).rows[0].external_id
    assert paste(ENGLISH).rows[0].external_id != paste(GERMAN).rows[0].external_id
    assert paste(ENGLISH.replace("\n", "\r\n")).rows == paste(ENGLISH).rows


OTHERS = [
    "Ewa K.\nLocal Guide · 12 reviews\n3 weeks ago\nGreat pizza.\nLike\nShare",
    "4.0 out of 5 bubbles\nGreat\nNov 2026 • Couples\nWritten November 3, 2026\nNice food.",
    "Elite 26\nNov 3, 2026\n5 photos\nThe crust!\nHelpful 0",
    "10/10 Excellent\nAnna\nLiked: Cleanliness, staff & service\nStayed 2 nights in Jan 2026",
    "Dear team,\n\nthe boiler man comes on Monday.\n\nNico",
    "",
    "\n \n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_other_pages_say_is_nothing_of_ours(text):
    assert paste(text) is None


def test_another_platform_named_by_the_owner_is_left_to_it():
    assert paste(ENGLISH, platform="google") is None
    assert paste(ENGLISH, platform="booking").sure == 0.95


def test_a_listing_that_is_not_known_stays_open():
    assert paste(ENGLISH, listing=None).rows[0].listing == ""


LINES = sorted(
    {line for text in (ENGLISH_TWO, POLISH, EXTRANET, EXTRANET_CARDS, *OTHERS) for line in text.split("\n")}
)


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25))
def test_whatever_is_pasted_nothing_breaks_and_each_row_says_what_is_missing(lines):
    for platform in (None, "booking"):
        pasted = paste("\n".join(lines), platform=platform)
        if pasted is None:
            continue
        assert len(pasted.rows) == len(pasted.missing)
        for row in pasted.rows:
            assert isinstance(row, Review | Skipped)
            assert isinstance(row, Skipped) or row.external_id
