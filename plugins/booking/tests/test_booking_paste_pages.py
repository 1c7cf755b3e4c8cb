"""Cards of the public page and of the extranet in many languages, as a person copies them."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking import reviewdesk_read_paste

from reviewdesk.api import Listing, PasteHint, Skipped

TODAY = date(2026, 11, 22)
HOUSE = Listing(external_id="1200001", title="Locanda del Molo")
DAY = date(2026, 10, 5)

# country, stay, day's line, score, what was liked and not, buttons, answer
PUBLIC = {
    "en": (
        "Poland",
        "2 nights · September 2026",
        "Reviewed: 5 October 2026",
        "Liked · ",
        "Disliked · ",
        "Helpful",
        "Hotel response:",
    ),
    "de": (
        "Polen",
        "2 Nächte · September 2026",
        "Bewertet: 5. Oktober 2026",
        "Gefallen · ",
        "Nicht gefallen · ",
        "Hilfreich",
        "Antwort der Unterkunft:",
    ),
    "fr": (
        "Pologne",
        "2 nuits · septembre 2026",
        "Commentaire envoyé le 5 octobre 2026",
        "A aimé · ",
        "N'a pas aimé · ",
        "Utile",
        "Réponse de l'établissement :",
    ),
    "es": (
        "Polonia",
        "2 noches · septiembre de 2026",
        "Fecha del comentario: 5 de octubre de 2026",
        "Gustó · ",
        "No gustó · ",
        "Útil",
        "Respuesta del alojamiento:",
    ),
    "it": (
        "Polonia",
        "2 notti · settembre 2026",
        "Recensito il 5 ottobre 2026",
        "Piaciuto · ",
        "Non piaciuto · ",
        "Utile",
        "Risposta della struttura:",
    ),
    "pl": (
        "Polska",
        "2 noce · wrzesień 2026",
        "Opinia z dnia: 5 października 2026 r.",
        "Podobało się · ",
        "Nie podobało się · ",
        "Pomocna",
        "Odpowiedź obiektu:",
    ),
    "hr": (
        "Poljska",
        "2 noćenja · rujan 2026.",
        "Datum recenzije: 5. listopada 2026.",
        "Svidjelo se · ",
        "Nije se svidjelo · ",
        "Korisno",
        "Odgovor objekta:",
    ),
    "sr": (
        "Пољска",
        "2 ноћења · септембар 2026.",
        "Датум рецензије: 5. октобар 2026.",
        "Свидело се · ",
        "Није се свидело · ",
        "Корисно",
        "Одговор објекта:",
    ),
    "ru": (
        "Польша",
        "2 ночи · сентябрь 2026 г.",
        "Время отзыва: 5 октября 2026 г.",
        "Понравилось · ",
        "Не понравилось · ",
        "Полезно",
        "Ответ объекта размещения:",
    ),
    "el": (
        "Πολωνία",
        "2 διανυκτερεύσεις · Σεπτέμβριος 2026",
        "Ημερομηνία κριτικής: 5 Οκτωβρίου 2026",
        "Άρεσε · ",
        "Δεν άρεσε · ",
        "Χρήσιμη",
        "Απάντηση καταλύματος:",
    ),
    "tr": (
        "Polonya",
        "2 gece · Eylül 2026",
        "Yorum tarihi: 5 Ekim 2026",
        "Beğendi · ",
        "Beğenmedi · ",
        "Faydalı",
        "Tesisin cevabı:",
    ),
}
# reservation, the two fields, the button
EXTRANET = {
    "en": ("Reservation number", "Liked:", "Disliked:", "Reply"),
    "de": ("Buchungsnummer", "Gefallen:", "Nicht gefallen:", "Antworten"),
    "fr": ("Numéro de réservation", "A aimé :", "N'a pas aimé :", "Répondre"),
    "es": ("Número de reserva", "Gustó:", "No gustó:", "Responder"),
    "it": ("Numero di prenotazione", "Piaciuto:", "Non piaciuto:", "Rispondi"),
    "pl": ("Numer rezerwacji", "Podobało się:", "Nie podobało się:", "Odpowiedz"),
    "hr": ("Broj rezervacije", "Svidjelo se:", "Nije se svidjelo:", "Odgovori"),
    "sr": ("Број резервације", "Свидело се:", "Није се свидело:", "Одговори"),
    "ru": ("Номер бронирования", "Понравилось:", "Не понравилось:", "Ответить"),
    "el": ("Αριθμός κράτησης", "Άρεσε:", "Δεν άρεσε:", "Απάντηση"),
    "tr": ("Rezervasyon numarası", "Beğendi:", "Beğenmedi:", "Yanıtla"),
}


def public(language):
    country, stay, day, liked, disliked, button, reply = PUBLIC[language]
    return [
        "Zuzanna", country, stay, day, "Old house", "6,7",
        f"{liked}The view.", f"{disliked}Eighty steps.", button, reply, "We carry bags.",
    ]  # fmt: skip


def extranet(language):
    number, liked, disliked, button = EXTRANET[language]
    country, day = PUBLIC[language][0], PUBLIC[language][2].partition(": ")[2] or "5 October 2026"
    return [
        "Zuzanna", country, f"{number} 4031234567", day, "Old house", "6,7", liked, "The view.", disliked,
        "Eighty steps.", button,
    ]  # fmt: skip


def paste(lines, platform=None):
    hint = PasteHint(today=TODAY, platform=platform, listing=HOUSE)
    return reviewdesk_read_paste(text="\n".join(lines), hint=hint)


def understood(pasted):
    (row,) = pasted.rows
    assert (row.author, row.created_at, row.rating.value) == ("Zuzanna", DAY, 6.7)
    assert (row.parts.positive, row.parts.negative) == ("The view.", "Eighty steps.")
    assert (row.title, pasted.missing) == ("Old house", ((),))
    return row


@pytest.mark.parametrize("language", PUBLIC)
def test_a_card_of_the_public_page_is_understood(language):
    row = understood(paste(public(language)))
    assert row.reply.text == "We carry bags."


@pytest.mark.parametrize("language", EXTRANET)
def test_a_card_of_the_extranet_is_understood(language):
    row = understood(paste(extranet(language)))
    assert row.aliases == {"reservation": "4031234567"}
    assert row.reply is None


def test_october_in_croatian_is_not_november_in_polish():
    polish = [line.replace("października", "listopada") for line in public("pl")]
    assert paste(polish).rows[0].created_at == date(2026, 11, 5)
    assert paste(public("hr")).rows[0].created_at == DAY


ALL = [build(language) for build, language in product((public, extranet), PUBLIC)]


@given(st.data())
def test_cut_off_or_with_a_line_lost_no_score_and_no_day_is_wrong(data):
    lines = list(data.draw(st.sampled_from(ALL)))
    first = data.draw(st.integers(0, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    lines = lines[first:last]
    if lines and data.draw(st.booleans()):
        del lines[data.draw(st.integers(0, len(lines) - 1))]
    pasted = paste(lines, "booking")
    for row, missing in zip(pasted.rows, pasted.missing, strict=True) if pasted else ():
        if isinstance(row, Skipped):
            continue
        assert "rating" in missing or row.rating.value == 6.7
        assert "created_at" in missing or row.created_at == DAY
