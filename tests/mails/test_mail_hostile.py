"""Mails made to do harm cost next to nothing, and never end a fetch."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.engine.incoming import letters

NOW = datetime(2026, 11, 20, 21, 4, tzinfo=UTC)
HEAD = b"From: Bea <bea@example.com>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nSubject: hi\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b"
BOMBS = {
    "a long sender": b"From: " + b"a" * 100_000 + b"@example.com\r\n\r\nhi",
    "a long subject": b"From: a@example.com\r\nSubject: " + b"=?utf-8?q?a?= " * 10_000 + b"\r\n\r\nhi",
    "a folded header": HEAD + b"X: x\r\n" + b" (((((\r\n" * 20_000 + b"\r\nhi",
    "comments in comments": b"Subject: x\r\nFrom: " + b"(" * 100_000 + b"\r\n\r\nhi",
    "quotes in quotes": b"From: " + b'"\\"' * 30_000 + b" <a@example.com>\r\n\r\nhi",
    "many headers": b"From: a@example.com\r\n" + b"X: y\r\n" * 100_000 + b"\r\nhi",
    "parts in parts": HEAD + b"".join(MIXED + b"%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5_000)),
    "parts beside parts": HEAD + MIXED + b"\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 200_000,
    "brackets": HTML + b"<" * 1_900_000,
    "comments without end": HTML + b"<!--" * 400_000,
    "scripts without end": HTML + b"<script>" * 200_000,
    "links without end": HTML + b"<a href=" * 200_000,
    "links in one tag": HTML + b"<a " + b'href="x' * 250_000,
    "entities": HTML + b"&#x" * 600_000,
    "a wrong base64": HTML.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
    + b"!" * 1_000_000,
    "a charset of noise": HEAD + b"Content-Type: text/plain; charset=" + b"x*0*='\"" * 9_000 + b"\r\n\r\nhi",
}


@pytest.fixture(scope="module")
def honest():
    """What it costs to read a mail of two megabytes that means no harm."""
    mail = HEAD + b"\r\n" + b"The soup was cold, the waiter was not.\r\n" * 50_000
    began = time.thread_time()
    letters.read(mail, NOW)
    return time.thread_time() - began


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_read_at_once_or_is_no_mail(bomb, honest):
    began = time.thread_time()
    try:
        mail = letters.read(BOMBS[bomb], NOW).mail
        assert len(mail.sender) <= 400
        assert len(mail.subject) <= 500
        assert len(mail.text) <= 200_000
        assert len(mail.links) <= 200
    except letters.NoMail:
        pass
    assert time.thread_time() - began < 50 * honest


@pytest.mark.parametrize("charset", ["klingon", "", "utf-16", "rot13", "idna", "undefined", "utf-8\x00"])
def test_a_text_in_an_unknown_or_wrong_encoding_is_still_read(charset):
    head = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert isinstance(letters.read(head + b"Soup\x00 and \xff\xfe more", NOW).mail.text, str)


def test_nul_and_invisible_signs_do_not_come_through():
    raw = b"From: bea@example.com\r\nSubject: a\x00b\x1b[31mc\r\n\r\nhi\x00\x1b]0;gone\x07 there"
    mail = letters.read(raw, NOW).mail
    assert not {"\x00", "\x1b", "\x07"} & set(mail.subject + mail.text)


@pytest.mark.parametrize(
    "sender",
    ["a@b.example, c@d.example", "a b@c.example", "nobody", "<>", "a@b@c", '"noreply@yelp.com"', ""],
)
def test_who_can_not_be_told_is_nobody(sender):
    raw = f"From: {sender}\r\nSubject: hi\r\n\r\nhi".encode()
    assert letters.read(raw, NOW).mail.sender == ""


def test_the_address_counts_and_not_the_name_before_it():
    raw = b'From: "noreply@tripadvisor.com" <Eve@Evil.Example>\r\nSubject: hi\r\n\r\nhi'
    assert letters.read(raw, NOW).mail.sender == "eve@evil.example"


@pytest.mark.parametrize("date", ["", "soon", "Fri, 99 Nov 2026", "Fri, 20 Nov 2099 10:00:00 +0000"])
def test_a_time_that_can_not_be_is_the_time_it_was_found(date):
    raw = f"From: a@b.example\r\nDate: {date}\r\n\r\nhi".encode()
    assert letters.read(raw, NOW).mail.at == NOW


def test_headers_are_decoded_and_html_becomes_words_and_links():
    raw = (
        b"From: =?utf-8?q?Caf=C3=A9?= <cafe@example.com>\r\n"
        b"Subject: =?utf-8?b?TmV1ZSBCZXdlcnR1bmcgZsO8ciBNYXJpbw==?=\r\n"
        b"Date: Fri, 20 Nov 2026 10:00:00 +0100\r\n"
        b"Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\n \r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<head><title>T</title></head><style>p{}</style><!-- <p>no</p> --><p>One <b>t=C3=BCo</b><br>"
        b"three&nbsp;&lt;4</p><script>alert(1)</script><a class=3Dx href=3D'https://y.example/?a&amp;b'>go</a>"
        b"<p><a href=3D'javascript:x'>no</a>\r\n--b--\r\n"
    )
    mail = letters.read(raw, NOW).mail
    assert mail.subject == "Neue Bewertung für Mario"
    assert mail.at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert mail.text.splitlines() == ["One tüo", "three <4", "go", "no"]
    assert mail.links == ("https://y.example/?a&b",)


@settings(max_examples=150)
@given(st.binary(max_size=600), st.binary(max_size=600))
def test_no_bytes_at_all_are_more_than_no_mail(head, body):
    for raw in (head + b"\r\n\r\n" + body, HEAD + head + b"\r\n\r\n" + body, HTML + body):
        try:
            letters.read(raw, NOW).mail.text.encode()
        except letters.NoMail:
            continue
