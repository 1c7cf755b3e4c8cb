"""Everything that can be done at the desk can be done from the command line."""

import stat
from pathlib import Path

import pytest

TEXT = "Thank you for your words. We looked at it together, please ask for me next time."


def ids(found):
    return [each["id"] for each in found]


def test_an_empty_desk_says_what_comes_first(cli):
    ran = cli("inbox")
    assert (ran.out, cli.json("inbox")) == ("", [])
    assert "reviewdesk import" in ran.err
    assert "No accounts yet" in cli("account", "list").out
    assert "Nothing to fetch" in cli("fetch").out
    assert cli.json("outbox") == cli.json("diary") == cli.json("listing", "list") == []


def test_the_inbox_is_printed_by_days_with_stars_names_and_words(connected):
    told = connected("inbox").out
    assert "Marta V." in told
    assert "★☆☆☆☆ 1/5" in told
    assert "Yesterday · " in told or "Today · " in told
    assert "\x1b" not in told
    assert "<b>Not bold</b>" in told


def test_the_inbox_is_filtered_ordered_and_paged(connected):
    every = connected.json("inbox", "--all", "--order", "newest")
    told = [each["last_word_at"] for each in every]
    assert told == sorted(told, reverse=True)
    low = connected.json("inbox", "--stars", "1-2")
    assert {each["stars"] for each in low} == {1.0, 2.0}
    assert connected.json("inbox", "--stars", "3")[0]["stars"] == 3.0
    harbour = connected.json("inbox", "--location", "forno")
    assert {each["location"] for each in harbour} == {"Forno del Molo"}
    assert {each["state"] for each in connected.json("inbox", "--state", "answered_elsewhere")} == {
        "answered_elsewhere"
    }
    found = connected.json("inbox", "--all", "--search", "mussels")
    assert len(found) == 1
    assert "mussels" in found[0]["text"]
    page = connected.json("inbox", "--limit", "3")
    rest = connected.json("inbox", "--limit", "3", "--after", page[-1]["id"])
    assert ids(connected.json("inbox"))[:6] == ids(page + rest)
    assert "go on with --after" in connected("inbox", "--limit", "3").err
    assert "Nothing fits" in connected("inbox", "--search", "zeppelin").err


def test_a_unique_beginning_of_an_id_is_enough(connected, first):
    ref = first()
    shown = connected("show", ref[:5]).out
    assert shown.startswith(f"{ref} · ")


def test_show_tells_the_whole_story(connected):
    edited = next(each for each in connected.json("inbox", "--all") if each["state"] == "again")
    ref = edited["id"]
    connected("note", ref, "Called them on Monday.", "--changed")
    connected("draft", ref, "--text", "First try.")
    connected("draft", ref, "--text", "Second try, quite another one, after a long night's sleep.")
    told = connected("show", ref).out
    for words in ("changed after your answer", "Answer on the site", "Called them on Monday.", "Second try"):
        assert words in told
    shown = connected.json("show", ref)
    assert set(shown) - set(edited) == {"history", "drafts", "notes", "diary"}
    assert shown["notes"][0] | {"at": 0} == {
        "at": 0, "by": "Nico", "text": "Called them on Monday.", "changed": True
    }  # fmt: skip
    assert shown["draft"]["text"].startswith("Second try")
    assert shown["draft"]["by"] == "Nico"


def test_another_person_works_under_an_own_name(connected, first):
    ref = first()
    connected("--as", "Greta", "draft", ref, "--text", "From Greta.")
    assert connected.json("show", ref)["draft"]["by"] == "Greta"


def test_a_draft_comes_from_a_file_or_the_input_and_goes_away_when_empty(connected, first, tmp_path):
    ref = first()
    file = tmp_path / "answer.txt"
    file.write_bytes(b"\xef\xbb\xbfDzi\xc4\x99kuj\xc4\x99!\r\nNico\r\n")
    assert connected.json("draft", ref, "--file", str(file))["draft"]["text"] == "Dziękuję!\nNico"
    ran = connected("draft", ref, "-", "--json", stdin="Merci à vous!\n".encode())
    assert ran.json["draft"]["text"] == "Merci à vous!"
    assert connected.json("draft", ref, "--text", "")["draft"] is None


def test_broken_bytes_are_refused_in_one_sentence_and_nothing_is_saved(connected, first, tmp_path):
    ref = first()
    file = tmp_path / "answer.txt"
    file.write_bytes(b"Dzi\xeakuj\xea")
    for words, stdin in ([["--file", str(file)], b""], [["-"], b"\xff\xfe"], [["--text", "a\udcffb"], b""]):
        ran = connected("draft", ref, *words, stdin=stdin, code=1)
        assert "UTF-8" in ran.err
    assert "can't be read" in connected("draft", ref, "--file", str(tmp_path), code=1).err
    assert connected.json("show", ref)["draft"] is None


def test_a_block_stops_the_reply_and_keeps_the_draft(connected, google, first):
    ref = first()
    ran = connected("reply", ref, "--text", "Dear [name], we are sorry.", code=3)
    assert "[name]" in ran.out
    assert "draft is kept" in ran.err
    assert connected.json("show", ref)["draft"]["text"] == "Dear [name], we are sorry."
    told = connected.json("reply", ref, code=3)
    assert [each["level"] for each in told["findings"]] == ["block"]
    assert connected.json("check", ref, code=3)[0]["code"] == told["findings"][0]["code"]
    assert connected("reply", ref, "--accept", told["findings"][0]["code"], code=3)
    assert connected("reply", ref, "--text", "x" * 5000, code=3)
    assert connected.json("outbox") == []
    assert google.journal.count("PUT") == 0


def test_a_good_draft_is_checked_and_sent_as_it_stands_with_its_signature_once(connected, first):
    ref = first()
    connected("draft", ref, "--text", TEXT)
    assert "Nothing speaks against it" in connected("check", ref).out
    queued = connected.json("reply", ref, "--sign", "Nico")
    assert queued["reply"]["text"] == f"{TEXT}\n\nNico"
    connected("undo", ref)
    assert connected.json("reply", ref, "--sign", "Nico")["reply"]["text"] == f"{TEXT}\n\nNico"


def test_a_review_without_a_text_to_send_is_told(connected, first):
    assert "There is no text" in connected("reply", first(), code=1).err


def test_skip_snooze_history_and_back(connected, first):
    skipped, later = first(), first()
    connected("skip", skipped, "--reason", "spam")
    connected("snooze", later, "--until", "3 days", "--why", "waiting for the oven")
    waiting = ids(connected.json("inbox"))
    assert not {skipped, later} & set(waiting)
    assert "spam" in connected("show", skipped).out
    assert connected.json("show", later)["state"] == "snoozed"
    for ref in (skipped, later):
        connected("back", ref)
    assert {skipped, later} <= set(ids(connected.json("inbox")))
    told = connected("history", "--before", "30 days").out
    assert "put aside" in told
    assert all(each["state"] == "again" or each["day"] > "2016-12" for each in connected.json("inbox"))


def test_listings_and_locations(connected):
    listing = connected.json("listing", "list")[0]
    name = listing["title"]
    connected("listing", "ignore", name)
    assert connected.json("listing", "list")[0]["ignored"] is True
    connected("listing", "adopt", name, "--page", "https://example.com/molo")
    again = connected.json("listing", "list")[0]
    assert (again["ignored"], again["page"]) == (False, "https://example.com/molo")
    connected("listing", "adopt", name, "--page", "molo", code=1)
    connected("location", "add", "Old Mill")
    connected("listing", "adopt", name, "--location", "Old Mill")
    assert connected.json("listing", "list")[0]["location"] == "Old Mill"
    connected("location", "set", "Old Mill", "--zone", "Europe/Warsaw", "--hours", "Mo-Fr 10:00-22:00")
    assert {"name": "Old Mill", "zone": "Europe/Warsaw", "hours": "Mo-Fr 10:00-22:00"} in connected.json(
        "location", "list"
    )
    connected("location", "set", "Old Mill", "--zone", "Mars/Olympus", code=1)
    refused = ("set", "Old Mill", "--hours", "xx", "--zone", "Europe/Vienna", "--reach", "any day")
    assert '"xx" are no opening hours' in connected("location", *refused, code=1).err
    refused = ("set", "Old Mill", "--hours", "9-17", "--zone", "Mars/Olympus", "--reach", "any day")
    connected("location", *refused, code=1)
    line = next(row for row in connected("location", "list").out.splitlines() if row.startswith("Old Mill"))
    assert line.split() == ["Old", "Mill", "Europe/Warsaw", "Mo-Fr", "10:00-22:00"]
    review = connected.json("inbox", "--all", "--location", "Old Mill")[0]["id"]
    assert "any day" not in connected("contact", review).out
    connected("location", "set", "Old Mill", "--hours", "")
    assert connected.json("location", "list")[-1]["hours"] is None
    assert name in connected("listing", "list").out


def test_plugins_doctor_and_diary(connected):
    records = {each["name"]: each for each in connected.json("plugins")}
    assert records["google"]["status"] == "ready"
    assert "reviewdesk_post_reply" in records["google"]["hooks"]
    assert "Google" in connected("plugins").out
    points = connected("doctor", "--json", code=None).json
    assert {"area", "ok", "what", "do"} == set(points[0])
    assert "listing.read" in [each["what"] for each in connected.json("diary")]
    assert " new, " in connected("diary", "--limit", "5").out


# --- accounts ---------------------------------------------------------------------------------------


def test_wrong_credentials_are_told_with_what_to_do(cli, connect, monkeypatch):
    monkeypatch.setenv("BAD", "1//not-a-token")
    told = connect(refresh_token="env:BAD")
    assert "is added" in told.out
    assert told.err.startswith("main: ")
    ran = cli("account", "check", "main", code=1)
    assert ran.err.startswith("error: main: ")
    assert "not-a-token" not in ran.err + told.err + told.out
    assert cli("fetch", code=1).err.startswith("error: ")
    assert cli.json("account", "list")[0]["problem"]


def test_a_missing_secret_source_is_told(cli, connect):
    told = connect(refresh_token="env:NOT_SET_ANYWHERE")
    assert "NOT_SET_ANYWHERE" in told.err


def test_a_secret_in_the_wrong_place_is_not_repeated(cli, connect, google):
    ran = cli("account", "add", "google", "main", "--set", "client_id=x", "--secret", "client_secret=hunter2",
              "--secret", "refresh_token=hunter3", code=1)  # fmt: skip
    assert "hunter" not in ran.err
    assert cli.json("account", "list") == []


def test_a_typed_secret_is_kept_privately_and_works(cli, google, home, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    settings = [word for key, value in google.settings.items() for word in ("--set", f"{key}={value}")]
    monkeypatch.setenv("CS", google.secrets["client_secret"])
    words = ["account", "add", "google", "main", *settings, "--secret", "client_secret=env:CS"]
    typed = google.secrets["refresh_token"].encode() + b"\n"
    told = cli(*words, "--secret", "refresh_token=-", stdin=typed)
    assert "signed in as" in told.out
    source = cli.json("account", "list")[0]["secrets"]["refresh_token"]
    assert google.secrets["refresh_token"] not in source
    if source.startswith("file:"):
        path = Path(source.removeprefix("file:"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    cli("account", "remove", "main")
    if source.startswith("file:"):
        assert not path.exists()


def test_an_account_by_hand_needs_nothing_and_is_asked_nothing(cli):
    told = cli("account", "add", "google", "shop", "--by-hand")
    assert "takeout.google.com" in told.out
    account = cli.json("account", "list")[0]
    assert (account["name"], account["by_hand"], account["may"]) == ("shop", True, [])
    assert "by hand" in cli("account", "list").out
    cli("account", "add", "google", "shop", "--by-hand", code=1)
    assert "by hand" in cli("account", "check", "shop").out


def test_half_of_the_credentials_without_a_terminal_says_what_is_missing(cli):
    ran = cli("account", "add", "google", "main", "--set", "client_id=x", code=1)
    assert "--secret client_secret=SOURCE" in ran.err


def test_an_unknown_setting_is_put_right(cli):
    ran = cli("account", "add", "google", "main", "--set", "cliend_id=x", "--secret", "client_secret=env:CS",
              "--secret", "refresh_token=env:RT", "--set", "client_id=y", code=1)  # fmt: skip
    assert "client_id" in ran.err


@pytest.fixture
def browser(google, monkeypatch):
    """A browser that allows what it is asked, as its person would."""
    import re
    import threading
    import urllib.parse
    import urllib.request
    import webbrowser

    def allow(url):
        page = urllib.request.urlopen(url, timeout=10).read().decode()
        form = {"consent": re.search(r'name="consent" value="([^"]+)"', page)[1], "decision": "allow"}
        action = urllib.parse.urljoin(url, "/o/oauth2/v2/auth")
        urllib.request.urlopen(action, urllib.parse.urlencode(form).encode(), timeout=10).close()

    def open_url(url):
        threading.Thread(target=allow, args=(url,), daemon=True).start()
        return True

    monkeypatch.setattr(webbrowser, "open", open_url)


def test_a_client_without_a_token_is_signed_in_by_the_browser(cli, google, browser, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("CS", google.secrets["client_secret"])
    settings = [word for key, value in google.settings.items() for word in ("--set", f"{key}={value}")]
    told = cli("account", "add", "google", "main", *settings, "--secret", "client_secret=env:CS")
    assert "/o/oauth2/v2/auth" in told.err
    assert "signed in as" in told.out
    cli("fetch")
    assert cli.json("inbox")
