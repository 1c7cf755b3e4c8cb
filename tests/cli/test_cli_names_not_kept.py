"""Where a platform lets no one keep a guest's name, every command says so alike; JSON says null."""

import pytest
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox

from reviewdesk.cli.naming import guest

ANSWER = "Thank you for your words. We looked at it together, please ask for me next time."


@pytest.fixture
def advised(cli, monkeypatch):
    running = TripadvisorSandbox().start(scenario="small")
    words = [word for key, value in running.settings.items() for word in ("--set", f"{key}={value}")]
    for name, value in running.secrets.items():
        monkeypatch.setenv(f"TA_{name.upper()}", value)
        words += ["--secret", f"{name}=env:TA_{name.upper()}"]
    cli("account", "add", "tripadvisor", "ta", *words)
    cli("fetch")
    yield cli
    running.stop()


def test_a_name_that_no_one_may_keep_is_told_everywhere_alike(advised):
    first = advised.json("inbox")[0]
    assert (first["author"], first["words_kept"]) == (None, False)
    told = advised("inbox").out
    assert "(name not kept)" in told
    assert "(no name)" not in told
    advised("reply", first["id"], "--text", ANSWER)
    (line,) = advised.json("outbox")
    assert line["author"] is None
    assert "(name not kept)" in advised("outbox").out


@pytest.mark.parametrize(
    ("author", "kept", "width", "shown"),
    [
        ("Ewa K.", False, 4, "Ewa K."),
        (None, True, None, "(no name)"),
        (" ", True, None, "(no name)"),
        (None, False, None, "(name not kept)"),
        (None, False, 15, "(name not kept)"),
        (None, False, 14, "(not kept)"),
    ],
)
def test_it_is_said_why_there_is_no_name(author, kept, width, shown):
    assert guest(author, kept=kept, width=width) == shown
