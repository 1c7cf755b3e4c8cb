"""`reviewdesk paste`: from a pipe it tells what is missing with exit code 4, at a terminal it asks."""

import io
import json
import sys

import pytest

from reviewdesk.cli import main

WHOLE = (
    "Kim Roe\n1 review\n5/5\n2026-11-01\nLight dough.\nLike\n"
    "Ann Lee\n2 reviews\n1/5\n2026-11-02\nCold.\nLike\n"
)
LACKING = "Kim Roe\n1 review\n2026-11-01\nLight dough.\nLike\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def paste(home, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")

    def run(text, *words, terminal=False):
        given = Terminal(text) if terminal else io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", given)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
        capsys.readouterr()
        code = main(["paste", *words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return run


def test_a_whole_text_is_taken_and_counted_and_twice_changes_nothing(paste):
    code, out, _err = paste(WHOLE, "--platform", "google", "--as-listing", "Mario", "-")
    assert code == 0
    assert "Google, Mario: 2 reviews understood" in out
    assert "Kim Roe" in out
    code, out, _err = paste(WHOLE, "--platform", "google", "--json")
    assert (code, json.loads(out)["known"], json.loads(out)["new"]) == (0, 2, 0)


def test_without_a_terminal_what_is_missing_ends_with_4_and_takes_nothing(paste):
    code, _out, err = paste(LACKING, "--platform", "google")
    assert code == 4
    assert "Nothing was taken" in err
    assert "--as-listing" in err
    assert ": stars" in err
    code, out, _err = paste(LACKING, "--platform", "google", "--as-listing", "Mario", "--json")
    assert (code, json.loads(out)["rows"][0]["missing"]) == (4, ["rating"])
    code, out, _err = paste(WHOLE, "--platform", "google", "--as-listing", "Mario", "--json")
    assert json.loads(out)["new"] == 2, "nothing of the first two was taken"


def test_at_a_terminal_it_is_asked_until_it_is_understood(paste):
    typed = LACKING + "\n.\nMario\nmany\n4\n"
    code, out, err = paste(typed, "--platform", "google", terminal=True)
    assert code == 0, err
    assert "How many stars?" in err
    assert "many is no rating" in err
    assert "1 review taken" in out


def test_an_end_in_the_middle_of_the_questions_takes_nothing(paste):
    code, _out, err = paste(LACKING + "\n.\nMario\n", "--platform", "google", terminal=True)
    assert code == 1
    assert "Nothing was taken" in err


def test_a_text_that_is_none_of_a_platforms_is_refused_in_one_line(paste):
    code, _out, err = paste("good morning\n")
    assert code == 1
    assert err.startswith("error: No review was recognised")


def test_signs_that_speak_to_the_terminal_come_out_harmless(paste):
    code, out, err = paste(LACKING.replace("Light", "\x1b[31mLight"), "--platform", "google")
    assert code == 4
    assert "\x1b" not in out + err
