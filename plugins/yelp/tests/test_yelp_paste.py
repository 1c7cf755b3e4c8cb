"""Text as a person copies it off Yelp's pages. All guests, words and shops are made up."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_yelp import reviewdesk_read_paste

from reviewdesk.api import Listing, PasteHint, Precision, Review, Skipped

TODAY = date(2026, 11, 20)
SHOP = Listing(external_id="Tq0Sandbox-Example-001", title="Taquería Ejemplo")


PASTES = Path(__file__).parent / "pastes"


def paste(name):
    return (PASTES / f"{name}.txt").read_text("utf-8")


def read(text, platform=None, listing=SHOP):
    return reviewdesk_read_paste(text=text, hint=PasteHint(today=TODAY, platform=platform, listing=listing))


def told(row):
    stars = int(row.rating.value) if row.rating else None
    return row.author, row.created_at, stars, row.text, row.reply.text if row.reply else None


PUBLIC_EN = paste("en_public")
OLD_EN = paste("en_older")
OWNERS_LIST = paste("en_owner")
GERMAN = paste("de_public")
FRENCH = paste("fr_public")
SPANISH = paste("es_public")
ITALIAN = paste("it_public")
POLISH = paste("pl_public")
JAPANESE = paste("ja_public")
UPDATED = paste("en_updated")


def test_the_public_page_of_today():
    pasted = read(PUBLIC_EN)
    assert pasted.sure >= 0.9
    first, second = pasted.rows
    assert told(first) == (
        "Dana P.",
        date(2026, 11, 3),
        5,
        "The carnitas are worth the line.\n\nWe came back the next day, and the day after.",
        None,
    )
    assert told(second) == (
        "Walter N.",
        date(2026, 10, 28),
        2,
        "Forty minutes for a burrito, and then the wrong one.",
        "Walter, that was our doing. I have moved the tickets to where the cook can see them.\n\nRosa",
    )
    assert second.details["Answered"] == "2026-10-30"
    assert pasted.missing == ((), ())
    assert first.precision is Precision.DAY
    assert (first.id_space, first.listing) == ("paste", SHOP.external_id)


def test_the_public_page_of_some_years_ago():
    (row,) = read(OLD_EN).rows
    assert told(row) == (
        "Marla K.",
        date(2019, 3, 14),
        4,
        "Good salsa, thin napkins.",
        "Thicker napkins are ordered, Marla!",
    )


def test_the_owners_list_with_its_buttons():
    pasted = read(OWNERS_LIST)
    first, second = pasted.rows
    assert told(first) == ("Bruna K.", date(2026, 11, 19), 1, "An hour for one burrito.", None)
    assert told(second) == (
        "June A.",
        date(2026, 11, 2),
        5,
        "Lovely lunch in the sun.\nThanks",
        "Thank you, June. The sun was ordered for you.",
    )
    assert pasted.missing == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GERMAN,
            (
                "Jürgen H.",
                date(2026, 10, 7),
                4,
                "Sehr gute Pizza, etwas laut. 13,50 € sind fair.",
                "Danke, Jürgen! Gegen den Lärm hängen wir Platten auf.",
            ),
        ),
        (
            SPANISH,
            (
                "Inés R.",
                date(2026, 5, 3),
                1,
                "La pizza llegó fría y nadie pidió perdón.",
                "Inés, lo siento mucho. Así no debe ser.",
            ),
        ),
        (
            ITALIAN,
            ("Piera L.", date(2026, 6, 21), 3, "Buona, ma quaranta minuti di attesa sono troppi.", None),
        ),
        (
            POLISH,
            (
                "Ewa K.",
                date(2025, 11, 20),
                1,
                "Zamówiliśmy dwie pizze, przyszły zimne.",
                "Pani Ewo, przepraszam. Kurier jeździ już z torbą termiczną.",
            ),
        ),
        (JAPANESE, ("Yui K.", date(2026, 10, 5), 4, "タコスがとても美味しかったです。また来ます。", None)),
    ],
)
def test_other_languages(text, expected):
    pasted = read(text, platform="yelp")
    assert [told(row) for row in pasted.rows] == [expected]
    assert pasted.missing == ((),)


def test_words_of_which_only_the_beginning_shows_are_asked_for():
    pasted = read(FRENCH)
    first, second = pasted.rows
    assert told(first)[:3] == ("Camille R.", date(2026, 9, 12), 5)
    assert told(second)[:4] == ("Zoé L.", date(2026, 8, 1), 2, "Trop cher : 19 € la margherita.")
    assert pasted.missing == ((), ("text",))


def test_an_update_keeps_the_earlier_words_apart():
    (row,) = read(UPDATED).rows
    assert told(row) == (
        "Rasmus E.",
        date(2026, 11, 12),
        4,
        "They called me back, as promised. Going again.",
        None,
    )
    assert row.updated_at == date(2026, 11, 12)
    assert row.details["Earlier words"] == "Burnt tortillas and a shrug."


def test_stars_that_were_pictures_are_asked_for():
    pasted = read("Photo of Dana P.\nDana P.\nOakland, CA\nNov 3, 2026\nGood tacos.\nHelpful 1\nThanks 0\n")
    assert pasted.rows[0].rating is None
    assert pasted.missing == (("rating",),)


@pytest.mark.parametrize(
    ("shown", "day", "asked"),
    [
        ("3/4/2026", date(2026, 3, 4), True),
        ("12/11/2026", date(2026, 11, 12), False),
        ("4/4/2026", date(2026, 4, 4), False),
        ("25/10/2026", date(2026, 10, 25), False),
        ("10/25/2026", date(2026, 10, 25), False),
        ("2026-10-25", date(2026, 10, 25), False),
        ("25.10.2026", date(2026, 10, 25), False),
        ("3 weeks ago", date(2026, 10, 30), False),
        ("yesterday", date(2026, 11, 19), False),
    ],
)
def test_a_date_that_can_be_read_two_ways_is_asked_about(shown, day, asked):
    pasted = read(f"Dana P.\n5 star rating\n{shown}\nGood tacos.\nUseful 1\nFunny 0\nCool 0", "yelp")
    assert pasted.rows[0].created_at == day
    assert ("created_at" in pasted.missing[0]) is asked


def test_one_date_of_a_page_tells_the_order_of_the_others():
    blocks = ["Dana P.\n5 star rating\n3/4/2026\nOne.", "Cal C.\n4 star rating\n25/4/2026\nTwo."]
    pasted = read("\n".join(blocks), "yelp")
    assert [row.created_at for row in pasted.rows] == [date(2026, 4, 3), date(2026, 4, 25)]
    assert pasted.missing == ((), ())


def test_a_link_copied_along_names_the_review_surely():
    link = "https://www.yelp.com/biz/taqueria-ejemplo-oakland?hrid=AbCdEfGhIjKlMnOpQrStUv&utm_source=x"
    (row,) = read(f"Dana P.\n5 star rating\nNov 3, 2026\nGood tacos.\n{link}\n", "yelp").rows
    assert row.aliases == {"api": "AbCdEfGhIjKlMnOpQrStUv"}
    assert (row.url, row.text) == (link, "Good tacos.")


def test_the_same_review_pasted_again_has_the_same_key_opened_or_not():
    head = "Dana P.\nOakland, CA\n5 star rating\nNov 3, 2026\n"
    words = "The carnitas are worth the line, and so is the walk to it."
    cut = read(f"{head}{words}\nRead more\n").rows[0]
    whole = read(f"{head}{words}\n\nWe came back.\nHelpful 1\nThanks 0").rows[0]
    other = read(f"{head}Somebody else of the same name wrote this.\n").rows[0]
    assert cut.external_id == whole.external_id != other.external_id


def test_words_without_any_sign_of_yelp_are_left_to_others_unless_the_owner_says_so():
    assert read("The pizza was cold and nobody said sorry.") is None
    assert read(PUBLIC_EN, platform="google") is None
    pasted = read("The pizza was cold and nobody said sorry.", platform="yelp", listing=None)
    assert pasted.rows[0].text == "The pizza was cold and nobody said sorry."
    assert pasted.missing == (("author", "created_at", "rating", "listing"),)


def test_a_guest_whose_head_is_strange_is_told_and_never_mixed_into_another_review():
    strange = (
        "Somebody without an initial\nOakland, CA\nNov 1, 2026\nThe soup was cold.\nHelpful 0\nThanks 0\n"
    )
    first = PUBLIC_EN.split("Photo of Walter N.", maxsplit=1)[0]
    pasted = read(first + strange)
    review, rest = pasted.rows
    assert review.text.endswith("the day after.")
    assert isinstance(rest, Skipped)
    assert "The soup was cold." in rest.raw
    assert len(pasted.missing) == 2
    after_answer = read(PUBLIC_EN + "Photo of Somebody\nSomebody\nNov 1, 2026\nThe soup was cold.\n")
    assert after_answer.rows[1].reply.text.endswith("\n\nRosa")
    old = read("Qype User (gast12)\nHamburg\n4 Sterne\n7.10.2012\nSehr gut.\n", "yelp")
    assert old.rows[0].author == "Qype User (gast12)"


def test_a_name_and_a_day_inside_the_words_begin_no_review():
    words = "My waiter was\nWalter N.\nand he was kind, on\nNov 1, 2026\nas well."
    pasted = read(f"Dana P.\nOakland, CA\n5 star rating\nNov 3, 2026\n{words}\nHelpful 0\nThanks 1")
    assert [row.text for row in pasted.rows] == [words]


def test_a_page_of_others_is_left_to_them():
    assert read("Anna K.\nLocal Guide · 12 reviews\n★★★★☆ 3 weeks ago\nGreat pizza!\nThanks") is None
    assert read("Anna K.\nOakland, CA\nNov 3, 2026\nGreat pizza!").sure < 0.5


def test_a_picture_of_a_dish_is_nobodys_name():
    dish = "Photo of Taquería Ejemplo - Oakland, CA, US. Two tacos\n"
    pasted = read(
        "Dana P.\n5 star rating\nNov 3, 2026\nOne.\n" + dish + "Cal C.\n4 star rating\nNov 2, 2026\nTwo.",
        "yelp",
    )
    assert [(row.author, row.text) for row in pasted.rows] == [("Dana P.", "One."), ("Cal C.", "Two.")]


def test_the_foot_of_the_page_belongs_to_nobody():
    foot = "1 of 53\n12 other reviews that are not currently recommended\nAbout\nCareers\n"
    last = read(PUBLIC_EN + foot).rows[-1]
    assert last.reply.text.endswith("\n\nRosa")


@given(st.text(max_size=300))
def test_no_text_makes_it_stumble(text):
    for words in (text, f"Dana P.\n{text}\nNov 3, 2026\n{text}", PUBLIC_EN[:200] + text):
        pasted = read(words, "yelp")
        if pasted is not None:
            assert len(pasted.rows) == len(pasted.missing)
            assert all(row.external_id for row in pasted.rows if isinstance(row, Review))
