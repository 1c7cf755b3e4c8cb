"""The summary: once per period, over TLS alone, and nothing of a guest's is markup."""

import email
from datetime import timedelta
from email import policy
from html.parser import HTMLParser

import pytest

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Query

LOGIN = {"user": "mario", "password": "env:SMTP_PASSWORD", "to": "mario@example.com"}


@pytest.fixture
def mailing(alerting, post, clock):
    # Whatever time it is on this machine: what comes after eight belongs to tomorrow's summary.
    until(clock, 6)
    return lambda **wish: alerting(
        zone="UTC", smtp={"host": f"localhost:{post.port}", **LOGIN, **wish.pop("smtp", {})}, **wish
    )


def until(clock, hour, minute=0):
    now = clock.now()
    then = now.replace(hour=hour, minute=minute, second=1)
    clock.advance((then - now + timedelta(days=then <= now)).total_seconds())


def read(envelope):
    return email.message_from_bytes(envelope.content, policy=policy.default)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = set()
        self.links = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_a_daily_summary_is_sent_once_whoever_is_at_it(mailing, post, comes, reopen, clock):
    desk = mailing(digest="daily 08:00")
    until(clock, 9)
    desk.alerts.tick()
    assert post.mails == []
    comes(1, "Cold <b>borscht</b>.\r\nSubject: gotcha", by="Ewa <script>")
    desk.fetching.fetch()
    until(clock, 8, 5)
    desk.alerts.tick()
    reopen().alerts.tick()
    clock.advance(hours=3)
    desk.alerts.tick()
    (envelope,) = post.mails
    assert envelope.rcpt_tos == ["mario@example.com"]
    mail = read(envelope)
    assert mail["From"] == mail["To"] == "mario@example.com"
    assert mail["Subject"].startswith("reviewdesk: 1 new review, ")
    text = mail.get_body(("plain",)).get_content()
    assert "★☆☆☆☆ new review · Google, Trattoria del Molo" in text
    assert "LATE" in text
    tags = Tags()
    tags.feed(mail.get_body(("html",)).get_content())
    assert tags.seen <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "br",
        "q",
        "a",
    }
    assert tags.links
    assert all(link.startswith("http://127.0.0.1:") for link in tags.links)
    until(clock, 8, 5)
    desk.alerts.tick()
    assert len(post.mails) == 2


def test_a_week_has_one_summary_also_when_the_machine_slept_through_its_hour(mailing, post, clock):
    desk = mailing(digest="weekly Mon 08:00")
    desk.alerts.tick()
    for _day in range(14):
        until(clock, 11)
        desk.alerts.tick()
    assert len(post.mails) == 2


def test_a_server_that_refuses_is_tried_again_and_then_it_lies_in_the_home(mailing, post, clock):
    desk = mailing(digest="daily 08:00")
    desk.alerts.tick()
    post.refuses = True
    until(clock, 8, 5)
    desk.alerts.tick()
    (point,) = [each for each in desk.doctor.look() if each.area == "alerts, mail"]
    assert (point.ok, "554" in point.what) == (False, True)
    for seconds in (61, 301, 1801, 7201):
        clock.advance(seconds)
        desk.alerts.tick()
    (file,) = (desk.home.path / "digests").glob("*.eml")
    assert file.stat().st_mode & 0o077 == 0
    assert email.message_from_bytes(file.read_bytes(), policy=policy.default)["Subject"]
    assert "app-passw0rd" not in str(desk.diary(limit=100)) + str(desk.doctor.look())


def test_without_a_mail_server_it_lies_in_the_home(alerting, clock):
    desk = alerting(digest="daily 08:00", zone="UTC")
    desk.alerts.tick()
    until(clock, 8, 5)
    desk.alerts.tick()
    assert len(list((desk.home.path / "digests").glob("*.eml"))) == 1


@pytest.mark.parametrize(
    ("smtp", "told"),
    [
        ({"password": "env:WRONG"}, "does not accept this user"),
        ({"host": "127.0.0.1:{port}"}, "no trusted encryption"),
        ({"to": ""}, "No address is set"),
        ({"to": "nobody at all"}, "is no mail address"),
        ({"sender": "Mario\\n <x@example.com>, evil"}, "is no mail address"),
        ({"host": "smtp example"}, "can't be"),
    ],
)
def test_what_can_not_be_is_one_sentence_and_nothing_is_sent(mailing, post, monkeypatch, smtp, told):
    monkeypatch.setenv("WRONG", "wrong-and-secret")
    smtp = {name: value.format(port=post.port) for name, value in smtp.items()}
    desk = mailing(smtp=smtp)
    with pytest.raises(DeskError) as raised:
        desk.alerts.digests.send()
    assert told in raised.value.what
    assert "secret" not in str(raised.value)
    assert post.mails == []


def test_a_certificate_of_nobody_we_trust_sends_nothing(mailing, post, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    (tried,) = mailing().alerts.test()
    assert tried.ok is False
    assert "no trusted encryption" in tried.what
    assert post.mails == []


def test_a_test_mail_goes_out(mailing, post):
    (tried,) = mailing().alerts.test()
    assert tried.ok is True
    assert "a test" in read(post.mails[0])["Subject"]


def test_words_that_may_not_lie_in_a_mail_stay_out_of_it(mailing, post, comes, clock):
    desk = mailing(words="false")
    comes(1, "Cold borscht.")
    desk.fetching.fetch()
    desk.alerts.digests.send()
    assert desk.inbox.page(Query(search="borscht"), limit=5)
    assert "borscht" not in read(post.mails[0]).get_body(("plain",)).get_content()


def test_refused_answers_and_dead_sign_ins_stand_in_it(mailing, post, comes, google, clock):
    desk = mailing()
    comes(4, "Nice borscht.")
    desk.fetching.fetch()
    (known,) = desk.inbox.page(Query(search="borscht"), limit=5)
    desk.replies.queue(known.pub, "Only liars say otherwise, thank you.", now=True)
    desk.replies.deliver()
    google.grants.revoke(google.secrets["refresh_token"])
    clock.advance(hours=2)
    desk.fetching.fetch()
    text = desk.alerts.digests.make().text
    assert "ANSWERS THAT CAME BACK" in text
    assert "signed out: main · Google" in text
