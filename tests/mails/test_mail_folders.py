"""Mails in folders and files ring, once each; what is no mail is told, and stops nothing."""

import mailbox
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

ONE = "Bea Novak left a review for Mario's Pizzeria"
TRIPADVISOR = "noreply@e.tripadvisor.com"


def rung(desk):
    return sorted((each.platform, each.listing) for each in desk.bells())


def points(desk):
    return [point for point in desk.doctor.look() if point.area in ("mail", "set aside")]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "mails"
    path.mkdir()
    return path


def test_a_folder_of_mails_rings_once_each_and_again_never(mail_desk, folder, letter):
    (folder / "1.eml").write_bytes(letter(ONE, "★★☆☆☆ “Cold soup.”"))
    (folder / "2.EML").write_bytes(letter("New review of Da Mario", sender=TRIPADVISOR))
    (folder / "3.eml").write_bytes(letter("Your invoice", sender="shop@example.com"))
    (folder / "note.txt").write_bytes(letter("New review of Elsewhere", sender=TRIPADVISOR))
    desk = mail_desk(folder=str(folder))
    for _round in range(2):
        assert desk.fetching.fetch() == []
        assert rung(desk) == [("google", "Mario's Pizzeria"), ("tripadvisor", "Da Mario")]
    google = next(each for each in desk.bells() if each.platform == "google")
    assert (google.title, dict(google.told)) == (
        "Google",
        {"author": "Bea Novak", "stars": "2", "words": "Cold soup."},
    )
    assert desk.inbox.counts().total == 0, "a bell is no review"
    desk.close()
    shutil.copy(folder / "1.eml", folder / "copy.eml")
    again = mail_desk(folder=str(folder))
    again.fetching.fetch()
    assert len(again.bells()) == 2, "known by its Message-ID, in another file and another program"


def test_a_mail_without_an_id_is_known_by_its_bytes(mail_desk, folder, letter):
    raw = b"\r\n".join(line for line in letter(ONE).split(b"\r\n") if not line.startswith(b"Message-ID"))
    for name in ("a.eml", "b.eml"):
        (folder / name).write_bytes(raw)
    desk = mail_desk(folder=str(folder))
    desk.fetching.fetch()
    assert len(desk.bells()) == 1


@pytest.mark.parametrize("kind", ["mbox", "maildir", "single"])
def test_an_mbox_a_maildir_and_a_single_file_are_read_and_left_as_they_are(mail_desk, tmp_path, letter, kind):
    raws = [letter(ONE, ">From here on\nFrom the heart"), letter("Nuova recensione", sender=TRIPADVISOR)]
    place = tmp_path / "post.eml"
    if kind == "single":
        place.write_bytes(raws[0])
    else:
        box = mailbox.mbox(place) if kind == "mbox" else mailbox.Maildir(place)
        for raw in raws:
            box.add(raw)
        box.close()
    before = {path: path.read_bytes() for path in [place, *place.rglob("*")] if path.is_file()}
    desk = mail_desk(folder=str(place))
    desk.fetching.fetch()
    assert len(desk.bells()) == (1 if kind == "single" else 2)
    after = {path: path.read_bytes() for path in [place, *place.rglob("*")] if path.is_file()}
    assert after == before
    assert points(desk)[0].ok is True


def test_a_mail_that_comes_into_an_mbox_later_rings(mail_desk, tmp_path, letter):
    place = tmp_path / "post"
    place.touch()
    desk = mail_desk(folder=str(place))
    desk.fetching.fetch()
    assert desk.bells() == []
    box = mailbox.mbox(place)
    box.add(letter(ONE))
    box.close()
    desk.fetching.fetch()
    assert len(desk.bells()) == 1


def test_old_mails_do_not_ring(mail_desk, folder, letter):
    old = datetime.now(UTC) - timedelta(days=20)
    (folder / "old.eml").write_bytes(letter(ONE, at=old))
    (folder / "older.eml").write_bytes(letter(ONE, "other"))
    os.utime(folder / "older.eml", (old.timestamp(), old.timestamp()))
    desk = mail_desk(folder=str(folder), since_days=10)
    desk.fetching.fetch()
    assert desk.bells() == []


def test_what_is_no_mail_is_told_by_doctor_until_it_is_gone(mail_desk, folder, letter):
    (folder / "broken.eml").write_bytes(bytes(range(256)) * 10)
    (folder / "empty.eml").write_bytes(b"")
    (folder / "good.eml").write_bytes(letter(ONE))
    desk = mail_desk(folder=str(folder))
    for _round in range(2):
        assert desk.fetching.fetch() == []
        assert len(desk.bells()) == 1
        told = " ".join(point.what for point in points(desk))
        assert "2 rows" in told
        assert "broken.eml: This is no mail" in told
    (folder / "broken.eml").unlink()
    (folder / "empty.eml").unlink()
    desk.fetching.fetch()
    assert not [point for point in points(desk) if point.area == "set aside"]


def test_a_folder_that_is_not_there_is_one_sentence_and_the_fetch_goes_on(mail_desk, tmp_path, google):
    desk = mail_desk(folder=str(tmp_path / "nowhere"))
    sources = {name: f"env:GOOGLE_{name.upper()}" for name in google.secrets}
    desk.accounts.add("google", "main", settings=google.settings, secrets=sources)
    reports = desk.fetching.fetch()
    assert reports[0].account == "mail"
    assert "nowhere" in reports[0].problem
    assert sum(report.taken.new for report in reports) > 0
    assert points(desk)[0].ok is False
    (tmp_path / "nowhere").write_text("a shopping list")
    assert "neither" in desk.fetching.fetch()[0].problem


def test_without_the_setting_nothing_is_read_and_doctor_says_so(desk):
    assert desk.fetching.fetch() == []
    assert points(desk)[0].what == "No mails are read."


def test_a_plugin_that_stumbles_over_a_mail_silences_no_other(mail_desk, folder, letter, plug):
    from types import ModuleType

    from reviewdesk.api import Plugin, hookimpl

    module = ModuleType("stumbling")

    @hookimpl
    def reviewdesk_plugin():
        return Plugin(name="aaa", title="Aaa", needs=(1, 0))

    @hookimpl
    def reviewdesk_read_mail(message):
        raise RuntimeError(message.subject)

    module.reviewdesk_plugin, module.reviewdesk_read_mail = reviewdesk_plugin, reviewdesk_read_mail
    plug("aaa", module)
    (folder / "1.eml").write_bytes(letter(ONE))
    desk = mail_desk(folder=str(folder))
    desk.fetching.fetch()
    assert len(desk.bells()) == 1
