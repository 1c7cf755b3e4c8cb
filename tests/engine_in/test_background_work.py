"""What happens behind the owner's back: languages, the index, observers, the fetcher."""

import threading
from types import ModuleType

import pytest

from reviewdesk.api import Plugin, hookimpl
from reviewdesk.engine.incoming.language import guess
from reviewdesk.store.lines import Query


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir mussten eine Stunde auf das Essen warten und es war kalt.", "de"),
        ("Obsługa była bardzo miła, ale na pizzę czekaliśmy godzinę.", "pl"),
        ("La pizza era fredda e il cameriere non si è nemmeno scusato.", "it"),
        ("The waiter forgot us and the soup was cold when it came.", "en"),
        ("ピザが冷たかった", "ja"),
        ("피자가 차가웠어요", "ko"),
        ("พิซซ่าเย็น", "th"),
        ("ok", None),
        ("Super!", None),
        ("👍👍👍", None),
        ("", None),
        (None, None),
        ("1234567890 1234567890 1234567890", None),
    ],
)
def test_a_language_is_told_only_when_it_is_sure(text, language):
    assert guess(text) == language


def test_languages_are_guessed_and_the_index_filled_in_the_background(connected_desk):
    desk = connected_desk
    assert not [each for each in desk.inbox.page(Query(all=True), limit=500) if each.guessed_language]
    desk.finish_chores(30)
    found = {each.language for each in desk.inbox.page(Query(all=True), limit=500)}
    assert {"it", "en"} <= found
    assert desk.inbox.page(Query(all=True, search="soup"), limit=5)


@pytest.fixture
def observer(plug):
    made = ModuleType("observer")
    made.heard = []
    made.enough = threading.Event()

    def reviewdesk_plugin():
        return Plugin(name="observer", title="Observer", needs=(1, 0))

    def reviewdesk_happened(event):
        made.heard.append(event)
        if event.what == "review.noted":
            made.enough.set()
        if event.what == "review.skipped":
            raise RuntimeError("no mood")

    made.reviewdesk_plugin = hookimpl(reviewdesk_plugin)
    made.reviewdesk_happened = hookimpl(reviewdesk_happened)
    plug("observer", made)
    return made


def test_observers_hear_what_was_committed_in_its_order_and_may_stumble(observer, connected_desk, clock):
    desk = connected_desk
    first, second = desk.inbox.page(Query(), limit=2)
    desk.start()
    desk.inbox.skip(first.pub, "spam")
    desk.inbox.note(second.pub, "ask the cook")
    for _each in range(100):
        clock.advance(2)
        if observer.enough.wait(0.05):
            break
    assert [each.what for each in observer.heard] == ["review.skipped", "review.noted"]
    assert [each.review for each in observer.heard] == [first.pub, second.pub]
    assert observer.heard[0].by == "nico"
    record = next(each for each in desk.plugins.records() if each.name == "observer")
    assert record.status == "unhealthy"


def test_an_open_desk_fetches_by_itself(connected_desk, google, monkeypatch, reopen):
    monkeypatch.setenv("REVIEWDESK_FETCH__MINUTES", "15")
    desk = reopen()
    arrived = threading.Event()
    desk.on_change(
        lambda: arrived.set() if desk.inbox.page(Query(search="Out of the blue"), limit=1) else None
    )
    google.happen({"event": "review", "review": {"stars": 1, "text": "Out of the blue."}})
    desk.start()
    assert arrived.wait(20)
    desk.stop()


def test_a_desk_closes_at_once_while_a_server_hangs(connected_desk, google, monkeypatch, reopen):
    import time

    from reviewdesk.sandbox import Act, Fault

    monkeypatch.setenv("REVIEWDESK_FETCH__MINUTES", "15")
    google.faults.add(Fault(act=Act.HANG, times=None))
    desk = reopen()
    count = google.journal.count()
    desk.start()
    google.journal.wait_for(count + 1)
    begun = time.monotonic()
    desk.close()
    assert time.monotonic() - begun < 10


def test_the_doctor_looks_at_everything_and_complains_of_nothing(connected_desk):
    points = connected_desk.doctor.look()
    areas = {each.area for each in points}
    assert {"home", "database", "plugin google", "account main", "Google", "clock", "terminal"} <= areas
    assert not [each for each in points if each.ok is False]


def test_the_doctor_finds_a_home_that_others_can_look_into(connected_desk):
    connected_desk.home.path.chmod(0o755)
    (point,) = [each for each in connected_desk.doctor.look() if each.area == "home" and each.ok is False]
    assert "chmod 700" in point.do
    connected_desk.home.path.chmod(0o700)


def test_an_empty_desk_is_told_how_to_begin(desk):
    (point,) = [each for each in desk.doctor.look() if each.area == "accounts"]
    assert "account add" in point.do
