"""The extranet's download of reviews, as it comes and as a spreadsheet leaves it."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking import reviewdesk_open_export
from reviewdesk_booking.extranet.headers import ENGLISH, read_header

from reviewdesk.api import ExportOptions, Parts, Precision, Review, Skipped

SPANISH = (
    "fecha de comentario,nombre del huésped,número de reserva,título del comentario,comentario positivo,"
    "comentario negativo,puntuación del comentario,personal,limpieza,ubicación,instalaciones y servicios,"
    "confort,relación calidad-precio,respuesta del alojamiento"
)
POLISH = (
    "Data opinii,Imię i nazwisko gościa,Numer rezerwacji,Tytuł opinii,Pozytywna opinia,Negatywna opinia,"
    "Ocena,Personel,Czystość,Lokalizacja,Udogodnienia,Wygoda,Stosunek jakości do ceny,Odpowiedź obiektu"
)
FINNISH = (
    "Päivämäärä,Vieras,Varausnumero,Otsikko,Plussat,Miinukset,Pisteet,Henkilökunta,Siisteys,Sijainti,"
    "Palvelut,Mukavuus,Hinta-laatusuhde,Vastaus"
)
ROW = (
    '2026-02-09,Marta Example,4031234567,"Cold, but kind",The view,"The ""shower""\nwas cold",'
    "4.5,7.5,,10,2.5,5,5,"
)
PLAIN = {
    "date": "2026-02-09",
    "guest": "Marta Example",
    "reservation": "4031234567",
    "title": "",
    "positive": "The view",
    "negative": "",
    "score": "9",
    "staff": "",
    "clean": "",
    "location": "",
    "facilities": "",
    "comfort": "",
    "value": "",
    "reply": "",
}


def line(**cells):
    return list((PLAIN | cells).values())


def table(*rows, header=ENGLISH, separator=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def test_a_download_is_read_as_it_comes(opened):
    export = opened(",".join(ENGLISH) + "\n" + ROW + "\n", as_listing="1200001")
    assert (export.format, export.platform, export.sure) == ("booking-extranet", "booking", 1.0)
    assert [(one.external_id, one.title) for one in export.listings] == [("1200001", "Booking.com 1200001")]
    (row,) = export.rows
    assert (row.listing, row.id_space, row.external_id) == ("1200001", "extranet", "reservation:4031234567")
    assert row.aliases == {"reservation": "4031234567"}
    assert (row.created_at, row.precision) == (date(2026, 2, 9), Precision.DAY)
    assert (row.author, row.title, row.rating.value) == ("Marta Example", "Cold, but kind", 4.5)
    assert row.parts == Parts("The view", 'The "shower"\nwas cold')
    assert row.details["Staff"] == "7.5"
    assert "Cleanliness" not in row.details
    assert row.details["Reservation"] == "4031234567"
    assert (row.reply, row.reply_known, row.answerable) == (None, True, True)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("header", [",".join(ENGLISH), SPANISH, POLISH, SPANISH.upper(), FINNISH])
def test_headers_follow_the_language_of_the_extranet(taken, ends, mark, header):
    (row,) = taken(mark + f"{header}{ends}{ROW}{ends}".encode())
    assert (row.author, row.rating.value, row.parts.positive) == ("Marta Example", 4.5, "The view")
    assert row.details["Facilities"] == "2.5"


def test_a_header_in_a_language_not_known_is_told(opened):
    export = opened(f"{FINNISH}\n{ROW}\n")
    assert export.sure == 0.6
    assert "not known" in export.title
    assert opened(f"{FINNISH}\nhello,{ROW}\n") is None
    assert opened(f"{FINNISH}\n{ROW.replace('2026-02-09', 'yesterday')}\n") is None
    assert opened(f"{FINNISH}\n") is None


@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_spreadsheet_saved_anew_is_read_too(taken, separator):
    head = "sep=;\r\n" if separator == ";" else ""
    (row,) = taken(head + table(line(score="8,5", staff="7,5"), separator=separator))
    assert (row.rating.value, row.details["Staff"]) == (8.5, "7.5")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": "soon"}, "no date"),
        ({"date": ""}, "no date"),
        ({"date": "2026-02-30"}, "range"),
        ({"score": "11"}, "0 to 10"),
        ({"score": "good"}, "0 to 10"),
        ({"score": "", "positive": ""}, "neither"),
    ],
)
def test_a_row_that_can_not_be_read_is_set_aside_with_its_place(taken, cells, reason):
    bad, good = taken(table(line(**cells), line(reservation="4031234568")))
    assert isinstance(bad, Skipped)
    assert reason in bad.reason
    assert bad.place == "reviews.csv, line 2"
    assert isinstance(good, Review)


def test_a_row_with_too_many_columns_is_set_aside_and_one_with_too_few_is_read(taken):
    long, short = taken(table([*line(), "more"], line(reservation="4031234568")[:7]))
    assert "more columns" in long.reason
    assert (short.rating.value, short.reply, short.reply_known) == (9, None, True)


def test_a_score_without_words_can_not_be_answered(taken):
    (row,) = taken(table(line(positive="")))
    assert (row.text, row.parts, row.answerable) == (None, None, False)


def test_nothing_is_shown_as_given_and_marked(taken):
    rows = taken(
        table(
            *(
                line(negative=n, reservation=f"40{n}")
                for n in ("Nil", "n/a", "Nothing.", "-", "Nichts", "Cold")
            )
        )
    )
    assert [row.parts.negative for row in rows] == ["Nil", "n/a", "Nothing.", "-", "Nichts", "Cold"]
    assert ["Complaint" in row.details for row in rows] == [True] * 5 + [False]


def test_a_reply_has_no_date_and_a_file_without_that_column_knows_of_none(taken):
    (row,) = taken(table(line(reply="Thank you, Marta.")))
    assert (row.reply.text, row.reply.at) == ("Thank you, Marta.", None)
    (row,) = taken(table(line()[:-1], header=ENGLISH[:-1]))
    assert (row.reply, row.reply_known) == (None, False)


def test_the_key_of_a_review_is_the_same_in_every_later_download(taken):
    one = taken(table(line(), line(reservation="", guest="Ivo"), line(reservation="", guest="", score="7")))
    other = taken(
        table(
            line(reservation="", guest="", score="7", reply="Thanks"),
            line(guest="MARTA  example", positive="Edited"),
            line(reservation="", guest="Ivo", date="09/02/2026"),
        )
    )
    assert {row.external_id for row in one} == {row.external_id for row in other}
    assert len({row.external_id for row in one}) == 3


def test_two_guests_of_one_reservation_are_two_reviews(taken):
    rows = taken(table(line(), line(guest="Other")))
    assert len({row.external_id for row in rows}) == 2
    assert [dict(row.aliases) for row in rows] == [{}, {}]


def test_two_nameless_rows_of_one_day_are_told_apart_by_their_words(taken):
    rows = taken(table(line(reservation="", guest=""), line(reservation="", guest="", positive="Else")))
    assert len({row.external_id for row in rows}) == 2


def test_a_repeated_row_is_known(taken):
    first, second = taken(table(line(), line()))
    assert isinstance(first, Review)
    assert (second.known, second.external_id) == (True, first.external_id)


def test_what_looks_like_a_formula_stays_what_it_is(taken):
    (row,) = taken(table(line(positive="=1+1", negative="@SUM(A1)", title="-2 stars")))
    assert (row.parts, row.title) == (Parts("=1+1", "@SUM(A1)"), "-2 stars")


def test_lines_above_the_table_are_told(taken):
    rows = taken("Locanda del Molo\n\n" + table(line()))
    assert [type(row) for row in rows] == [Skipped, Review]
    assert rows[0].known


def test_the_owner_names_the_property_by_number_or_by_name(opened):
    def listing(**options):
        return opened(table(line()), **options).listings[0]

    assert (listing().external_id, listing().title) == ("extranet", "Booking.com")
    assert listing(as_listing="  Harbour  Rooms ").title == "Harbour Rooms"
    assert listing(as_listing="Harbour Rooms").external_id == listing(as_listing="harbour rooms").external_id
    assert listing(as_listing="1200001").external_id == "1200001"


def test_a_file_with_a_header_alone_is_refused_in_one_sentence(opened):
    export = opened(table())
    assert export.refused == "There are no reviews in this file: it holds the header alone."


def test_another_format_is_asked_for(opened):
    assert opened(table(line()), format="google-takeout") is None
    assert opened(table(line()), format="booking-extranet") is not None


AGODA = (
    "Review date,Guest name,Reservation Number,Review title,Review,Review score,Cleanliness,Location,"
    "Facilities,Value for money,Service,Property reply\nJanuary 10, 2026,A,BID: 1968414207,T,W,8,8,8,8,8,8,\n"
)
SCRAPED = [
    AGODA,
    '"Review_Date","Hotel_Name","Negative_Review","Positive_Review","Reviewer_Score"\n"8/3/2017","h","x","y",7.9\n',
    "source_id,hotel_name,stay_date,rating_score,title,pos_text,neg_text\n1,h,May 2026,9.0,t,p,n\n",
    "Date,Content,Reviewer-Name,Rating\nStayed in January 2025,words,P,10.0\n",
    "Name,Review,Rating,AvgRating,Country\nh,w,7.0,5.7,T\n",
    "[]",
    "",
    "\x00\x01,\x02",
]


@pytest.mark.parametrize("content", SCRAPED)
def test_other_tables_are_nothing_of_ours(opened, content):
    assert opened(content) is None


@pytest.mark.parametrize("name", ["reviews.json", "reviews.xlsx", "reviews"])
def test_other_files_are_nothing_of_ours(opened, name):
    assert opened(table(line()), name=name) is None


def test_a_folder_and_a_zip_are_read_and_every_file_is_accounted_for(opened, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "a.csv").write_text(table(line()), "utf-8")
    (folder / "b.csv").write_text(table(line(reservation="4031234568")), "utf-8")
    (folder / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    for path in (folder, packed):
        export = reviewdesk_open_export(path=path, options=ExportOptions())
        rows = list(export.rows)
        assert [type(row) for row in rows] == [Review, Review, Skipped]
        assert "other.csv" in rows[2].place
        assert export.sure < 1
    assert opened(b"PK\x03\x04broken", name="broken.zip") is None


def test_a_file_that_breaks_off_keeps_what_came_before(taken):
    rows = taken(table(line()) + '2026-02-10,Ivo,4031234568,t,"' + "x" * 140_000)
    assert isinstance(rows[0], Review)
    assert "breaks off here" in rows[-1].reason


def test_agoda_has_other_columns():
    assert read_header(AGODA.split("\n", maxsplit=1)[0].split(",")) is None
    assert read_header(list(ENGLISH)) is not None


cell = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(st.lists(st.lists(cell, min_size=14, max_size=14), min_size=1, max_size=6))
def test_every_row_is_accounted_for(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "reviews.csv"
    path.write_text(table(*rows), "utf-8", newline="")
    export = reviewdesk_open_export(path=path, options=ExportOptions())
    assert export is not None
    told = len([row for row in rows if any(one.strip() for one in row)])
    assert export.refused or len(list(export.rows)) == told
