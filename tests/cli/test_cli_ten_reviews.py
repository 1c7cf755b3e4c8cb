"""The same evening without a screen: ten reviews answered by plain commands, the road of a screen reader."""

import importlib

import pytest

from reviewdesk.cli.demo_browser import answer_by_hand
from reviewdesk.cli.demo_world import journal

CLASSES = {"booking": "Booking", "google": "Google", "tripadvisor": "Tripadvisor", "yelp": "Yelp"}
ANSWERED = {"google": 4, "booking": 2, "yelp": 2, "tripadvisor": 2}


@pytest.fixture
def four(cli, monkeypatch):
    """An account at each of the four sandboxes, everything fetched."""
    running = {}
    for name, title in CLASSES.items():
        sandbox = getattr(importlib.import_module(f"reviewdesk_{name}.sandbox"), f"{title}Sandbox")
        player = running[name] = sandbox().start(scenario="pizzeria", speed=100_000)
        words = [word for key, value in player.settings.items() for word in ("--set", f"{key}={value}")]
        for key, value in player.secrets.items():
            variable = f"{name}_{key}".upper()
            monkeypatch.setenv(variable, value)
            words += ["--secret", f"{key}=env:{variable}"]
        cli("account", "add", name, name, *words)
    cli("fetch")
    yield {name: player.url for name, player in running.items()}
    for player in running.values():
        player.stop()


WORDS = (
    "A cold pizza is no dinner; we are sorry, and the box is another one now.",
    "Thank you for telling us. The courier has change with him from today on.",
    "Coming from you this counts double. The dough rests a day longer since last week.",
    "The heater on the terrace is mended, and the view was never broken. See you there.",
    "What a fine evening that must have been above the oven. The window is yours again any time.",
    "Two cold nights are two too many. The radiator has a new valve, and I looked myself.",
    "Seven at seven is what you asked for and what you should have had. I am sorry.",
    "The gull is known to us by name. The waiter should not have laughed, and he knows it.",
    "You waited, and nobody told you why. That was wrong, and it is on the wall in the kitchen.",
    "The harbour can wait, a guest can not. Ask for me and we begin anew.",
)
"""Ten of a kind would be refused as copies."""


def text_for(number, who):
    return f"{who or 'Dear guest'}, this is answer {number}. {WORDS[number - 1]}"


def waiting(cli, platform, many):
    """The first that simply wait, in the desk's order."""
    plain = [each for each in cli.json("inbox", "--platform", platform) if each["state"] == "unanswered"]
    assert len(plain) >= many
    return plain[:many]


def publish(cli, review, text):
    """The page that the command prints is opened, the text put into its box, and the owner says so."""
    told = cli("reply", review["id"], "--text", text).out
    assert told.startswith(text)
    page = next(word for word in told.split() if word.startswith("http://"))
    answer_by_hand(page, text, review["external_id"])
    assert cli.json("confirm", review["id"])["state"] == "published"


def taken(url):
    """The bodies of all that a platform took."""
    return [
        each["body"].replace("+", " ") for each in journal(url) if each["applied"] and each["method"] != "GET"
    ]


@pytest.mark.usefixtures("home")
def test_ten_reviews_are_answered_by_commands_alone(cli, four, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "600")
    chosen = [each for name, many in ANSWERED.items() for each in waiting(cli, name, many)]
    assert len(chosen) == 10
    texts = {each["id"]: text_for(n, each["author"]) for n, each in enumerate(chosen, 1)}
    assert "this is answer" not in cli("inbox").out

    # Two are put away first, and one is looked for by its words.
    spare = [each for each in cli.json("inbox") if each["id"] not in texts and each["state"] == "unanswered"]
    cli("snooze", spare[0]["id"], "--until", "tomorrow")
    cli("skip", spare[1]["id"], "--reason", "answered in person")
    assert any("Ewa" in (each["author"] or "") for each in cli.json("inbox", "--search", "capricciosy"))

    # One is stopped by a check, and mended; what was written is kept.
    stopped = chosen[4]["id"]
    ran = cli("reply", stopped, "--text", "Dear [first name], " + texts[stopped], code=3)
    assert "[first name]" in ran.out + ran.err
    assert cli.json("show", stopped)["state"] == "drafted"
    assert [each["code"] for each in cli.json("check", stopped, code=3)] == ["blank"]

    # One is called back and sent again.
    first = chosen[0]["id"]
    cli("reply", first, "--text", texts[first])
    assert cli.json("undo", first)["draft"]["text"] == texts[first]

    for each in chosen:
        if each["platform"] == "tripadvisor":
            publish(cli, each, texts[each["id"]])
        else:
            assert cli.json("reply", each["id"], "--text", texts[each["id"]])["state"] == "queued"
    assert len(cli.json("outbox")) == 8
    cli("send", "--now")
    cli("fetch")

    assert cli.json("outbox") == []
    shown = {ref: cli.json("show", ref) for ref in texts}
    assert {ref: (each["state"], each["reply"]["text"]) for ref, each in shown.items()} == {
        ref: ("published", text) for ref, text in texts.items()
    }
    assert not texts.keys() & {each["id"] for each in cli.json("inbox")}
    bodies = {name: taken(url) for name, url in four.items()}
    for number, each in enumerate(chosen, 1):
        found = {name: sum(f"answer {number}." in body for body in all_) for name, all_ in bodies.items()}
        assert found == {name: int(name == each["platform"]) for name in four}
