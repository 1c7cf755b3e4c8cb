"""The visible text of Google's pages as a person copies it: understood, or asked about."""

from datetime import date

import pytest
from reviewdesk_google.paste import read_paste

from reviewdesk.api import Listing, PasteHint, Precision, Rating

TODAY = date(2026, 11, 20)
MARIO = Listing(external_id="42", title="Mario")


def read(text, **more):
    return read_paste(text, PasteHint(**({"today": TODAY, "listing": MARIO} | more)))


def only(text, **more):
    pasted = read(text, **more)
    assert len(pasted.rows) == 1, [row.author for row in pasted.rows]
    return pasted.rows[0], pasted.missing[0]


def test_a_review_of_maps_in_english():
    row, missing = only(
        "Jonas Brandt\nLocal Guide · 34 reviews · 12 photos\n\ue838\ue838\ue838\ue838\n3 days ago\nNew\n"
        "The crust was perfect.\nWe will be back!\nFood: 5\nService: 4/5\nLike\nShare\n"
    )
    assert (row.author, row.text) == ("Jonas Brandt", "The crust was perfect.\nWe will be back!")
    assert (row.created_at, row.precision) == (date(2026, 11, 17), Precision.DAY)
    assert missing == ("rating",), "its stars were pictures"
    assert row.details == {"Food": "5/5", "Service": "4/5"}
    assert (row.reply, row.reply_known) == (None, True)


def test_two_of_maps_in_german_one_answered():
    pasted = read(
        "Hanna Vogt\n5 Rezensionen\n★★☆☆☆\nvor 2 Wochen\nLeider war die Pizza kalt.\nGefällt mir\nTeilen\n"
        "Antwort vom Inhaber\nvor einer Woche\nDas tut uns leid, Hanna.\n"
        "Emil Kurz\nLocal Guide · 120 Rezensionen\n5/5\nvor einem Tag\nAlles bestens.\nGefällt mir\n"
    )
    first, second = pasted.rows
    assert pasted.missing == ((), ())
    assert (first.author, first.rating, first.text) == (
        "Hanna Vogt",
        Rating(2, 5),
        "Leider war die Pizza kalt.",
    )
    assert (first.created_at, first.precision) == (date(2026, 11, 1), Precision.MONTH)
    assert first.reply.text == "Das tut uns leid, Hanna."
    assert (second.author, second.rating, second.created_at) == (
        "Emil Kurz",
        Rating(5, 5),
        date(2026, 11, 19),
    )


def test_search_has_the_day_in_the_answers_line():
    row, missing = only(
        "Clara Duval\n8 avis\nNote 4,0 sur 5,\nil y a 3 jours\nTrès bon accueil.\nJ’aime\n"
        "Réponse du propriétaire il y a 2 jours\nMerci Clara !\n"
    )
    assert missing == ()
    assert (row.rating, row.reply.text, row.text) == (Rating(4, 5), "Merci Clara !", "Très bon accueil.")


def test_the_owners_own_page_in_polish():
    row, missing = only(
        "Ola Wilk\n3 opinie\n1 z 5 gwiazdek\n5 dni temu\nZimna zupa.\nOdpowiedz\n", platform="google"
    )
    assert (row.author, row.rating, row.created_at) == ("Ola Wilk", Rating(1, 5), date(2026, 11, 15))
    assert missing == ()
    assert row.reply_known


def test_the_owners_answer_under_the_name_of_the_shop():
    row, _missing = only(
        "Rosa Prats\n2 reseñas\n5/5\nhace un mes\nMuy buena la masa.\nMe gusta\n"
        "Mario's Pizzeria (propietario)\nhace 3 semanas\nGracias, Rosa.\n"
    )
    assert (row.reply.text, row.created_at, row.precision) == (
        "Gracias, Rosa.",
        date(2026, 10, 1),
        Precision.MONTH,
    )


def test_words_that_the_page_had_cut_are_asked_for():
    row, missing = only("Piet Smit\n14 recensies\n4/5\neen week geleden\nLekkere pizza maar …Meer\nLeuk\n")
    assert (row.text, missing) == ("Lekkere pizza maar…", ("text",))


def test_an_answer_that_may_stand_below_the_copied_part_is_asked_about():
    row, missing = only("Lia Neri\n6 recensioni\n3/5\nun giorno fa\nCosì così.")
    assert (row.text, missing, row.reply_known) == ("Così così.", ("reply",), False)


def test_years_and_edits_and_outlined_stars_are_asked_about():
    row, missing = only("Rui Melo\n9 avaliações\n★★★★★\nhá 2 anos\nMuito bom.\nGosto\n")
    assert (row.rating, missing) == (None, ("rating", "created_at"))
    _row, missing = only("Ann Lee\n9 reviews\n★★★★\nEdited 2 months ago\nBetter now.\nLike\n")
    assert missing == ("rating", "created_at")


def test_a_name_without_its_count_is_asked_about():
    pasted = read("Mario's\nBen Fox\n2 days ago\nGood.\nLike\nResponse from the owner\na day ago\nThanks.\n")
    assert [row.author for row in pasted.rows] == ["Ben Fox"]
    assert pasted.missing == (("author", "rating"),)


@pytest.mark.parametrize("head", ["Marta V.\n3 reviews\n", "Marta V.\n"])
def test_a_name_with_an_initial_is_a_name(head):
    row, _missing = only(f"{head}5/5\n2 days ago\nGood.\nLike\n", platform="google")
    assert row.author == "Marta V."


def test_stars_without_words_and_no_listing():
    row, missing = only("Kim Roe\n1 review\n5/5\n4 hours ago\nLike\nShare", listing=None)
    assert (row.text, row.listing, missing) == (None, "", ("listing",))


def test_the_same_review_has_the_same_key_on_another_day():
    text = "Kim Roe\n1 review\n5/5\n{}\nThe dough was light, the wine was honest and nobody hurried us.\nLike"
    earlier, _missing = only(text.format("a day ago"))
    later, _missing = only(text.format("2 weeks ago"), today=date(2026, 12, 4))
    assert earlier.external_id == later.external_id


def test_a_guests_own_lines_about_days_and_answers_are_his_words():
    row, _missing = only(
        "Kim Roe\n1 review\n1/5\n3 days ago\nI wrote to them.\n2 weeks ago\nNo answer!\nLike\n"
    )
    assert "2 weeks ago" in row.text


@pytest.mark.parametrize(
    "text", ["", "Hello there", "Kim\n3 days ago\nNice", "Kim Roe\n2 contributions\n3 days ago\nTripadvisor"]
)
def test_what_is_not_surely_googles_is_left_to_others(text):
    assert read(text) is None


def test_another_platform_named_by_the_owner_is_believed():
    assert read("Kim Roe\n1 review\n5/5\na day ago\nGood\nLike", platform="yelp") is None


def test_nonsense_costs_no_time():
    for piece in ("a day ago\n", "1 review · ", "★ ", "Local Guide · 1,", "(owner) "):
        read(piece * 20_000)
