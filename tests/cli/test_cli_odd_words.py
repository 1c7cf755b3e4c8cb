"""Words that no command expects: one plain sentence, and nothing happens by mistake."""

import pytest

HUGE = "9" * 40


@pytest.mark.parametrize("command", ["diary", "alerts list", "inbox"])
def test_a_limit_of_any_size_is_a_limit(cli, command):
    cli(*command.split(), "--limit", HUGE)


@pytest.mark.parametrize("setting", ["late_hours", "outbox.late_minutes", "fetch.minutes", "worker.minutes"])
def test_a_setting_beyond_the_calendar_is_refused_with_the_nearest_that_goes(cli, setting):
    told = cli("config", "set", setting, HUGE, code=1).err
    assert "to 876000; the nearest is 876000" in told
    cli("config", "set", setting, "876000")
    for command in (["inbox", "--all"], ["send"], ["worker", "--once"], ["digest", "--print"]):
        cli(*command)


def test_an_empty_time_is_no_time_and_sends_nothing(connected, first):
    ref = first()
    told = connected("reply", ref, "--text", "Thank you for coming.", "--at", "", code=1).err
    assert told.startswith('error: "" is not understood as a time.')
    assert connected.json("outbox") == []


def test_control_signs_of_a_file_reach_no_answer_and_are_counted(connected, first, tmp_path):
    ref, file = first(), tmp_path / "answer.txt"
    file.write_bytes(b"Thank\0 you\x1b[31m for\x07 coming.\r\nNico\n")
    told = connected("draft", ref, "--file", str(file))
    assert "3 invisible signs were left out." in told.err
    assert connected.json("show", ref)["draft"]["text"] == "Thank you for coming.\nNico"


def test_only_platforms_are_named_as_platforms(cli):
    told = cli("inbox", "--platform", "nope", code=1).err
    assert "Known are: booking, google, tripadvisor, yelp." in told


def test_a_file_is_no_home_and_a_folder_no_database(cli, tmp_path):
    (tmp_path / "plain").write_text("words")
    assert "plain is no folder. Choose another" in cli("--home", str(tmp_path / "plain"), "inbox", code=1).err
    told = cli("--db", f"sqlite:///{tmp_path}", "inbox", code=1).err
    assert "is a folder, not a database." in told


def test_a_file_of_very_many_pages_names_the_first_and_counts_the_rest(cli, tmp_path):
    file = tmp_path / "many.csv"
    rows = "".join(f"Shop {n % 33:02},Guest {n},2,2026-11-20,Cold soup {n}\n" for n in range(99))
    file.write_text("venue,author,stars,date,text\n" + rows)
    told = cli("import", str(file), "--platform", "google").out
    assert "99 reviews taken" in told
    assert told.count("  Shop ") == 20
    assert "  and 13 more\n99 of them are perhaps answered already" in told
    again = cli("import", str(file), "--platform", "google").out
    assert "99 known already" in again
    assert "of them" not in again, "none of them was taken"
