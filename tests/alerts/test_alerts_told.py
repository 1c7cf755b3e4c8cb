"""A bad review, an answer in trouble, a dead sign-in: told once, by each road, to the right moment."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.engine.alerting import desktop, services
from reviewdesk.engine.alerting.message import Message
from reviewdesk.engine.alerting.words import harmless
from reviewdesk.engine.net import redact
from reviewdesk.store import accounts, alerts
from reviewdesk.store.lines import Query

HOSTILE = 'Cold. <b>$(reboot)</b> `id` "; & \\n <a href="http://evil.example">@everyone</a> [x](http://evil.example)'


def fetched(desk):
    for report in desk.fetching.fetch():
        assert report.problem is None, report.problem


def tick(desk, clock, seconds=15):
    """As the background does it: notices, and tells what has been gathered for some seconds."""
    desk.alerts.tick()
    clock.advance(seconds)
    return desk.alerts.tick()


def test_a_bad_review_is_told_once_with_stars_words_and_the_page_to_answer_on(alerting, comes, notes, clock):
    desk = alerting(desktop="true")
    comes(1, "Cold soup, again.")
    fetched(desk)
    tick(desk, clock)
    ((*options, _mark, title, body),) = notes()
    assert title.startswith("★☆☆☆☆ new review · Google, ")
    assert body.startswith("Ewa K.: Cold soup, again.\nhttp://127.0.0.1:")
    assert "reviews/" in body
    assert "--app-name=reviewdesk" in options
    tick(desk, clock, 300)
    fetched(desk)
    tick(desk, clock, 300)
    assert len(notes()) == 1


def test_good_reviews_history_and_the_first_fetch_are_not_told(alerting, comes, notes, clock):
    desk = alerting(desktop="true")
    comes(3, "It was fine.")
    comes(5, "Lovely.")
    fetched(desk)
    tick(desk, clock)
    assert [each for each in desk.inbox.page(Query(), limit=100) if (each.half_stars or 9) <= 2]
    assert notes() == []


def test_a_strangers_words_are_never_command_markup_or_link(alerting, comes, notes, phone, clock):
    desk = alerting(desktop="true", services="env:PHONE")
    comes(1, HOSTILE, by="--help")
    fetched(desk)
    tick(desk, clock)
    ((*_options, mark, _title, body),) = notes()
    assert mark == "--"
    assert "<" not in body
    assert "\\\\n" in body
    assert body.startswith("--help: Cold.")
    (heard,) = phone.heard
    for loud in ("@everyone", "http://evil", "](", "<", "`"):
        assert loud not in heard["message"].split("\n")[0]
    assert "$(reboot)" in heard["message"]


def test_a_program_and_a_service_are_told_and_each_alone_fails(
    alerting, comes, notes, phone, clock, monkeypatch
):
    monkeypatch.setenv("NOTIFY_EXIT", "1")
    desk = alerting(desktop="true", services="env:PHONE")
    comes(2, "Slow.")
    fetched(desk)
    tick(desk, clock)
    assert len(phone.heard) == 1
    assert phone.heard[0]["title"].startswith("★★☆☆☆ new review")
    points = {each.area: each for each in desk.doctor.look()}
    assert points["alerts, this machine"].ok is False
    assert points["alerts, service 1"].ok is True
    monkeypatch.setenv("NOTIFY_EXIT", "0")
    clock.advance(61)
    desk.alerts.tick()
    assert len(notes()) == 2
    assert len(phone.heard) == 1
    assert {each.what for each in desk.diary(limit=20)} >= {"alert.failed", "alert.sent"}


def test_many_at_once_are_one_message(alerting, comes, phone, clock):
    desk = alerting(services="env:PHONE")
    for number in range(9):
        comes(1, f"Complaint {number}.")
    fetched(desk)
    tick(desk, clock)
    (heard,) = phone.heard
    assert heard["title"] == "9 new reviews"
    assert heard["message"].count("http://127.0.0.1:") == 6
    assert heard["message"].endswith("and 3 more")


def test_messages_of_one_road_keep_apart(alerting, comes, phone, clock):
    desk = alerting(services="env:PHONE")
    for text in ("One.", "Two.", "Three."):
        comes(1, text)
        fetched(desk)
        tick(desk, clock, 11)
    assert len(phone.heard) == 1
    clock.advance(60)
    desk.alerts.tick()
    assert [each["title"] for each in phone.heard[1:]] == ["2 new reviews"]


def test_what_was_answered_meanwhile_is_not_told(alerting, comes, notes, clock):
    desk = alerting(desktop="true")
    comes(1, "Cold borscht.")
    fetched(desk)
    desk.alerts.tick()
    (known,) = desk.inbox.page(Query(search="borscht"), limit=5)
    desk.inbox.skip(known.pub, "spam")
    clock.advance(15)
    desk.alerts.tick()
    assert notes() == []
    assert [each.state for each in desk.alerts.newest(5)] == ["dropped"]


def test_two_programs_tell_it_once(alerting, comes, reopen, phone, clock):
    desk = alerting(services="env:PHONE")
    others = [reopen() for _ in range(3)]
    comes(1, "Cold soup, again.")
    fetched(desk)
    gate = threading.Barrier(4)

    def work(each):
        gate.wait(20)
        tick(each, clock)
        each.alerts.tick()

    threads = [threading.Thread(target=work, args=(each,)) for each in (desk, *others)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert len(phone.heard) == 1


def test_quiet_hours_hold_all_but_the_worst_and_end_in_one_message(alerting, comes, phone, clock):
    desk = alerting(services="env:PHONE", quiet="22:00-08:00", quiet_stars="1", zone="UTC")
    _until(clock, 23)
    comes(2, "Slow.")
    comes(2, "Loud.")
    comes(1, "Hair in the soup.")
    fetched(desk)
    tick(desk, clock)
    assert [each["title"].split(" · ")[0] for each in phone.heard] == ["★☆☆☆☆ new review"]
    clock.advance(hours=3)
    desk.alerts.tick()
    assert len(phone.heard) == 1
    _until(clock, 8)
    desk.alerts.tick()
    assert [each["title"] for each in phone.heard[1:]] == ["2 new reviews"]


def _until(clock, hour):
    now = clock.now()
    then = now.replace(hour=hour, minute=1, second=0)
    clock.advance((then - now).total_seconds() + (86400 if then <= now else 0))


def test_a_review_that_is_late_soon_is_told_before(alerting, comes, notes, clock):
    desk = alerting(desktop="true", stars="0", target_minutes="60")
    comes(4, "Nice, but where is the parking?")
    fetched(desk)
    clock.advance(hours=22)
    tick(desk, clock)
    assert notes() == []
    clock.advance(hours=1.5)
    tick(desk, clock)
    assert [each[-2].split(" · ")[0] for each in notes()] == ["★★★★☆ late soon"]
    clock.advance(hours=3)
    tick(desk, clock)
    assert len(notes()) == 1


def test_a_refused_answer_and_a_dead_sign_in_are_told_once(alerting, comes, google, notes, clock):
    desk = alerting(desktop="true")
    comes(4, "Nice borscht.")
    fetched(desk)
    (known,) = desk.inbox.page(Query(search="borscht"), limit=5)
    desk.replies.queue(known.pub, "Only liars say otherwise, thank you.", now=True)
    desk.replies.deliver()
    fetched(desk)
    assert desk.inbox.find(known.pub).state == "refused"
    tick(desk, clock)
    assert notes()[0][-2].split(" · ")[0] == "★★★★☆ your answer was refused"
    google.grants.revoke(google.secrets["refresh_token"])
    clock.advance(hours=2)
    assert [each.problem for each in desk.fetching.fetch()] != [None]
    tick(desk, clock)
    tick(desk, clock, 300)
    assert [each[-2] for each in notes()[1:]] == ["signed out: main · Google"]
    # A trouble that lasts is looked at every few seconds, and written down once.
    desk.changed_elsewhere()
    tick(desk, clock)
    assert not desk.changed_elsewhere()


@pytest.mark.parametrize("wish", ["trouble", "none"])
def test_while_the_owner_is_away_reviews_are_not_told(alerting, comes, notes, clock, wish):
    desk = alerting(desktop="true", while_away=wish)
    today = clock.now().astimezone().date()
    desk.away.note(today, today)
    comes(1, "Cold soup, again.")
    fetched(desk)
    tick(desk, clock)
    assert notes() == []


def test_a_service_that_refuses_is_given_up_and_its_secret_is_told_nowhere(
    alerting, comes, phone, clock, home
):
    phone.status = 503
    desk = alerting(services="env:PHONE")
    comes(1, "Cold soup, again.")
    fetched(desk)
    tick(desk, clock)
    for seconds in (61, 301, 1801, 7201, 7201):
        clock.advance(seconds)
        desk.alerts.tick()
    assert len(phone.heard) == 5
    (row,) = desk.alerts.newest(5)
    assert (row.state, row.attempts) == ("failed", 4)
    (point,) = [each for each in desk.doctor.look() if each.area == "alerts, service 1"]
    assert "HTTP 503" in point.what
    told = str(desk.doctor.look()) + str(desk.diary(limit=500))
    assert "s3cretword" not in told
    desk.close()
    for path in home.path.rglob("*"):
        assert not path.is_file() or b"s3cretword" not in path.read_bytes()


def test_a_service_that_hangs_holds_up_nobody(alerting, comes, phone, clock, monkeypatch):
    monkeypatch.setattr("reviewdesk.engine.alerting.roads.bounded.__defaults__", (0.2,))
    phone.hang = threading.Event()
    desk = alerting(services="env:PHONE")
    comes(1, "Cold soup, again.")
    fetched(desk)
    (tried,) = tick(desk, clock)
    assert tried.ok is False
    assert "did not answer in time" in tried.what
    fetched(desk)
    phone.hang.set()


def test_words_that_nobody_may_keep_are_shown_here_and_go_nowhere(
    alerting, comes, notes, phone, clock, monkeypatch
):
    desk = alerting(desktop="true", services="env:PHONE")
    with desk._bench.db.write() as tx:
        accounts.change(tx, desk.accounts.named("main").id, keep_seconds=0)
    monkeypatch.setattr("reviewdesk.engine.account_status.seconds", lambda _keep: 0)
    comes(1, "Cold borscht.")
    fetched(desk)
    tick(desk, clock)
    (known,) = [each for each in desk.inbox.page(Query(), limit=100) if not each.words_kept]
    assert known.review.text is None
    ((*options, _mark, _title, body),) = notes()
    assert "Ewa K.: Cold borscht." in body
    assert "--hint=int:transient:1" in options
    (heard,) = phone.heard
    assert heard["title"].startswith("★☆☆☆☆ new review")
    assert heard["message"].startswith("http://127.0.0.1:")
    assert b"borscht" not in b"".join(each.read_bytes() for each in desk.home.path.glob("desk.db*"))


def test_an_edited_review_that_is_bad_now_is_told(alerting, comes, google, notes, clock):
    desk = alerting(desktop="true")
    comes(5, "Lovely borscht.")
    fetched(desk)
    tick(desk, clock)
    assert notes() == []
    (known,) = desk.inbox.page(Query(search="borscht"), limit=5)
    google.happen(
        {"event": "edit", "review": known.review.external_id, "stars": 1, "text": "It made me ill."}
    )
    clock.advance(60)
    fetched(desk)
    tick(desk, clock)
    assert [each[-2].split(" · ")[0] for each in notes()] == ["★☆☆☆☆ changed review"]


def test_what_happened_while_no_road_was_set_is_not_told_later(
    alerting, comes, reopen, notes, clock, monkeypatch
):
    desk = alerting()
    comes(1, "Cold soup, again.")
    fetched(desk)
    tick(desk, clock)
    monkeypatch.setenv("REVIEWDESK_ALERTS__DESKTOP", "true")
    tick(reopen(), clock)
    assert notes() == []


def test_each_road_is_tried_and_says_plainly_what_became_of_it(alerting, phone, notes, monkeypatch):
    monkeypatch.setenv("TYPO", "nothing-like-this://secretword")
    desk = alerting(desktop="true", services="env:PHONE,env:TYPO,env:NOT_SET")
    tries = desk.alerts.test()
    assert [each.ok for each in tries] == [True, True, False, False]
    assert "no address of a notification service" in tries[2].what
    assert "NOT_SET" in tries[3].what
    assert "secretword" not in str(tries)
    assert phone.heard[0]["title"] == "reviewdesk: a test"


def test_without_the_program_or_the_package_one_sentence_says_so(alerting, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PHONE", "json://127.0.0.1/")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    desk = alerting(desktop="true", services="env:PHONE")
    points = {each.area: each for each in desk.doctor.look()}
    assert "libnotify" in points["alerts, this machine"].do
    assert "reviewdesk[notify]" in points["alerts, service 1"].do


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_words_are_arguments_or_variables_never_code(system):
    message = Message(title="-e quit", body='"; Remove-Item C:\\ $(x) `y`', url="https://example.com/r")
    words, stdin, extra = desktop.call(message, system)
    program = stdin if system == "darwin" else words[-1]
    assert "Remove-Item" not in program
    assert (words[2:] if system == "darwin" else list(extra.values())) == [message.title, message.whole]


def test_what_a_program_had_in_hand_when_it_died_is_told_by_the_next(alerting, comes, notes, clock):
    desk = alerting(desktop="true")
    comes(1, "Cold borscht.")
    fetched(desk)
    desk.alerts.tick()
    clock.advance(15)
    dead = f"{socket.gethostname()}/999999999/1/abc"
    with desk._bench.db.write() as tx:
        (row,) = alerts.claim(
            tx, "desktop", holder=dead, now=clock.now(), seconds=120, alive=lambda _holder: True
        )
    assert row.attempts == 0
    desk.alerts.tick()
    assert len(notes()) == 1


@given(st.text())
def test_no_words_whatever_speak_to_a_program(text):
    said = harmless(text)
    assert "\n" not in said
    assert not {sign for sign in said if sign < " " or sign in "<>`\x7f\u202e\u2066"}
    for loud in ("://", "](", "@everyone", "@here"):
        assert loud not in said
    said.encode()


def test_a_services_host_is_no_secret_and_its_key_is(monkeypatch):
    monkeypatch.setenv("PHONE_AT_HOME", "json://mario:tok-4711-secret@alerts.example.net:8080/room-of-mario")
    services.address(1, "env:PHONE_AT_HOME")
    assert (
        redact.clean("GET alerts.example.net/room-of-mario tok-4711-secret")
        == "GET alerts.example.net/*** ***"
    )
