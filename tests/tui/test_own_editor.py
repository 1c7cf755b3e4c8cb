"""The owner's own editor: its text comes back, and whatever goes wrong in it stays there."""

import sys

import pytest

from reviewdesk.store.lines import Query
from reviewdesk.tui import own_editor


@pytest.fixture
def known(connected_desk):
    return connected_desk.inbox.page(Query(), limit=1)[0]


def _editor(monkeypatch, code):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{code}"')


def test_the_text_comes_back_and_the_review_below_it_is_cut_off(known, monkeypatch):
    _editor(
        monkeypatch,
        "import sys, pathlib; p = pathlib.Path(sys.argv[1]); t = p.read_text('utf-8');"
        " assert 'soup' in t or '>' in t; p.write_text('Grazie! ' + t, 'utf-8')",
    )
    assert own_editor.edit("Thank you", known) == own_editor.Edited("Grazie! Thank you")


def test_an_editor_that_fails_leaves_the_text_as_it_was(known, monkeypatch):
    _editor(monkeypatch, "raise SystemExit(3)")
    edited = own_editor.edit("Thank you", known)
    assert edited.text is None
    assert "as it was" in edited.trouble


def test_what_was_written_before_an_editor_failed_is_kept(known, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _editor(
        monkeypatch,
        "import sys; open(sys.argv[1], 'w').write('Grazie mille'); raise SystemExit(3)",
    )
    edited = own_editor.edit("Thank you", known)
    (left,) = tmp_path.glob("answer-*.md")
    assert left.read_text("utf-8") == "Grazie mille"
    assert str(left) in edited.trouble


def test_of_an_editor_that_failed_untouched_nothing_stays(known, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _editor(monkeypatch, "raise SystemExit(3)")
    own_editor.edit("Thank you", known)
    assert not list(tmp_path.glob("answer-*.md"))


def test_invisible_signs_of_an_editor_are_no_part_of_the_answer(known, monkeypatch):
    _editor(
        monkeypatch,
        "import sys; open(sys.argv[1], 'wb').write(b'\\xef\\xbb\\xbfGra\\x07zie\\r\\nmille')",
    )
    assert own_editor.edit("Thank you", known).text == "Grazie\nmille"


def test_without_any_editor_it_says_so(known, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.delenv("VISUAL", raising=False)
    edited = own_editor.edit("Thank you", known)
    assert edited.text is None
    assert "EDITOR" in edited.trouble


def test_an_editor_named_in_a_broken_way_is_passed_over(monkeypatch):
    monkeypatch.setenv("VISUAL", "'unclosed")
    monkeypatch.setenv("EDITOR", sys.executable)
    assert own_editor.command() == [sys.executable]
