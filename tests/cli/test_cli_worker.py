"""`worker`, `alerts`, `digest`: as cron, a service manager and an owner use them."""

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from reviewdesk.cli.worker_lines import Lines
from reviewdesk.engine.fetching import FetchReport
from reviewdesk.sandbox import Act, Fault
from reviewdesk.store.values import Taken

_HANGUP = getattr(signal, "SIGHUP", None)
# Where nohup runs the tests, it has their children outlive a window too.
_HEEDED = _HANGUP is not None and signal.getsignal(_HANGUP) is not signal.SIG_IGN
WINDOW_CLOSED = _HANGUP if _HEEDED else signal.SIGTERM


class Running:
    """A worker of its own process, whose lines are read as they come."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reviewdesk", "worker", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: queue.Queue[dict] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def until(self, what: str) -> dict:
        while True:
            line = self.lines.get(timeout=40)
            if line["what"] == what:
                return line

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


@pytest.fixture
def worker() -> Iterator[list[Running]]:
    started: list[Running] = []
    yield started
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
        each.process.communicate()


def test_a_worker_fetches_sends_and_ends_at_once(connected, first, google, worker):
    ref = first()
    connected("reply", ref, "--text", "Thank you for coming.")
    google.happen({"event": "review", "review": {"stars": 1, "text": "Cold borscht.", "by": "Ewa"}})
    worker.append(Running())
    running = worker[0]
    seen = {}
    while {"fetched", "answer"} - seen.keys():
        line = running.lines.get(timeout=40)
        seen[line["what"]] = line
    assert seen["fetched"]["new"] == 1
    assert seen["answer"]["answer"]["id"] == ref
    assert connected.json("show", ref)["state"] in ("sent", "published")
    refused = connected("worker", "--once", code=1)
    assert "A worker runs already" in refused.err
    points = {each["area"]: each for each in connected.json("doctor", code=0)}
    assert points["worker"]["ok"] is True
    assert running.stop(signal.SIGINT) == 0
    assert running.until("stopped")
    assert {each["area"]: each["ok"] for each in connected.json("doctor")}["worker"] is None


def test_a_worker_ends_at_once_while_a_server_hangs(connected, google, worker):
    google.faults.add(Fault(act=Act.HANG, times=None))
    count = google.journal.count()
    worker.append(Running())
    google.journal.wait_for(count + 1)
    assert worker[0].stop(WINDOW_CLOSED) == 0
    assert "Traceback" not in worker[0].process.stderr.read()


def test_one_round_for_cron(connected, google, first):
    google.happen({"event": "review", "review": {"stars": 1, "text": "Cold borscht.", "by": "Ewa"}})
    ref = first()
    connected("reply", ref, "--text", "Thank you for coming.")
    ran = connected("worker", "--once")
    assert "1 new, 0 changed" in ran.out
    assert ref in ran.out
    lines = [json.loads(line) for line in connected("worker", "--once", "--json").out.splitlines()]
    assert all({"at", "what", "said"} <= line.keys() for line in lines)


def test_one_round_does_not_send_late_answers_but_lists_them(connected, first, monkeypatch):
    ref = first()
    connected("reply", ref, "--text", "Thank you for coming.")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__LATE_MINUTES", "0")
    ran = connected("worker", "--once", code=4)
    assert f"Waits for you: {ref}" in ran.out
    assert connected.json("show", ref)["state"] == "queued"


def test_pages_of_one_name_on_two_platforms_keep_apart(capsys):
    """A shop is mostly called the same everywhere: which page has trouble, and which has not, is said."""
    lines = Lines(as_json=False, gone=lambda: None)
    for _round in range(2):
        lines.fetched(
            [
                FetchReport(account="Yelp", listing="Osteria", problem="Yelp is out of order.", todo="Wait."),
                FetchReport(account="Google", listing="Osteria", taken=Taken(new=1)),
            ]
        )
    told = [line.split("  ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    news = "Google, Osteria: 1 new, 0 changed, 0 removed, 0 set aside"
    assert told == ["Yelp, Osteria: Yelp is out of order. Wait.", news, news]


def test_an_account_that_works_again_is_told_and_its_next_trouble_too(capsys):
    lines = Lines(as_json=False, gone=lambda: None)
    dead = FetchReport(account="Google", listing="", problem="Sign in again.", todo="")
    for report in (dead, dead, FetchReport(account="Google", listing="Osteria"), dead):
        lines.fetched([report])
    told = [line.split("  ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert told == ["Google: Sign in again.", "Google: it works again.", "Google: Sign in again."]


def test_one_round_tells_what_is_the_matter(connected, google, home):
    google.grants.revoke(google.secrets["refresh_token"])
    for path in (home / "tokens").glob("*"):
        path.unlink()
    ran = connected("worker", "--once", code=1)
    assert "ign in again" in ran.out


def test_install_says_what_it_wrote_and_how_to_undo_it(connected, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shown = connected("worker", "install", "--print", "--for", "systemd").out
    told = connected("worker", "install", "--dry-run", "--for", "systemd").out
    assert shown in told
    assert not (tmp_path / "config").exists()
    ran = connected("worker", "install", "--for", "systemd")
    (unit,) = (tmp_path / "config" / "systemd" / "user").iterdir()
    assert unit.read_text() == shown
    assert sys.executable in shown
    assert str(unit) in ran.out
    assert f"systemctl --user enable --now {unit.name}" in ran.out
    assert "Take it away with: reviewdesk worker uninstall --for systemd\n" in ran.out
    assert "CS, RT" in ran.err
    assert "unchanged" in connected("worker", "install", "--for", "systemd").out
    unit.write_text("mine")
    assert "--replace" in connected("worker", "install", "--for", "systemd", code=1).err
    connected("worker", "install", "--for", "systemd", "--replace")
    assert str(unit) in connected("worker", "uninstall", "--dry-run", "--for", "systemd").out
    assert f"disable --now {unit.name}" in connected("worker", "uninstall", "--for", "systemd").out
    assert not unit.exists()
    assert "nothing to take away" in connected("worker", "uninstall", "--for", "systemd").out


def test_without_systemd_the_line_for_cron_is_told(cli, monkeypatch):
    monkeypatch.setattr("reviewdesk.engine.background.service_files.kind_here", lambda: None)
    ran = cli("worker", "install", code=1)
    assert "crontab -e" in ran.err
    assert "worker --once" in ran.err
    cli("worker", "install", "--for", "upstart", code=2)


def test_alerts_without_a_road_say_how_to_set_one(cli):
    ran = cli("alerts", "test", code=1)
    assert "[alerts]" in ran.err
    assert "Nothing was told yet" in cli("alerts", "list").out


def test_alerts_are_listed_with_what_became_of_them(connected, google, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_ALERTS__DESKTOP", "true")
    monkeypatch.setenv("REVIEWDESK_ALERTS__TARGET_MINUTES", "0")
    connected("worker", "--once", code=None)
    google.happen({"event": "review", "review": {"stars": 1, "text": "Cold borscht.", "by": "Ewa"}})
    monkeypatch.setenv("PATH", "/nonexistent")
    connected("worker", "--once")
    (row,) = connected.json("alerts", "list")
    assert (row["kind"], row["state"], row["attempts"]) == ("review", "waiting", 1)
    assert "notify-send" in row["problem"]
    assert "notify-send" in connected("alerts", "list").out
    assert connected.json("alerts", "test", code=1)[0]["ok"] is False


def test_the_summary_is_printed_or_put_into_the_home(connected, home):
    printed = connected("digest").out
    assert "LATE" in printed
    assert "http://127.0.0.1:" in printed
    assert connected.json("digest")["text"].startswith(printed.splitlines()[0])
    assert ".eml" in connected("digest", "--send").out
    assert len(list((home / "digests").glob("*.eml"))) == 1
    connected("digest", "--send", "--print", code=2)
