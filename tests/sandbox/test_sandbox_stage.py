"""The server of every sandbox: journal, faults, controls, and a port that is free again."""

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from reviewdesk.api import DeskError
from reviewdesk.sandbox import Act, Fault, SandboxClock
from reviewdesk.sandbox.stage import Stage


class Counter:
    """The smallest platform: what is put is counted."""

    def __init__(self) -> None:
        self.puts = 0
        self.happened: list[Any] = []

    async def put(self, _request: Request) -> JSONResponse:
        self.puts += 1
        return JSONResponse({"puts": self.puts, "next_page": {"url": "/x?page=2"}})

    async def get(self, _request: Request) -> JSONResponse:
        return JSONResponse({"puts": self.puts})

    async def broken(self, _request: Request) -> JSONResponse:
        raise RuntimeError("a bug of the sandbox")

    def happen(self, event: Any) -> dict[str, str]:
        if "event" not in event:
            raise ValueError("no event named")
        self.happened.append(event)
        return {"review": "r1"}

    def routes(self) -> list[Route]:
        return [
            Route("/x", self.put, methods=["PUT"]),
            Route("/x", self.get, methods=["GET"]),
            Route("/broken", self.broken),
        ]


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def stage(counter: Counter) -> Iterator[Stage]:
    stage = Stage(0, SandboxClock())
    stage.play(counter.routes(), about={"platform": "count"}, happen=counter.happen)
    yield stage
    stage.stop()


def put(stage: Stage, timeout: float = 5.0) -> httpx.Response:
    with httpx.Client(timeout=timeout) as client:
        return client.put(f"{stage.url}/x?a=1", content="body", headers={"Authorization": "Bearer secret"})


def test_the_journal_tells_what_came_and_what_was_applied(stage: Stage) -> None:
    put(stage)
    [entry] = stage.journal.entries("PUT")
    assert (entry.path, entry.query, entry.body, entry.status) == ("/x", "a=1", "body", 200)
    assert entry.applied
    assert entry.authorized
    assert "secret" not in repr(entry)
    told = httpx.get(f"{stage.url}/_sandbox/journal?method=PUT&path=^/x$&applied=true").json()
    assert told["count"] == 1
    assert told["entries"][0]["body"] == "body"
    httpx.delete(f"{stage.url}/_sandbox/journal")
    assert stage.journal.count() == 0


def test_a_status_is_answered_instead_and_nothing_applied(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.STATUS, status=429, body='{"e":1}', headers={"Retry-After": "7"}))
    answer = put(stage)
    assert (answer.status_code, answer.headers["retry-after"], answer.json()) == (429, "7", {"e": 1})
    assert counter.puts == 0
    assert put(stage).status_code == 200
    assert [e.applied for e in stage.journal.entries("PUT")] == [False, True]


def test_a_status_can_hide_that_it_was_applied(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.STATUS, status=500, applied=True))
    assert put(stage).status_code == 500
    assert counter.puts == 1
    assert stage.journal.entries("PUT")[0].applied


@pytest.mark.parametrize("applied", [False, True])
def test_a_dropped_connection_gives_no_answer(stage: Stage, counter: Counter, applied: bool) -> None:
    stage.faults.add(Fault(act=Act.DROP, applied=applied))
    with pytest.raises(httpx.TransportError):
        put(stage)
    assert counter.puts == int(applied)
    [entry] = stage.journal.entries("PUT")
    assert (entry.status, entry.applied, entry.fault) == (None, applied, "drop")
    assert put(stage).status_code == 200


def test_a_zombie_is_applied_after_the_caller_gave_up(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.DELAY, seconds=0.4))
    with pytest.raises(httpx.ReadTimeout):
        put(stage, timeout=0.1)
    assert counter.puts == 0
    stage.journal.wait_for(1, "PUT", applied=True)
    assert counter.puts == 1


def test_a_late_answer_was_applied_at_once(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.DELAY, seconds=0.4, applied=True))
    with pytest.raises(httpx.ReadTimeout):
        put(stage, timeout=0.1)
    assert counter.puts == 1


def test_half_a_json_and_an_html_page_come_instead_of_the_answer(stage: Stage) -> None:
    stage.faults.add(
        Fault(act=Act.TRUNCATE), Fault(act=Act.HTML, status=502), Fault(act=Act.HTML, status=200)
    )
    with pytest.raises(json.JSONDecodeError):
        put(stage).json()
    page = put(stage)
    assert (page.status_code, page.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert put(stage).text.startswith("<!DOCTYPE html>")


def test_a_body_can_be_cut_on_the_line(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.CUT))
    with pytest.raises(httpx.TransportError):
        put(stage)
    assert counter.puts == 1


def test_a_next_page_can_point_to_a_foreign_host(stage: Stage) -> None:
    stage.faults.add(Fault(act=Act.REWRITE, field="next_page.url", value="https://evil.example/"))
    assert put(stage).json()["next_page"]["url"] == "https://evil.example/"


def test_a_hanging_request_ends_when_the_sandbox_stops(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.HANG, applied=True))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(put, stage, 30.0)
        stage.journal.wait_for(1, "PUT", applied=True)
        stage.stop()
        with pytest.raises(httpx.TransportError):
            waiting.result(10)
    assert counter.puts == 1


def test_faults_choose_by_method_path_and_count(stage: Stage) -> None:
    stage.faults.add(Fault(act=Act.STATUS, method="PUT|POST", path="^/x$", after=1, times=2))
    assert httpx.get(f"{stage.url}/x").status_code == 200
    assert [put(stage).status_code for _ in range(5)] == [200, 503, 503, 200, 200]


def test_another_process_sets_and_clears_faults(stage: Stage) -> None:
    faults = f"{stage.url}/_sandbox/faults"
    httpx.post(faults, json=[{"act": "status", "status": 500, "times": None}])
    assert put(stage).status_code == 500
    assert httpx.get(faults).json()["faults"][0]["struck"] == 1
    httpx.delete(faults)
    assert put(stage).status_code == 200
    for wrong in ({"act": "explode"}, {"act": "drop", "tmes": 1}, {}, {"act": "drop", "path": "("}):
        assert httpx.post(faults, json=wrong).status_code == 400


def test_controls_are_neither_counted_nor_struck(stage: Stage, counter: Counter) -> None:
    stage.faults.add(Fault(act=Act.DROP, times=None))
    assert httpx.get(f"{stage.url}/_sandbox").json() == {"url": stage.url, "platform": "count"}
    assert httpx.post(f"{stage.url}/_sandbox/happen", json={"event": "x"}).json() == {"review": "r1"}
    assert httpx.post(f"{stage.url}/_sandbox/happen", json={}).status_code == 400
    assert httpx.post(f"{stage.url}/_sandbox/happen", content="]").status_code == 400
    assert counter.happened == [{"event": "x"}]
    assert stage.journal.count() == 0


def test_the_clock_is_moved_from_outside(stage: Stage) -> None:
    told = httpx.post(f"{stage.url}/_sandbox/clock", json={"advance": 3600}).json()
    assert told["waited"] >= 3600
    assert stage.clock.monotonic() >= 3600
    assert httpx.post(f"{stage.url}/_sandbox/clock", json={"advance": "x"}).status_code == 400


def test_a_bug_of_the_sandbox_is_a_500_and_stands_in_the_journal(stage: Stage) -> None:
    assert httpx.get(f"{stage.url}/broken").status_code == 500
    assert "a bug of the sandbox" in (stage.journal.entries("GET")[0].fault or "")


def test_many_callers_at_once_are_all_counted(stage: Stage, counter: Counter) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(r.status_code == 200 for r in pool.map(lambda _n: put(stage), range(64)))
    assert counter.puts == 64
    assert stage.journal.count("PUT", applied=True) == 64


def test_the_port_is_free_again_with_connections_left_open(counter: Counter) -> None:
    port = 0
    for _round in range(5):
        stage = Stage(port, SandboxClock())
        stage.play(counter.routes(), about={}, happen=counter.happen)
        with httpx.Client() as client:
            assert client.get(f"{stage.url}/x").status_code == 200
            port = int(stage.url.rsplit(":", 1)[1])
            stage.stop()
    stage.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{stage.url}/x")
    assert not [t for t in threading.enumerate() if t.name == "sandbox" and t.is_alive()]


def test_a_taken_port_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DeskError) as told:
            Stage(port, SandboxClock())
    assert told.value.what == f"The port {port} is taken by another program."
    with pytest.raises(DeskError):
        Stage(70000, SandboxClock())
