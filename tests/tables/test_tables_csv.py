import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviewdesk.api import Rating
from reviewdesk.builtin.tables.letters import mend

_HEAD = "reviewer name,rating,review text,review date\n"
_ROW = "Ola,4,Good soup and warm bread,2024-05-17\n"

_signs = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
_texts = st.text(st.one_of(_signs, st.sampled_from("\",;\t|\n'=+-@")), min_size=1, max_size=60).filter(
    str.strip
)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(_texts, min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_as_csv_is_read_back(take, texts, delimiter, encoding, end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["reviewer name", "rating", "review text", "review date"])
    for number, text in enumerate(texts, 1):
        writer.writerow([f"Guest {number}", "5", text, "2024-05-17"])
    # What a tool did to letters (HTML, wrong encodings) is undone: that is another test's.
    assume("&" not in "".join(texts) and all(mend(text).text == text for text in texts))
    found = take(out.getvalue().encode(encoding), mapping={"review text": "text"})
    assert [review.text for review in found.reviews] == [text.strip() for text in texts]
    assert len(found.rows) == len(texts)
    assert [review.author for review in found.reviews] == [f"Guest {n}" for n in range(1, len(texts) + 1)]


def test_a_table_says_who_wrote_what_and_when(take):
    review = take(_HEAD + _ROW).only
    assert (review.author, review.text, review.created_at) == (
        "Ola",
        "Good soup and warm bread",
        date(2024, 5, 17),
    )
    assert review.rating == Rating(4, 5)
    assert not review.reply_known


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_found_out_with_and_without_its_mark(take, encoding):
    found = take((_HEAD + "Żaneta,5,Świetna pizza — wrócę,2024-05-17\n").encode(encoding))
    assert found.only.author == "Żaneta"
    assert "Windows" not in found.export.title


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp1252", "Très bon café, déjà vu à l'étage", "Windows-1252"),
        ("cp1250", "Łódź: pyszne żurki i gęś, obsługa też miła", "Windows-1250"),
    ],
)
def test_other_letters_are_read_and_said_plainly(take, encoding, text, name):
    found = take((_HEAD + f'Jo,5,"{text}",2024-05-17\n').encode(encoding))
    assert found.only.text == text
    assert name in found.export.title


def test_letters_that_nobody_can_tell_are_refused(opened):
    export = opened((_HEAD + "Ли,5,Очень вкусно и быстро спасибо всем,2024-05-17\n" * 9).encode("cp1251"))
    assert export.refused is not None
    assert "UTF-8" in export.refused


def test_one_bad_byte_costs_one_letter(take):
    raw = (_HEAD + "Ola,5,Żółć gęślą jaźń zażółć,2024-05-17\n").encode()
    found = take(raw + "Bo,4,caf\xe9,2024-05-18\n".encode("latin-1"))
    assert [review.text for review in found.reviews] == ["Żółć gęślą jaźń zażółć", "caf\ufffd"]
    assert "damaged" in found.export.title


def test_line_ends_within_a_cell_stay_in_it(take):
    review = take(_HEAD + 'Ola,4,"First line\r\nsecond, ""quoted""\r\n\r\nfourth",2024-05-17\r\n').only
    assert review.text == 'First line\nsecond, "quoted"\n\nfourth'


def test_a_row_with_too_many_cells_is_set_aside_and_the_rest_taken(take):
    found = take(_HEAD + "Ola,4,Good, but late,2024-05-17\n" + _ROW)
    assert len(found.reviews) == 1
    assert "more columns" in found.skipped[0].reason
    assert found.skipped[0].place == "reviews.csv, line 2"


def test_a_row_that_ends_early_is_set_aside(take):
    found = take(_HEAD + "Ola,4\n" + _ROW)
    assert len(found.reviews) == 1
    assert "fewer columns" in found.skipped[0].reason


def test_cells_that_may_be_missing_may_be_missing(take):
    found = take("reviewer name,rating,review text,review date,owner answer\nOla,4,Good soup,2024-05-17\n")
    assert found.only.reply is None


def test_two_columns_of_one_name_are_told_apart(take):
    found = take("author,rating,text,date,text\nOla,4,Good soup,2024-05-17,never mind\n")
    assert found.export.columns == ("author", "rating", "text", "date", "text (2)")
    assert found.only.text == "Good soup"


def test_a_nul_in_a_cell_stays_where_it_is(take):
    assert take(_HEAD + "Ola,4,Good\x00soup,2024-05-17\n").only.text == "Good\x00soup"


def test_a_huge_cell_is_read_whole(take):
    assert len(take(_HEAD + f"Ola,4,{'long ' * 60_000},2024-05-17\n").only.text) == 299_999


def test_spreadsheets_line_about_the_separator_is_honoured(take):
    found = take("sep=;\nreviewer name;rating;review text;review date\nOla;4;Good, really;2024-05-17\n")
    assert found.only.text == "Good, really"
    assert [row.known for row in found.skipped] == [True]


def test_lines_above_the_table_are_accounted_for(take):
    found = take("Reviews of our shop\nExported today,,,\n" + _HEAD + _ROW)
    assert len(found.reviews) == 1
    assert [row.known for row in found.skipped] == [True, True]


def test_a_table_without_names_is_refused_with_a_way_out(opened):
    export = opened("Ola,4,Good soup and bread,2024-05-17\nBo,5,Best of all the town,2024-05-18\n")
    assert export.refused is not None
    assert "first line" in export.refused


def test_a_header_alone_is_refused(opened):
    assert "no rows" in (opened(_HEAD).refused or "")


def test_a_table_of_something_else_is_refused(opened):
    export = opened("sku,price,stock\nA-1,9.90,4\nA-2,1.20,7\n")
    assert "not one of reviews" in (export.refused or "")
    assert export.sure < 0.1


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"PK\x03\x04xx", b"just some words"]
)
def test_what_is_no_table_is_left_to_others(opened, content):
    assert opened(content) is None


def test_a_folder_is_left_to_others(walked, tmp_path, opened):
    from reviewdesk.api import ExportOptions
    from reviewdesk.builtin.tables import reviewdesk_open_export

    assert reviewdesk_open_export(tmp_path, ExportOptions()) is None


def test_a_workbook_is_refused_with_a_way_out(write, opened):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    assert "save the sheet as CSV" in (opened(out.getvalue(), "reviews.xlsx").refused or "")


def test_only_its_own_formats_are_answered(opened):
    assert opened(_HEAD + _ROW, format="google-takeout") is None
    assert opened(_HEAD + _ROW, format="table") is not None


def test_formulas_are_words_like_any_other(take):
    text = '=HYPERLINK("http://x.test","free pizza")'
    assert take(_HEAD + 'Ola,1,"' + text.replace('"', '""') + '",2024-05-17\n').only.text == text
