"""Killed at any moment, started twice, closed while a server hangs: nothing lost, nothing doubled."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.sandbox import Act, Fault
from reviewdesk.store.lines import Query, State

PROGRAM = Path(__file__).with_name("other_program.py")
SIGKILLED = -9

MODES = {
    "all-goes-well": (20, ()),
    "answer-lost": (12, (Fault(act=Act.DROP, method="PUT", applied=True),)),
    "request-lost": (12, (Fault(act=Act.DROP, method="PUT"),)),
}


def start(mode: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", str(PROGRAM), mode]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


@pytest.fixture(scope="module")
def server() -> Iterator["subprocess.Popen[str]"]:
    """Has all imported that a delivering program needs: each is forked from it."""
    with start("serve") as server:
        yield server
        assert server.stdin
        server.stdin.close()


@pytest.fixture
def programs(main: Any, server: "subprocess.Popen[str]") -> Callable[..., list[int]]:
    """`programs(**wish)` runs delivering programs on this home; gives their exit codes."""

    def run(**wish: Any) -> list[int]:
        environ = {
            name: os.environ[name] for name in os.environ if name.startswith(("REVIEWDESK_", "GOOGLE_"))
        }
        print(json.dumps({"environ": environ, **wish}), file=server.stdin, flush=True)
        ends: list[int] = json.loads(server.stdout.readline())  # type: ignore[union-attr]
        return ends

    return run


@pytest.fixture
def short_settle(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this server takes it shows at once: many are waited for here, one after the other."""
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "0.1")


@pytest.fixture
def crowd(google: Any, connected_desk: Any, main: Any) -> list[str]:
    """Many waiting reviews at the shop, and no quota."""
    google.switches.quota_per_minute = None
    for number in range(30):
        review = {"id": f"crowd-{number}", "stars": 2, "text": f"Word {number}.", "by": f"Guest {number}"}
        google.happen({"do": "review", "review": review})
    connected_desk.fetching.fetch()
    waiting = connected_desk.inbox.page(Query(), limit=100)
    return [known.pub for known in waiting if known.state == State.UNANSWERED]


def spread(places: list[Any], many: int) -> list[Any]:
    return [places[number * (len(places) - 1) // (many - 1)] for number in range(many)]


@pytest.mark.timeout(180)
@pytest.mark.usefixtures("short_settle")
@pytest.mark.parametrize("mode", MODES)
def test_killed_anywhere_nothing_is_lost_and_nothing_doubled(
    mode: str, main: Any, crowd: list[str], programs: Any, tmp_path: Path
) -> None:
    many, faults = MODES[mode]
    record = tmp_path / "places"
    first, *others = crowd
    main.faults.add(*faults)
    main.desk.replies.queue(first, "For the record.", now=True)
    assert programs(record=str(record)) == [0]
    places = spread(json.loads(record.read_text()), many)
    assert len({tuple(place) for place in places}) == many
    for place, ref in zip(places, others, strict=False):
        text = f"Told once, whatever happens at {Path(place[0]).name}:{place[1]}."
        main.faults.clear()
        main.faults.add(*faults)
        main.desk.replies.queue(ref, text, now=True)
        assert programs(die_at=place) == [SIGKILLED], place
        assert main.desk.inbox.find(ref).reply.text == text, place
        main.desk.replies.deliver(wait=20)
        assert main.desk.inbox.find(ref).state in ("sent", "published"), place
        assert main.puts(text) == 1, place


def test_two_programs_on_one_outbox_send_each_answer_once(main: Any, crowd: list[str], programs: Any) -> None:
    for number, ref in enumerate(crowd[:20]):
        main.desk.replies.queue(ref, f"Number {number:02}.", now=True)
    assert programs(programs=2) == [0, 0]
    assert [main.puts(f"Number {number:02}.", applied=None) for number in range(20)] == [1] * 20
    assert {main.desk.inbox.find(ref).state for ref in crowd[:20]} == {"published"}


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_the_program_ends_at_once_while_a_server_hangs(main: Any, method: str) -> None:
    main.faults.add(Fault(act=Act.HANG, method=method, times=None))
    main.queue("cold-soup", "Into the void.")
    with start("hang") as program:
        assert program.stdout
        main.running.journal.wait_for(1, method, "/reviews/", timeout=20)
        began = time.monotonic()
        said, _ = program.communicate("close\n", timeout=20)
        assert program.returncode == 0
        assert float(said) < 10
        assert time.monotonic() - began < 15
    main.faults.clear()
    main.desk.replies.deliver(wait=20)
    main.clock.advance(60)
    main.desk.replies.deliver(wait=20)
    assert main.state("cold-soup") == "published"
    assert main.puts() == 1
