"""Letters that were garbled on their way into the extranet's file: mended where certain, else told."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking.extranet.headers import ENGLISH
from reviewdesk_booking.extranet.letters import decode, mend

SPANISH = (
    "fecha de comentario", "nombre del huésped", "número de reserva", "título del comentario",
    "comentario positivo", "comentario negativo", "puntuación del comentario", "personal", "limpieza",
    "ubicación", "instalaciones y servicios", "confort", "relación calidad-precio",
    "respuesta del alojamiento",
)  # fmt: skip


def file_of(*praise, guest="Marta Example", header=ENGLISH):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for number, words in enumerate(praise):
        writer.writerow(["2026-02-09", guest, str(4031234567 + number), "", words, "", "9", *[""] * 7])
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_are_read(taken, encoding):
    (row,) = taken(file_of("Très bien", guest="José Núñez").encode(encoding))
    assert (row.author, row.text) == ("José Núñez", "Très bien")


GARBLED = [
    ("Très bien, l’accueil", "cp1252"),
    ("Zażółć gęślą jaźń", "cp1250"),
    ("Очень уютно, спасибо", "cp1251"),
    ("Çok güzel bir yer ığş", "cp1254"),
    ("Lovely 🍋 cake", "cp1252"),
]


@pytest.mark.parametrize(("text", "taken_for"), GARBLED)
def test_garbled_letters_are_mended_where_that_is_certain_and_told(opened, text, taken_for):
    wrong = b"".join(
        bytes([b]).decode(taken_for, "surrogateescape").encode("utf-8", "surrogateescape")
        if taken_for != "cp1252"
        else bytes([b]).decode("cp1252" if b not in b"\x81\x8d\x8f\x90\x9d" else "latin-1").encode()
        for b in text.encode()
    ).decode("utf-8", "replace")
    if "\ufffd" in wrong:
        pytest.skip("this code page has no such byte")
    export = opened(file_of(wrong, "Plain"))
    assert export.title == "Booking.com extranet; garbled letters mended in 1 row"
    first, second = export.rows
    assert (first.text, second.text) == (text, "Plain")
    assert first.details["Letters"] == "garbled in the file, and mended"
    assert "Letters" not in second.details


def test_twice_garbled_letters_are_mended_twice():
    once = "naïve café".encode().decode("cp1252")
    assert mend(once.encode().decode("cp1252")).text == "naïve café"


def test_a_garbled_header_is_understood(taken):
    wrong = ",".join(SPANISH).encode().decode("latin-1")
    (row,) = taken(file_of("La vista", header=wrong.split(",")))
    assert row.author == "Marta Example"


@pytest.mark.parametrize("text", ["Ð¡паÑ\ufffdибо", "Très bien, mais cafÃ© froid \u4e2d"])
def test_what_can_not_be_mended_for_certain_is_left_and_told(opened, text):
    export = opened(file_of(text))
    assert export.title == "Booking.com extranet; letters still garbled in 1 row"
    (row,) = export.rows
    assert row.text == text
    assert row.details["Letters"] == "garbled in the file: download it again"


HONEST = [
    "São João",
    "Ärger über Öl",
    "ÉCOLE",
    "25 °C",
    "Łódź",
    "Привет, мир",
    "ünlü şehir",
    "ÑANDÚ",
    "5 €",
    "Ãção",
    "日本",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_letters_are_never_touched(text):
    assert mend(text) == type(mend(""))(text)


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1))
def test_a_mended_text_is_what_was_written(text):
    wrong = text.encode().decode("latin-1")
    if not text.isascii() and mend(text).text == text:
        assert mend(wrong).text == text


@given(st.binary(max_size=300))
def test_no_bytes_break_anything(raw):
    text = decode(raw)
    assert mend(text).text is not None
