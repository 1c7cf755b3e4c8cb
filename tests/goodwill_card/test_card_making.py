"""The card, the sheet and the picture."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from reviewdesk.api import DeskError, OfferKind
from reviewdesk.builtin.card import fonts
from reviewdesk.builtin.card.drawing import fitted, height_of
from reviewdesk.builtin.card.face import face_of
from reviewdesk.builtin.card.making import Size, make_card
from reviewdesk.builtin.card.pen import Pen

MM = 72 / 25.4


def test_a_card_is_a6_and_says_all_that_belongs_on_it(voucher, words_of, codes_in):
    made = make_card([voucher()])
    (page,) = PdfReader(BytesIO(made.data)).pages
    assert (round(page.mediabox.width / MM), round(page.mediabox.height / MM, 1)) == (105, 148.5)
    words = words_of(made.data)
    for told in (
        "Pizzeria Molo", "Dla: Ewa K.", "one margherita", "Ważne do: 19 stycznia 2027", "Gdzie: Downtown",
        "+48 22 555 01 01", "nie na sprzedaż, bez wartości pieniężnej", "Niczego nie oczekujemy w zamian",
        "7K3F-9QWX-2MT", "For staff: give it, keep this card", "In doubt, give it.", "Day", "Initials",
    ):  # fmt: skip
        assert told in words
    assert codes_in(made.data) == ["7K3F9QWX2MT"]
    assert (made.suffix, made.told) == (".pdf", ())


def test_the_square_holds_the_counters_address_where_there_is_one_and_nothing_of_the_guest(voucher, codes_in):
    url = "http://192.168.1.20:8740/v/7K3F9QWX2MT"
    assert codes_in(make_card([voucher(counter_url=url)]).data) == [url]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "cold", "A gesture of goodwill"),
        ("pl", "zimna", "Gest dobrej woli"),
        ("sr", "хладна", "Знак добре воље"),
        ("sr", "hladna", "Znak dobre volje"),
        ("hr", "hladna", "Vrijedi do: 19. siječnja 2027."),
        ("ru", "холодная", "Знак доброй воли"),
        ("de-AT", "kalt", "Aus Kulanz"),
        ("fi", "kylmä", "A gesture of goodwill"),
        (None, "?", "A gesture of goodwill"),
    ],
)
def test_the_card_speaks_the_guests_language_and_to_staff_the_owners(
    voucher, words_of, language, text, words
):
    told = words_of(make_card([voucher(language=language, text=text)]).data)
    assert words in told
    assert "Day Initials For staff: give it, keep this card" in told
    assert told.endswith("In doubt, give it.")


@pytest.mark.parametrize("size", [Size.A6, Size.PNG])
def test_the_staffs_box_is_in_the_language_of_the_program(voucher, words_of, monkeypatch, size):
    monkeypatch.setattr("reviewdesk.builtin.card.face.spoken", lambda: "sr_Latn")
    face = face_of(voucher(language="ru", text="холодная"), "ru", picture=size is Size.PNG)
    assert face.staff.startswith("Za osoblje: dati")
    assert face.terms.startswith("Знак доброй воли")
    assert make_card([voucher(language="ru", text="холодная")], size).told == ()


def test_four_vouchers_fill_a_sheet_and_the_fifth_begins_another(voucher, codes_in):
    many = [voucher(code=f"7K3F9QWX2M{sign}") for sign in "ABCDE"]
    made = make_card(many, Size.A4X4)
    pages = PdfReader(BytesIO(made.data)).pages
    assert len(pages) == 2
    assert (round(pages[0].mediabox.width / MM), round(pages[0].mediabox.height / MM)) == (210, 297)
    assert sorted(codes_in(made.data)) == [each.code for each in many]


def test_one_voucher_is_never_printed_four_times(voucher, codes_in):
    assert codes_in(make_card([voucher()], Size.A4X4).data) == ["7K3F9QWX2MT"]


def test_a_picture_fits_a_messenger_and_is_read_by_a_camera(voucher, codes_in):
    made = make_card([voucher()], Size.PNG)
    assert Image.open(BytesIO(made.data)).size == (1080, 1350)
    assert codes_in(made.data) == ["7K3F9QWX2MT"]
    assert made.suffix == ".png"
    # A picture after a messenger made it small.
    small = BytesIO()
    Image.open(BytesIO(made.data)).resize((540, 675)).save(small, "PNG")
    assert codes_in(small.getvalue()) == ["7K3F9QWX2MT"]


def test_by_hand_only_the_code_is_printed_with_room_to_write(voucher, words_of, codes_in):
    made = make_card([voucher()], hand=True)
    assert words_of(made.data) == "Na co Ważne do 7K3F-9QWX-2MT Day Initials"
    assert codes_in(made.data) == ["7K3F9QWX2MT"]


def test_money_off_bears_what_the_law_wants_on_its_face_also_by_hand(voucher, words_of, money_off):
    one = voucher(language="en", offer=money_off)
    words = words_of(make_card([one]).data)
    assert "Value: €10.00" in words
    assert (
        "Promotional card, given free of charge as goodwill. Expires on: January 19, 2027. Fees: none."
        in words
    )
    assert "Questions: +48 22 555 01 01" in words
    by_hand = words_of(make_card([one], hand=True).data)
    assert "Fees: none. Questions: +48 22 555 01 01" in by_hand
    percent = voucher(language="de", offer={"kind": OfferKind.PERCENT, "percent": 20})
    assert "Nachlass: 20" in words_of(make_card([percent]).data)
    (told,) = make_card([voucher(offer=money_off, contact="")]).told
    assert "phone number" in told


@pytest.mark.parametrize(
    "guest",
    [
        "🍕" * 300,
        "Zoë " + "👩‍👩‍👧‍👦" * 300,
        "בתשבע כהן-אלון " * 30,
        "محمد علي",
        "Z̸͉̈́" + "\u0301" * 500,
        "W" * 1000,
        "\u202eevE\u202c\nNew\x00line\x1b[31m",
        "ﷺ" * 100,
        "{title} %s <b>",
    ],
    ids=["emoji", "families", "hebrew", "arabic", "accents", "wide", "controls", "ligatures", "markup"],
)
def test_no_name_breaks_the_card(voucher, words_of, codes_in, guest):
    plain = make_card([voucher(guest=None)])
    made = make_card([voucher(guest=guest)])
    assert len(PdfReader(BytesIO(made.data)).pages) == 1
    words = words_of(made.data)
    for told in words_of(plain.data).split():
        assert told in words
    assert codes_in(made.data) == ["7K3F9QWX2MT"]
    assert not {chr(0), "\x1b", "\u202e", "🍕", "\ufffd"} & set(words)


def test_a_name_of_emoji_alone_is_no_name(voucher, words_of):
    assert words_of(make_card([voucher(guest="🍕" * 300)]).data) == words_of(
        make_card([voucher(guest=None)]).data
    )


def test_long_terms_stay_on_the_card_and_the_owner_is_told_when_they_were_cut(voucher, words_of, codes_in):
    made = make_card([voucher(offer={"small_print": "Not with other offers. " * 200}, title="pizza " * 60)])
    assert "were cut" in made.told[0]
    words = words_of(made.data)
    assert "Ważne do: 19 stycznia 2027" in words
    assert "In doubt, give it." in words
    assert codes_in(made.data) == ["7K3F9QWX2MT"]


@pytest.mark.parametrize("height", [148.5, 135.0])
def test_the_longest_words_of_all_stay_above_the_code(voucher, height):
    long = "Österreichische Mehlspeisen " * 80
    full = voucher(
        house=long, guest=long, title=long, places=(long,), contact=long, language="ru",
        offer={"kind": OfferKind.PERCENT, "percent": 100, "small_print": long},
    )  # fmt: skip
    face = face_of(full, "ru")
    room = height - 16 - 32 - 15 - 3
    with Pen(105, height, fonts.find_fonts([long, face.terms]), made_at=full.issued_at) as pen:
        pen.page()
        assert height_of(pen, fitted(pen, face, 89, room)) <= room


@pytest.fixture
def few_fonts(monkeypatch):
    """A machine without any fonts but those of the font package."""
    monkeypatch.setattr(fonts, "_installed", list)
    fonts._stock.cache_clear()
    yield
    fonts._stock.cache_clear()


def test_the_six_languages_need_no_font_of_the_machine(voucher, words_of, few_fonts):
    for language in ("en", "pl", "sr", "sr-Latn", "hr", "ru", "de"):
        assert make_card([voucher(language=language)], language=language).told == ()


def test_where_no_font_has_the_letters_it_is_said_and_never_boxes_are_printed(voucher, words_of, few_fonts):
    with pytest.raises(DeskError, match=r"No font on this machine has these letters: .* \(Hebrew\)\."):
        make_card([voucher(title="פיצה אחת")])
    made = make_card([voucher(guest="אווה")])
    assert "The guest's name is left out. No font" in made.told[0]
    assert "Dla:" not in words_of(made.data)


def test_an_ornament_that_no_font_has_is_dropped(voucher, words_of, few_fonts):
    assert "one pizza" in words_of(make_card([voucher(title="one ⠿ pizza")]).data)


def test_a_machine_without_any_font_is_told_so(voucher, few_fonts, monkeypatch):
    monkeypatch.setattr(fonts, "_packaged", list)
    fonts._stock.cache_clear()
    with pytest.raises(DeskError, match="no font to print with"):
        make_card([voucher()])


def test_a_broken_font_file_is_passed_over(voucher, monkeypatch, tmp_path):
    broken = tmp_path / "NotoSans-Regular.ttf"
    broken.write_bytes(b"no font at all")
    assert fonts._letters(broken) == frozenset()


def test_a_picture_is_of_one_voucher_and_not_for_handwriting(voucher):
    with pytest.raises(DeskError, match="one voucher"):
        make_card([voucher(), voucher()], Size.PNG)
    with pytest.raises(DeskError, match="by hand"):
        make_card([voucher()], Size.PNG, hand=True)
