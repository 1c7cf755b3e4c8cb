"""A mailbox on a server: read, never touched, each mail once, and every refusal is one sentence."""

import socket
from pathlib import Path

import pytest

ONE = "Bea Novak left a review for Mario's Pizzeria"
READING = {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}


def problem_of(desk):
    (report,) = desk.fetching.fetch()
    return f"{report.problem} {report.todo}"


def test_new_mails_ring_and_nothing_is_marked_or_changed(by_server, mail_server, letter):
    mail_server.put(letter(ONE), letter("A newsletter", sender="x@example.com"))
    desk = by_server()
    assert desk.fetching.fetch() == []
    assert [each.listing for each in desk.bells()] == ["Mario's Pizzeria"]
    assert {line.split()[0].upper() for line in mail_server.heard} <= READING
    fetched = [line for line in mail_server.heard if "fetch" in line.lower()]
    assert fetched
    assert all("BODY.PEEK[]" in line for line in fetched)


def test_a_mail_is_fetched_once_also_by_the_next_program(by_server, mail_server, letter):
    mail_server.put(letter(ONE))
    desk = by_server()
    desk.fetching.fetch()
    desk.close()
    mail_server.put(letter("Mario's Pizzeria, you got 3 new reviews"))
    again = by_server()
    again.fetching.fetch()
    again.fetching.fetch()
    assert mail_server.fetched == 2
    assert len(again.bells()) == 2


def test_a_mailbox_that_was_made_anew_is_read_anew_and_rings_no_mail_twice(by_server, mail_server, letter):
    mail_server.put(letter(ONE))
    desk = by_server()
    desk.fetching.fetch()
    mail_server.validity += 1
    desk.fetching.fetch()
    assert mail_server.fetched == 2
    assert len(desk.bells()) == 1


def test_another_folder_is_read_from_its_beginning(by_server, mail_server, letter):
    mail_server.put(letter(ONE), letter(ONE, "two"))
    desk = by_server()
    desk.fetching.fetch()
    desk.close()
    mail_server.put(letter("Mario's Pizzeria, you got 3 new reviews"), folder="Reviews")
    other = by_server(imap_folder="Reviews")
    other.fetching.fetch()
    assert len(other.bells()) == 3


def test_a_line_that_breaks_keeps_what_came_and_goes_on_there(by_server, mail_server, letter):
    mail_server.put(*(letter(f"Guest {n} left a review for Mario's") for n in range(3)))
    mail_server.breaks_after = 2
    desk = by_server()
    assert "can't be reached" in problem_of(desk)
    assert len(desk.bells()) == 2
    mail_server.breaks_after = None
    mail_server.fetched = 0
    assert desk.fetching.fetch() == []
    assert (len(desk.bells()), mail_server.fetched) == (3, 1)


def test_what_is_too_large_is_never_fetched_and_no_mail_is_told(by_server, mail_server, letter):
    mail_server.put(letter(ONE, "x" * 3_000_000), b"\x00\xff" * 50, letter("Mario's, you got 2 new reviews"))
    desk = by_server()
    assert desk.fetching.fetch() == []
    assert mail_server.fetched == 2
    assert [each.listing for each in desk.bells()] == ["Mario's"]
    assert any("number 2" in point.what for point in desk.doctor.look())


def test_a_wrong_password_is_told_without_it(by_server, mail_server, monkeypatch, home):
    monkeypatch.setenv("MAIL_PASSWORD", "wrong-and-secret")
    desk = by_server()
    told = problem_of(desk) + str(desk.doctor.look())
    assert "does not accept" in told
    assert "app password" in told
    assert "wrong-and-secret" not in told
    desk.close()
    for path in Path(home.path).rglob("*"):
        assert not path.is_file() or b"wrong-and-secret" not in path.read_bytes()


def test_a_folder_that_is_not_on_the_server_is_told(by_server):
    assert "no folder Nowhere" in problem_of(by_server(imap_folder="Nowhere"))


def test_a_server_that_is_not_there_is_told(by_server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk = by_server(imap=f"127.0.0.1:{port}")
    assert "can't be reached" in problem_of(desk)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"imap_user": ""}, "mail.imap_user"),
        ({"imap_password": ""}, "mail.imap_password"),
        ({"imap": "imap.example.com:many"}, "imap.example.com:993"),
        ({"imap": "https://imap.example.com/x"}, "imap.example.com:993"),
        ({"imap_password": "env:NOT_SET_ANYWHERE"}, "NOT_SET_ANYWHERE"),
    ],
)
def test_settings_that_can_not_work_are_told(by_server, settings, told):
    assert told in problem_of(by_server(**settings))


def test_beyond_this_machine_only_a_server_with_a_trusted_certificate_is_spoken_to(monkeypatch):
    import ssl

    import imap_tools

    from reviewdesk.engine.background.mail_server import Server
    from reviewdesk.engine.config import Mail

    given = {}
    monkeypatch.setattr(imap_tools, "MailBox", lambda host, port, **more: given.update(more, at=(host, port)))
    settings = Mail(imap="imap.example.com", imap_user="mario", imap_password="env:X")
    Server(settings, 5)._connect()
    assert given["at"] == ("imap.example.com", 993)
    assert given["ssl_context"].verify_mode is ssl.CERT_REQUIRED
    assert given["ssl_context"].check_hostname is True
