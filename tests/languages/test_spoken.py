"""The program as an owner meets it in his own language."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from babel.numbers import format_decimal

from reviewdesk.api import DeskError, _, speak, spoken
from reviewdesk.cli import main
from reviewdesk.engine.moments import day_of, moment_of
from reviewdesk.locale.messages import LANGUAGES, LATIN
from reviewdesk.tui.format import count, language_name

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
"""A Friday."""


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize("language", [*LANGUAGES, LATIN])
@pytest.mark.parametrize("number", [0, 999, 1000, 4096, 12345, 1_234_567])
def test_numbers_are_written_as_the_language_writes_them(language, number):
    speak(language.replace("_", "-"))
    assert spoken() == language
    assert count(number) == format_decimal(number, locale=language)


def test_the_empty_sentence_stays_empty():
    speak("pl")
    assert _("") == ""


def test_a_language_without_catalogue_is_answered_in_english():
    speak("xx-Latn")
    assert spoken() == "en"
    assert _("today") == "today"


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "tomorrow 9:00"),
        ("pl", "jutro 9:00"),
        ("pl", "21 listopada 9:00"),
        ("ru", "21 ноября 9:00"),
        ("hr", "21. studenoga 9:00"),
        ("sr_Latn", "21. novembar 9:00"),
        ("pl", "sobota 9:00"),
        ("ru", "Завтра 9:00"),
        ("ru", "суббота 9:00"),
        ("hr", "sutra 9:00"),
        ("hr", "subota 9:00"),
        ("sr", "сутра 9:00"),
        ("sr-Latn", "sutra 9:00"),
        ("pl", "tomorrow 9:00"),
        ("ru", "21 нояб. 9:00"),
        ("pl", "21 lis 2026 9:00"),
    ],
)
def test_a_time_is_understood_in_the_owners_language(language, typed):
    speak(language)
    assert moment_of(typed, NOW, UTC) == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("language", "typed"), [("pl", "wczoraj"), ("ru", "вчера"), ("hr", "jucer")])
def test_a_day_is_understood_without_its_marks_too(language, typed):
    speak(language)
    assert (NOW.astimezone().date() - day_of(typed, NOW)).days == 1


def test_words_of_no_day_are_told_in_the_owners_language():
    speak("ru")
    with pytest.raises(DeskError) as told:
        moment_of("когда-нибудь", NOW)
    assert "когда-нибудь" in told.value.what
    assert "не" in told.value.what


def test_languages_are_named_in_the_owners_language():
    speak("hr")
    assert language_name("pl") == "poljski"


@pytest.mark.parametrize("language", ["pl", "ru", "hr", "sr"])
def test_help_is_told_in_the_language_of_the_settings(language, tmp_path, monkeypatch, capsys: Any):
    monkeypatch.setenv("LANGUAGE", "")
    (tmp_path / "config.toml").write_text(f'language = "{language}"\n', "utf-8")
    assert main(["--home", str(tmp_path), "inbox", "--help"]) == 0
    told = capsys.readouterr().out
    assert "Options:" not in told
    assert _("The reviews that wait for you, in order.") in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["inbox", "--help"], "Show this message and exit."),
        (["inbox", "--help"], "Usage:"),
        (["inbox", "--help"], "[OPTIONS]"),
        (["account", "--help"], "COMMAND [ARGS]..."),
        (["inbox", "--nosuch"], "Try '{command} {option}' for help."),
        (["inbox", "--nosuch"], "There is no option {name}. Did you mean {near}?"),
        (["show"], "{name} is missing."),
    ],
)
def test_what_click_says_in_english_goes_through_our_catalogue(words, sentence, monkeypatch, capsys):
    from reviewdesk.cli import click_words, wrong_use
    from reviewdesk.cli.ending import run

    asked = []
    for module in (click_words, wrong_use):
        monkeypatch.setattr(module, "_", lambda said: asked.append(said) or said)
    run(words)
    assert sentence in asked
    told = "".join(capsys.readouterr())
    assert sentence.split("{", maxsplit=1)[0] in told
