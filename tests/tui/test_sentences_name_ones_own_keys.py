"""A sentence that names a key names the one that this owner has: none is written into a sentence by hand."""

import ast
import re
from pathlib import Path

import reviewdesk.tui
from reviewdesk.tui.dialogs.last_look import LastLookDialog

NAMED = re.compile(
    r"\b(?:Esc|Enter|Tab|Space|Backspace|PgUp|PgDn|F\d{1,2}|Ctrl\+\w+)\b"
    r"|(?:^|[:;,.(] |After )[a-zA-Z] (?:[a-z]+s\b|twice\b|it\b)"
)
PASTES = (
    "Select the reviews on the platform's page, copy them, and paste them here as your terminal pastes (often"
    " Ctrl+Shift+V or Cmd+V). Nothing is taken before you have seen it."
)
FIXED = {
    "? Enter says it",
    "Choose what to give first, or leave it with Esc.",
    "Code, or its last four signs, and Enter",
    "Copied reviews off a page? F3, or paste them right here: you see them before they count.",
    "Copy whole reviews, with name and date, or say whose page it is with F3.",
    "Empty. Ctrl+Z brings the text back.",
    "It does not tell everything: Enter on a line says it.",
    "It is late, and this is no easy one. {key} and Enter: it goes out {when}.",
    "Its columns are read like this. Enter on a line changes it.",
    "Nothing lacks: y brings it in",
    "Nothing was found in Downloads. Name the file here; Tab completes.",
    PASTES,
    "This is not said yet: Enter says it.",
    "This one asks for: {what}. Enter says it, x leaves it out.",
    "it is the same as Enter",
    "it is the same as Tab",
    "many terminals send it for Backspace",
    "{n} line is here. F2 reads it.",
    "{n} lines are here. F2 reads them.",
}
"""Of dialogs whose keys no setting changes, of fields, and of why a key can't be had."""


def test_no_sentence_of_the_screens_has_a_key_of_the_table_in_it():
    assert {said for said in _sentences() if NAMED.search(said)} - FIXED == set()


def _sentences():
    for path in sorted(Path(reviewdesk.tui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext", "marked"):
                yield from (each.value for each in node.args if isinstance(each, ast.Constant) if each.value)


async def test_the_last_look_and_the_list_name_the_keys_that_this_owner_has(connected_desk, home, sit, clock):
    keys = '[keys]\nsend_it = "z"\nnot_yet = "q"\ncall_back = "f12"\nenter = "f10"\n'
    (home.path / "config.toml").write_text(keys, "utf-8")
    async with sit(size=(110, 30)) as seat:
        await seat.write("Thanks, see you")
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        await seat.until(lambda: "After z it waits" in seat.text)
        assert "F12 calls it back" in seat.text
        await seat.until(lambda: look._quiet_from is not None)
        clock.advance(5)
        await seat.press("q")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        assert seat.list._open_key() == "F10"
