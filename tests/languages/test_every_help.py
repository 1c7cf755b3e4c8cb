"""Every `--help` in another language: no sentence of it is left in English, and nothing in it is Python's."""

import json
import os
import subprocess
import sys

import pytest

WALK = """
import json, sys
from reviewdesk.api import speak
speak(sys.argv[1])
from reviewdesk.cli.click_words import teach
from reviewdesk.cli.program import program
teach()

def pages(command, name, parent):
    with command.context_class(command, info_name=name, parent=parent) as ctx:
        yield ctx.command_path, command.get_help(ctx)
        for each in getattr(command, "list_commands", lambda _ctx: ())(ctx):
            yield from pages(command.get_command(ctx, each), each, ctx)

json.dump(dict(pages(program(), "reviewdesk", None)), sys.stdout)
"""


def told(language):
    environ = {**os.environ, "LANGUAGE": "en", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-c", WALK, language]
    return json.loads(subprocess.run(run, env=environ, check=True, capture_output=True).stdout)


@pytest.fixture(scope="module")
def english():
    return told("en")


def test_every_command_and_every_argument_says_what_it_is(english):
    assert len(english) > 70
    for path, page in english.items():
        lines = page.splitlines()
        assert lines[2].startswith("  "), f"{path} says nothing of itself"
        bare = [line for line in lines if line.strip() and len(line.split()) == 1 and not line.endswith(":")]
        assert [line for line in bare if line.strip().startswith("-")] == [], path
        assert "<list[" not in page
        assert "<str>" not in page
        assert "......" not in page


@pytest.mark.parametrize("language", ["pl"])
def test_no_sentence_is_left_in_english(english, language):
    pages = told(language)
    assert pages.keys() == english.keys()
    for path, page in pages.items():
        ours = {line.strip() for line in english[path].splitlines()}
        left = [line for line in page.splitlines() if line.strip() in ours and _is_sentence(line)]
        assert left == [], path


def _is_sentence(line):
    words = line.split("  ")[-1].split()
    return len([word for word in words if word.isalpha() and word.islower()]) > 1
