"""Whatever is typed wrong is told in one plain sentence of ours; click's own English never comes through."""

import re

import pytest
import typer

from reviewdesk.api import speak
from reviewdesk.cli import wrong_use
from reviewdesk.cli.catalogue import CATALOGUE
from reviewdesk.cli.click_words import teach
from reviewdesk.cli.program import program

REASONS = "Give one of these: late, cold, wrong, staff, billing, other."
TYPED = [
    # NoArgsIsHelpError, and a missing or unknown command
    (["account"], "Say what to do: add, list, check, set, remove.", "account"),
    (["inbx"], "There is no command inbx. Did you mean inbox?", ""),
    (["account", "zzz"], "There is no command zzz.", "account"),
    (["counter", "pn"], "There is no command pn. Did you mean pin?", "counter"),
    # NoSuchOption
    (["inbox", "--limt", "3"], "There is no option --limt. Did you mean --limit?", "inbox"),
    (["inbox", "-z"], "There is no option -z.", "inbox"),
    (["--qqq"], "There is no option --qqq.", ""),
    # BadOptionUsage
    (["inbox", "--limit"], "The option --limit needs a value.", "inbox"),
    (["inbox", "--json=3"], "The option --json takes no value.", "inbox"),
    (["voucher", "card", "--out"], "The option --out needs a value.", "voucher card"),
    (["--home"], "The option --home needs a value.", ""),
    # MissingParameter
    (["show"], "REVIEW is missing.", "show"),
    (["skip", "abc"], "--reason is missing.", "skip"),
    (
        ["case", "add"],
        "REASON is missing. Give one of these: late, cold, wrong, staff, billing, other.",
        "case add",
    ),
    # UsageError
    (["inbox", "a", "b"], "This is too much: a b.", "inbox"),
    # BadParameter: what typer refuses, and what we refuse
    (["inbox", "--limit", "x"], "--limit: Give a number, at least 1.", "inbox"),
    (["inbox", "--limit", "0"], "--limit: Give a number, at least 1.", "inbox"),
    (["inbox", "--order", "q"], "--order: Give one of these: desk, newest, lowest, oldest.", "inbox"),
    (["decide", "x", "q"], "CHOICE: Give one of these: keep, replace, again, drop.", "decide"),
    (["sandbox", "google", "--port", "99999"], "--port: Give a number, from 0 to 65535.", "sandbox"),
    (["sandbox", "google", "--speed", "x"], "--speed: Give a number, at least 0.001.", "sandbox"),
    (["offer", "add", "a", "--days", "x"], "--days: Give a whole number.", "offer add"),
    (["inbox", "--stars", "9"], '--stars: Stars are written like "1-2" or "3", from 0.5 to 5.', "inbox"),
    (["reply", "x", "--text", "a", "--now", "--at", "b"], "--now and --at can't go together.", "reply"),
]


@pytest.mark.parametrize(("words", "told", "command"), TYPED)
def test_what_is_wrong_and_where_more_is_told(cli, words, told, command):
    ran = cli(*words, code=2)
    path = f"reviewdesk {command}".strip()
    assert ran.out == ""
    assert ran.err == f"error: {told} Try '{path} --help' for help.\n"


@pytest.mark.parametrize(("words", "told", "command"), TYPED[::4])
def test_with_json_nothing_stands_on_the_output(cli, words, told, command):
    ran = cli(*words[:1], "--json", *words[1:], code=2)
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


def test_no_word_of_it_is_clicks_own(cli, monkeypatch):
    """With every sentence of ours taken away nothing is left but marks, names and what was typed."""
    monkeypatch.setattr(wrong_use, "_", lambda said: "~".join(["", *re.findall(r"\{[^}]*\}", said), ""]))
    for words, _told, _command in TYPED:
        left = cli(*words, code=2).err.removeprefix("error: ")
        assert not re.search("(?i)invalid|requires|value|unexpected|no such|missing|usage|try", left), left


def test_a_new_sentence_of_click_is_told_in_ours(cli, monkeypatch):
    """What no version says today is not shown in English either."""
    from reviewdesk.cli import program as module

    def anew(_self, ctx, _args):
        ctx.fail("Something that only a later click says")

    monkeypatch.setattr(module.Commands, "resolve_command", anew)
    told = cli("inbox", code=2).err
    assert told == "error: That is not how reviewdesk is used. Try 'reviewdesk --help' for help.\n"


def test_every_number_and_choice_of_every_command_is_told_in_our_words(cli):
    """A type that is new to the program must not bring its English with it."""
    tried = 0
    for name in CATALOGUE:
        for path, command in _walk(name):
            for param in command.params:
                kind = getattr(param, "type_descriptor", None) and param.type_descriptor.annotation
                if kind in (None, str, bool) or kind == list[str] or param.param_type_name != "option":
                    continue
                if getattr(kind, "__name__", "") == "Path":
                    continue
                tried += 1
                ran = cli(*path, f"{param.opts[0]}=zz\u00fc", code=2)
                assert ran.err.startswith(f"error: {param.opts[0]}: Give "), ran.err
    assert tried > 10


def _walk(name):
    teach()
    speak("en")
    root = program()
    ctx = typer.Context(root)
    command = root.get_command(ctx, name)
    inner = getattr(command, "commands", {})
    yield [name], command
    for each, found in inner.items():
        yield [name, each], found


def test_every_argument_that_is_missing_is_named(cli):
    """Whatever a command's function is declared with."""
    tried = 0
    for name in CATALOGUE:
        for path, command in _walk(name):
            missing = next((each for each in command.params if each.required), None)
            if missing is not None:
                tried += 1
                assert re.match(r"error: (--)?[A-Za-z|=-]+ is missing\.", cli(*path, code=2).err), path
    assert tried > 20
