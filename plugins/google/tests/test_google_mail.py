"""Google's notifications ring a bell with what they tell; all other mails stay silent. All is made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google import reviewdesk_read_mail

from reviewdesk.api import Mail

AT = datetime(2026, 11, 20, 21, 4, tzinfo=UTC)
SENDER = "businessprofile-noreply@google.com"
PAGE = "https://business.google.com/n/1234567/reviews?hl=en"


def ring(subject, text="", links=(), sender=SENDER):
    return reviewdesk_read_mail(
        message=Mail(sender=sender, subject=subject, at=AT, text=text, links=tuple(links))
    )


def test_one_review_rings_with_guest_shop_stars_words_and_page():
    text = "Hi Mario,\n\nBea Novak\n★★☆☆☆\n“The soup was cold,\nand so was the waiter.”\n\nReply"
    bell = ring("Bea Novak left a review for Mario's Pizzeria Harbour", text, ["https://x.example/", PAGE])
    assert (bell.platform, bell.listing, bell.at) == ("google", "Mario's Pizzeria Harbour", AT)
    assert bell.told == {
        "author": "Bea Novak",
        "stars": "2",
        "words": "The soup was cold, and so was the waiter.",
        "url": PAGE,
    }


@pytest.mark.parametrize(
    ("subject", "listing", "count"),
    [
        ("Mario's Pizzeria, you got 3 new reviews", "Mario's Pizzeria", "3"),
        ("Mario's Pizzeria, Harbour, you got 12 new reviews", "Mario's Pizzeria, Harbour", "12"),
        ("Mario's Pizzeria, you got 1 new review", "Mario's Pizzeria", "1"),
        ("Mario's Pizzeria, you got a new review!", "Mario's Pizzeria", "1"),
    ],
)
def test_a_digest_rings_once_with_its_count(subject, listing, count):
    bell = ring(subject, "Bea ★★ Leo ★★★★★", [PAGE])
    assert (bell.listing, bell.told) == (listing, {"count": count, "url": PAGE})


@pytest.mark.parametrize(
    "sender",
    [
        "businessprofile-noreply@google.com.evil.example",
        "businessprofile-noreply@googlе.com",
        "businessprofile-noreply@goog1e.com",
        "businessprofile-noreply@mail.google.com",
        "businessprofile-noreply.google.com@evil.example",
        "noreply@google.com",
        "forms-receipts-noreply@google.com",
        "x businessprofile-noreply@google.com",
        "",
    ],
)
def test_look_alike_senders_stay_silent(sender):
    assert ring("Bea Novak left a review for Mario's Pizzeria", sender=sender) is None


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Your performance report for October",
        "Mario's Pizzeria, you got 120 new customers",
        "Verify your business",
        "Thanks for your reply to Bea Novak",
        "Your review reply is live",
    ],
)
def test_other_mails_of_the_same_sender_stay_silent(subject):
    assert ring(subject, "Bea Novak left a review for Mario's Pizzeria", [PAGE]) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Bea Novak hat eine Rezension zu Mario's Pizzeria geschrieben",
        "Bea Novak a laissé un avis sur Mario's Pizzeria",
        "Bea Novak ha lasciato una recensione su Mario's Pizzeria",
        "Bea Novak ha dejado una reseña sobre Mario's Pizzeria",
        "Bea Novak zostawił(a) opinię o Mario's Pizzeria",
        "Bea Novak je ostavila recenziju za Mario's Pizzeria",
        "Bea Novak је оставила рецензију за Mario's Pizzeria",
        "Bea Novak оставил(а) отзыв о Mario's Pizzeria",
        "Ο/Η Bea Novak άφησε μια κριτική για Mario's Pizzeria",
        "Bea Novak, Mario's Pizzeria için bir yorum yaptı",
    ],
)
def test_one_review_rings_in_the_owners_language(subject):
    bell = ring(subject, "4 z 5 gwiazdek")
    assert (bell.listing, bell.told["author"], bell.told["stars"]) == ("Mario's Pizzeria", "Bea Novak", "4")


@pytest.mark.parametrize(
    ("subject", "count"),
    [
        ("Mario's Pizzeria, Sie haben 3 neue Rezensionen erhalten", "3"),
        ("Mario's Pizzeria, Sie haben eine neue Rezension", "1"),
        ("Mario's Pizzeria, vous avez reçu 2 nouveaux avis", "2"),
        ("Mario's Pizzeria, hai ricevuto 4 nuove recensioni", "4"),
        ("Mario's Pizzeria, tienes 5 nuevas reseñas", "5"),
        ("Mario's Pizzeria, masz 5 nowych opinii", "5"),
        ("Mario's Pizzeria, imate 3 nove recenzije", "3"),
        ("Mario's Pizzeria, имате 3 нове рецензије", "3"),
        ("Mario's Pizzeria, у вас 7 новых отзывов", "7"),
        ("Mario's Pizzeria, έχετε 3 νέες κριτικές", "3"),
        ("Mario's Pizzeria, 3 yeni yorumunuz var", "3"),
    ],
)
def test_a_digest_rings_in_the_owners_language(subject, count):
    bell = ring(subject)
    assert (bell.listing, bell.told) == ("Mario's Pizzeria", {"count": count})


@pytest.mark.parametrize(
    "subject",
    [
        "Ihr Leistungsbericht für Oktober: 3 neue Rezensionen",
        "Danke für Ihre Antwort auf die Rezension von Bea Novak",
        "Votre réponse à l'avis de Bea Novak est en ligne",
        "Recevez plus d'avis sur Mario's Pizzeria",
        "Masz 3 nowe obserwacje",
        "Twoja odpowiedź na opinię została opublikowana",
        "Odgovor na recenziju je objavljen",
        "Ваш ответ на отзыв опубликован",
        "Bea Novak ha fatto una domanda su Mario's Pizzeria",
        "Bea Novak ha dejado una pregunta sobre Mario's Pizzeria",
        "Yorum yanıtınız yayınlandı",
        "Η απάντησή σας δημοσιεύτηκε",
        "ベアさんがクチコミを投稿しました",
    ],
)
def test_wordings_that_are_not_known_ring_no_bell(subject):
    assert ring(subject, "Bea Novak left a review for Mario's Pizzeria", [PAGE]) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://business.google.com.evil.example/reviews",
        "https://business.google.com@evil.example/reviews",
        "http://business.google.com/reviews",
        "https://www.google.com/url?q=https://evil.example/reviews",
        "https://[broken/reviews",
        "javascript:reviews",
    ],
)
def test_links_that_lead_elsewhere_are_not_told(link):
    assert "url" not in ring("Bea left a review for Mario's", links=[link]).told


def test_two_different_ratings_are_none():
    assert "stars" not in ring("Bea left a review for Mario's", "5 stars ... your average: 4-star").told


@given(st.text(max_size=300), st.text(max_size=100), st.lists(st.text(max_size=60), max_size=3))
def test_no_mail_at_all_makes_google_fall(text, subject, links):
    for each in (subject, f"{subject} left a review for {subject}"):
        bell = ring(each, text, links)
        assert bell is None or all(isinstance(value, str) for value in bell.told.values())


def test_a_huge_mail_is_read_at_once():
    assert ring("a" * 100_000, "“" * 100_000) is None
    assert ring("Bea left a review for Mario's", "“" * 1_000_000).told == {"author": "Bea"}
