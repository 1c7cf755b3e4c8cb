from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking import reviewdesk_read_mail

from reviewdesk.api import Mail

AT = datetime(2026, 11, 21, 21, 4, tzinfo=UTC)
DOOR = "https://admin.booking.com/hotel/hoteladmin/extranet_ng/manage/reviews.html?hotel_id=1200001&lang=en"
BODY = """Hello,

A guest has reviewed your property.

Property: Locanda del Molo
Guest name: Marta
Review score: 4.0 / 10

Liked: The view over the harbour.
Disliked: The shower was cold.

Reply to this review in the extranet.
"""


def mail(subject="You have a new guest review", sender="noreply@booking.com", text=BODY, links=(DOOR,)):
    return Mail(sender=sender, subject=subject, at=AT, text=text, links=links)


def read(message):
    return reviewdesk_read_mail(message=message)


def test_a_mail_about_a_review_rings_a_bell_with_whatever_it_tells():
    bell = read(mail(links=("https://www.booking.com/", f"{DOOR}&ses=0123456789abcdef&t=1#top")))
    assert (bell.platform, bell.listing, bell.at) == ("booking", "Locanda del Molo", AT)
    assert bell.told == {
        "author": "Marta",
        "score": "4/10",
        "stars": "2",
        "words": "The view over the harbour.\n\nThe shower was cold.",
        "url": DOOR,
    }


def test_the_subject_alone_is_enough():
    bell = read(mail("New review from Anna for Locanda del Molo", text="", links=()))
    assert (bell.listing, bell.told) == ("Locanda del Molo", {"author": "Anna"})


@pytest.mark.parametrize(
    "subject",
    [
        "Neue Gästebewertung erhalten",
        "Vous avez reçu un nouveau commentaire client",
        "Has recibido un nuevo comentario",
        "Hai una nuova recensione",
        "Masz nową opinię gościa",
        "Nieuwe beoordeling van een gast",
        "Nova avaliação de hóspede",
        "Nové hodnocení od hosta",
        "Новий відгук гостя",
        "Новый отзыв гостя",
        "Yeni bir misafir değerlendirmesi",
        "Nova recenzija gosta",
        "Dobili ste novu recenziju",
        "Нова рецензија госта",
        "Νέα κριτική επισκέπτη",
        "Ett nytt omdöme",
        "Marta left a review for Locanda del Molo",
    ],
)
def test_a_subject_in_another_language_is_understood(subject):
    bell = read(mail(subject, text="", links=()))
    assert bell.told.keys() <= {"author"}


@pytest.mark.parametrize(
    "message",
    [
        mail(sender="someone@example.com"),
        mail(sender="noreply@booking.com.evil.example"),
        mail(sender="noreply@notbooking.com"),
        mail(sender="marta.123@guest.booking.com"),
        mail(sender="4031234567-abc@property.booking.com"),
        mail(subject="New booking! 4031234567, Saturday 21 November"),
        mail(subject="Your invoice for October"),
        mail(subject="How was your stay? Write a review"),
        mail(subject="Your review of Locanda del Molo is live"),
        mail(subject=""),
        mail(subject="Your review score went up"),
        mail(subject="Guest Review Awards 2026: your new certificate"),
        mail(subject="New: get more reviews with these tips"),
        mail(subject="Your reply to a guest review was not published"),
        mail(subject="New guidelines for guest reviews"),
        mail(subject="Reviews"),
        mail(subject="Ihre Antwort auf eine neue Bewertung"),
        mail(subject="Twoja odpowiedź na nową opinię"),
        mail(subject="Ваш ответ на новый отзыв"),
        mail(subject="新しいクチコミが届きました"),
    ],
)
def test_other_mails_are_nothing_here(message):
    assert read(message) is None


def test_two_scores_in_one_mail_are_none():
    bell = read(mail(text=BODY + "\nYour property's score is now 8.7 / 10."))
    assert "score" not in bell.told


@pytest.mark.parametrize(
    "link",
    [
        "https://admin.booking.com.evil.example/reviews",
        "http://admin.booking.com/reviews.html",
        "https://[::1/reviews",
    ],
)
def test_a_link_to_anywhere_else_is_no_door(link):
    assert "url" not in read(mail(links=(link,))).told


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_mail_breaks_anything(subject, text, links):
    read(mail(f"new review {subject}", text=text, links=tuple(links)))
