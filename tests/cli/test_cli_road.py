"""The API road, whole, on a real sandbox: each reply reaches the platform exactly once."""

import pytest

from reviewdesk.sandbox import Act, Fault

TEXT = "Thank you for your words. We looked at it together, please ask for me next time."


def writes(google, applied=True):
    return google.journal.count("PUT", "/reply", applied=applied)


def state(cli, ref):
    return cli.json("show", ref)["state"]


def test_account_add_signs_in_without_a_browser_and_says_who_one_is(cli, connect):
    told = connect()
    assert "signed in as Trattoria del Molo" in told.out
    assert "answer them" in told.out
    account = cli.json("account", "list")[0]
    assert account["secrets"] == {"client_secret": "env:CS", "refresh_token": "env:RT"}
    assert account["may"] == ["read", "replace", "reply", "withdraw"]
    words = "read reviews, answer them, change an answer, take an answer down"
    assert words in told.out
    assert words in cli("account", "list").out
    assert cli.json("account", "check", "main")[0]["identity"] == account["identity"]


def test_fetch_tells_counts_and_a_second_one_finds_nothing_new(connected):
    again = connected.json("fetch")
    assert [each["new"] for each in again] == [0] * len(again)
    assert all(each["problem"] is None for each in again)


def test_a_reply_goes_from_the_inbox_to_the_site_exactly_once(connected, google, first):
    ref = first()
    assert connected.json("reply", ref, "--text", TEXT)["state"] == "queued"
    assert f"{ref}  [goes out soon] " in connected("outbox").out
    assert writes(google) == 0
    connected("send")
    connected("send")
    shown = connected.json("show", ref)
    assert shown["state"] == "published"
    assert shown["reply"] | {"at": "-"} == {
        "text": TEXT,
        "state": "published",
        "at": "-",
        "by": "Nico",
        "origin": "here",
        "reason": None,
    }
    assert writes(google) == 1
    assert ref not in [each["id"] for each in connected.json("inbox")]
    assert [each["what"] for each in shown["diary"]][-1] == "reply.queued"


def test_reply_now_delivers_at_once(connected, google, first):
    ref = first()
    assert connected.json("reply", ref, "--text", TEXT, "--now")["state"] in ("sent", "published")
    assert writes(google) == 1


def test_a_refused_reply_comes_back_with_googles_reason(connected, google, first):
    ref = first()
    connected("reply", ref, "--text", "Sorry! But whoever writes such things is a liar.")
    ended = connected("send", code=None)
    if ended.code == 0:  # taken first, and refused by the moderators a moment later
        ended = connected("send", code=None)
    shown = connected.json("show", ref)
    assert shown["state"] == "refused"
    assert shown["reply"]["state"] == "refused"
    assert shown["reply"]["reason"]
    assert ended.code == 4
    assert shown["draft"]["text"].startswith("Sorry!")
    assert ref in [each["id"] for each in connected.json("inbox")]


@pytest.mark.parametrize("act", [Act.DROP, Act.TRUNCATE])
def test_a_lost_answer_after_an_applied_write_ends_as_sent_without_a_second_one(
    connected, google, first, act
):
    ref = first()
    google.faults.add(Fault(act=act, method="PUT", path="/reply", applied=True))
    connected("reply", ref, "--text", TEXT)
    connected("send", "--wait", "5")
    assert state(connected, ref) in ("sent", "published")
    assert writes(google) == 1
    assert google.journal.count("PUT", "/reply") == 1


def test_a_lost_answer_of_a_write_that_was_not_applied_is_sent_again_once(connected, google, first):
    ref = first()
    google.faults.add(Fault(act=Act.DROP, method="PUT", path="/reply"))
    connected("reply", ref, "--text", TEXT)
    connected("send", "--wait", "5")
    assert state(connected, ref) in ("sent", "published")
    assert (writes(google), google.journal.count("PUT", "/reply")) == (1, 2)


def test_an_unknown_one_inside_its_settle_is_no_decision(connected, google, first, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "30")
    ref = first()
    google.faults.add(Fault(act=Act.DROP, method="PUT", path="/reply", applied=True))
    connected("reply", ref, "--text", TEXT)
    told = connected.json("send", "--wait", "0")
    assert [(each["id"], each["state"]) for each in told["still"]] == [(ref, "unknown")]


@pytest.fixture
def conflict(connected, google, first):
    ref = first()
    connected("reply", ref, "--text", TEXT)
    external = connected.json("show", ref)["external_id"]
    google.happen(
        {"event": "answer", "review": external, "text": "A colleague was faster.", "state": "APPROVED"}
    )
    told = connected.json("send", code=4)
    assert [(each["id"], each["state"], each["found"]) for each in told["decide"]] == [
        (ref, "conflict", "A colleague was faster.")
    ]
    assert writes(google) == 0
    return ref


def test_anothers_answer_is_never_overwritten_and_can_be_kept(connected, google, conflict):
    connected("decide", conflict, "keep")
    shown = connected.json("show", conflict)
    assert shown["state"] == "answered_elsewhere"
    assert (shown["reply"]["text"], shown["reply"]["origin"]) == ("A colleague was faster.", "platform")
    assert writes(google) == 0


def test_anothers_answer_is_replaced_when_the_owner_says_so(connected, google, conflict):
    assert "decision" in connected("inbox").err
    connected("decide", conflict, "replace")
    connected("send")
    assert connected.json("show", conflict)["reply"]["text"] == TEXT
    assert writes(google) == 1


def test_dropping_ones_own_brings_it_back_as_a_draft(connected, google, conflict):
    dropped = connected.json("decide", conflict, "drop")
    assert dropped["draft"]["text"] == TEXT
    assert connected.json("outbox") == []
    assert writes(google) == 0


def test_a_wrong_decision_is_wrong_usage(connected, conflict, first):
    assert "no choice here" in connected("decide", conflict, "again", code=2).err
    assert "nothing to decide" in connected("decide", first(), "keep", code=2).err
    connected("decide", conflict, "perhaps", code=2)


def test_a_published_answer_is_changed_and_withdrawn(connected, google, first):
    ref = first()
    connected("reply", ref, "--text", TEXT, "--now")
    connected("send")
    connected("reply", ref, "--text", "A better answer, with thanks.", "--now")
    connected("send")
    assert connected.json("show", ref)["reply"]["text"] == "A better answer, with thanks."
    assert writes(google) == 2
    assert connected.json("withdraw", ref)["state"] == "withdrawn"
    assert google.journal.count("DELETE", "/reply", applied=True) == 1
    connected("back", ref)
    assert ref in [each["id"] for each in connected.json("inbox")]


def test_undo_calls_it_back_and_nothing_is_sent(connected, google, first, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "60")
    ref = first()
    told = connected("reply", ref, "--text", TEXT)
    assert "goes out in" in told.out
    connected("send")
    assert connected.json("undo", ref)["draft"]["text"] == TEXT
    connected("send", "--now")
    assert writes(google) == 0
    assert connected("undo", ref, code=1).err.startswith("error: ")


def test_send_now_also_takes_what_could_still_be_called_back(connected, google, first, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "60")
    connected("reply", first(), "--text", TEXT)
    connected("send", "--now")
    assert writes(google) == 1


def test_a_reply_for_later_waits_for_its_time(connected, google, first):
    ref = first()
    due = connected.json("reply", ref, "--text", TEXT, "--at", "in 2 hours")
    assert due["state"] == "queued"
    connected("send")
    assert writes(google) == 0
    assert connected.json("outbox")[0]["due_in"] > 7000
    assert "past already" in connected("reply", first(), "--text", TEXT, "--at", "2020-01-01", code=1).err


def test_a_review_edited_meanwhile_goes_back_to_the_owner(connected, google, first):
    ref = first()
    connected("reply", ref, "--text", TEXT)
    external = connected.json("show", ref)["external_id"]
    google.happen({"event": "edit", "review": external, "stars": 5, "text": "All good now."})
    told = connected("send", code=1)
    assert "error: Not sent" in told.err
    assert connected.json("show", ref)["draft"]["text"] == TEXT
    assert writes(google) == 0
