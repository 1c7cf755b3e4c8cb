"""The keys that README and docs name are keys of the desk."""

import re
from pathlib import Path

import pytest

from reviewdesk.tui.actions import TABLE
from reviewdesk.tui.key_names import key_of

HOUSE = Path(__file__).parents[2]
NAMED = re.compile(r"`([^`\s])`|\b(F\d{1,2}|PgUp|PgDn|Space|Esc|[Cc]trl\+[a-zA-Z])\b")
KEYS = {key for action in TABLE for key in action.keys.split(",")}


def _part(path: str, heading: str) -> str:
    text = (HOUSE / path).read_text("utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize(
    ("path", "heading"),
    [("README.md", "Keys"), ("docs/desk.md", "The inbox"), ("docs/desk.md", "Writing")],
)
def test_every_key_that_is_named_is_one(path, heading):
    named = {letter or name for letter, name in NAMED.findall(_part(path, heading))}
    assert len(named) > 3
    assert {key_of(name) for name in named} <= KEYS


def test_both_lists_name_what_narrows_the_list():
    for path, heading in (("README.md", "Keys"), ("docs/desk.md", "The inbox")):
        assert {"`B`", "`a`", "`/`"} <= set(re.findall(r"`.`", _part(path, heading)))
