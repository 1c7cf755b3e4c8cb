"""A voucher by e-mail, against a real mail server that takes, refuses, or falls silent."""

import email
from datetime import UTC, datetime
from email import policy

import pytest

from reviewdesk.api import DeskError
from reviewdesk.builtin.card.private_text import private_text
from reviewdesk.engine.config import Smtp
from reviewdesk.engine.goodwill.mail import Enclosure, as_eml, guest_address, letter_to, send_letter

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(post):
    return Smtp(
        host=f"localhost:{post.port}",
        user="mario",
        password="env:SMTP_PASSWORD",
        sender="Molo <molo@example.com>",
    )


@pytest.fixture
def letter(voucher, settings):
    def write(to="ewa@example.org", smtp=None, **more):
        message = private_text(
            voucher(guest="Ewa\r\nBcc: all@example.org", language="de", house="Ристо Моло\nX: y")
        )
        return letter_to(guest_address(to, consent=True), message, smtp or settings, NOW, **more)

    return write


def test_the_letter_arrives_encrypted_with_the_card_and_names_no_one_else(post, settings, letter):
    mail = letter(enclosed=Enclosure("card.pdf", "application/pdf", b"%PDF-1.4 made up"))
    delivery = send_letter(settings, mail)
    (envelope,) = post.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("molo@example.com", ["ewa@example.org"])
    assert envelope.content.isascii()
    got = email.message_from_bytes(envelope.content, policy=policy.default)
    assert got["Subject"] == "Von Ристо Моло X: y, für Sie"
    assert got["Bcc"] is None
    assert "Wir erwarten nichts dafür." in got.get_body(("plain",)).get_content()
    (card,) = got.iter_attachments()
    assert (card.get_filename(), card.get_content()) == ("card.pdf", b"%PDF-1.4 made up")
    assert delivery.certain
    assert delivery.proof == got["Message-ID"]


def test_without_the_guests_word_for_it_nothing_is_sent():
    with pytest.raises(DeskError, match="Did the guest give this address for that"):
        guest_address("ewa@example.org", consent=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ewa",
        "ewa@",
        "@x.org",
        "a@b.org, c@d.org",
        "a@b.org\r\nBcc: c@d.org",
        "a@b.org\x00",
        "żółć@x.org",
        "a b@c",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(DeskError):
        guest_address(text, consent=True)


def test_an_address_in_another_script_is_written_as_the_net_wants_it():
    assert guest_address("ewa@żółw.example", consent=True).addr_spec == "ewa@xn--w-uga1v8h.example"


@pytest.mark.parametrize(
    ("step", "words"),
    [("MAIL", "does not take mail"), ("RCPT", "does not take mail"), ("DATA", "refused the mail")],
)
def test_a_refusal_before_the_text_left_is_certain(post, settings, letter, step, words):
    post.refuses = step
    with pytest.raises(DeskError, match=words) as raised:
        send_letter(settings, letter())
    assert "secret" not in str(raised.value)
    assert post.mails == []


@pytest.mark.parametrize("after", ["refuses", "hangs up"])
def test_a_server_that_has_the_whole_text_and_does_not_take_it_leaves_it_uncertain(
    post, settings, letter, after
):
    post.after = after
    mail = letter()
    delivery = send_letter(settings, mail)
    assert not delivery.certain
    assert delivery.proof.startswith(str(mail["Message-ID"]))
    assert "secret" not in delivery.proof


def test_a_server_that_only_says_goodbye_badly_has_taken_the_letter(post, settings, letter):
    post.refuses = "QUIT"
    assert send_letter(settings, letter()).certain
    assert len(post.mails) == 1


def test_what_is_not_set_is_said_before_anything_leaves(post, letter):
    with pytest.raises(DeskError, match="No mail server is set"):
        send_letter(Smtp(), letter())
    host = f"localhost:{post.port}"
    bare = Smtp(host=host)
    with pytest.raises(DeskError, match="No sender is set"):
        send_letter(bare, letter(smtp=bare))
    wrong = Smtp(host=host, user="luigi", password="env:SMTP_PASSWORD", sender="a@example.com")
    with pytest.raises(DeskError, match="does not accept this user"):
        send_letter(wrong, letter(smtp=wrong))
    assert post.mails == []


def test_nothing_goes_in_clear(letter, plain_post):
    plain = Smtp(host=f"localhost:{plain_post.port}", sender="molo@example.com")
    with pytest.raises(DeskError, match="no trusted encryption"):
        send_letter(plain, letter(smtp=plain))
    assert plain_post.mails == []


def test_the_file_opens_as_a_letter_not_yet_sent(letter):
    got = email.message_from_bytes(as_eml(letter()), policy=policy.default)
    assert got["X-Unsent"] == "1"
    assert got["To"] == "ewa@example.org"
    assert "7K3F-9QWX-2MT" in got.get_content()
