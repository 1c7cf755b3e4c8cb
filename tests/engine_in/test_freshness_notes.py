"""How fresh a platform is, stands in the header in few words."""

import pytest
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox


@pytest.fixture
def advised(desk, clock, monkeypatch):
    running = TripadvisorSandbox(clock).start(scenario="small")
    for name, value in running.secrets.items():
        monkeypatch.setenv(f"ADVISOR_{name.upper()}", value)
    sources = {name: f"env:ADVISOR_{name.upper()}" for name in running.secrets}
    desk.accounts.add("tripadvisor", "ta", settings=running.settings, secrets=sources)
    yield desk
    running.stop()


def test_a_lasting_note_of_a_platform_does_not_hide_when_it_was_read(advised):
    advised.fetching.fetch()
    (fresh,) = advised.fetching.freshness()
    assert advised.accounts.list()[0].problem_kind == "note"
    assert (fresh.how, fresh.problem) == ("read", None)
    assert fresh.at is not None
