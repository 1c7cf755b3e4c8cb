"""Every sentence for an owner stands in the catalogue, and each catalogue says it right."""

import ast
import gettext
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.messages import Catalog
from babel.messages.plurals import get_plural
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api.words import _folders
from reviewdesk.locale import messages
from reviewdesk.locale.latin import latin

ROOT = messages.LOCALE.parent.parent
ALL = (*messages.LANGUAGES, messages.LATIN)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return messages.sentences(ROOT)


@pytest.fixture(scope="module", params=ALL)
def spoken(request: pytest.FixtureRequest) -> Catalog:
    return messages.read(messages.po(request.param))


def test_the_template_has_exactly_the_sentences_of_the_program(template):
    assert messages.TEMPLATE.read_bytes() == messages.text_of(template), "run: make messages"


def test_each_language_has_exactly_those_sentences(template, spoken):
    wanted = {each.id for each in template if each.id}
    assert {each.id for each in spoken if each.id} == wanted, "run: make messages"


def test_no_sentence_is_left_in_english(spoken):
    assert not messages.missing(spoken)


def test_what_the_program_reads_is_what_the_catalogue_says(spoken):
    binary = messages.po(str(spoken.locale)).with_suffix(".mo")
    assert binary.read_bytes() == messages.binary_of(spoken), "run: make messages"


def _said(catalogue: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for each in catalogue:
        if each.id and each.string:
            ids = each.id if isinstance(each.id, tuple | list) else (each.id,)
            words = each.string if isinstance(each.string, tuple | list) else (each.string,)
            yield tuple(ids), tuple(word for word in words if word)


def _blanks(text: str) -> set[str]:
    return {
        name.partition(":")[0] for _text, name, *_more in string.Formatter().parse(text) if name is not None
    }


def test_a_translation_has_the_blanks_of_its_sentence(spoken):
    wrong = []
    for ids, words in _said(spoken):
        allowed = set().union(*map(_blanks, ids))
        for word in words:
            given = _blanks(word)
            if given - allowed or (len(ids) == 1 and given != allowed):
                wrong.append((ids[0], word))
    assert not wrong


def test_commands_keys_and_addresses_are_the_same_in_each_language(spoken):
    kept = re.compile(r"^error: |`reviewdesk [a-z]+|--[a-z-]+|https?://[^\s),;]*[^\s),;.:]")
    wrong = [
        (ids[0], word)
        for ids, words in _said(spoken)
        for word in words
        if set(kept.findall(ids[0])) != set(kept.findall(word))
    ]
    assert not wrong


def test_spaces_at_the_ends_are_kept(spoken):
    wrong = [
        (ids[0], word)
        for ids, words in _said(spoken)
        for word in words
        if (ids[0][0].isspace(), ids[0][-1].isspace()) != (word[0].isspace(), word[-1].isspace())
    ]
    assert not wrong


def test_plurals_have_the_forms_of_their_language(spoken):
    forms = get_plural(str(spoken.locale)).num_plurals
    assert spoken.num_plurals == forms
    for each in spoken:
        if isinstance(each.id, tuple | list) and any(each.string or ()):
            assert len(each.string) == forms, each.id


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("language", ALL)
def test_months_and_days_are_those_of_the_common_locale_data(language):
    said = gettext.translation("reviewdesk", messages.LOCALE, languages=[language])
    names = Locale.parse(language)
    months = [names.months["format"]["abbreviated"][number] for number in range(1, 13)]
    assert [said.gettext(name) for name in MONTHS] == months
    days = [names.days["format"]["wide"][number] for number in range(7)]
    assert [said.gettext(name).lower() for name in DAYS] == days


# --- which catalogue ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "folder"),
    [
        ("pl", "pl"),
        ("pl_PL.UTF-8", "pl"),
        ("hr-HR", "hr"),
        ("ru_RU", "ru"),
        ("sr_RS.UTF-8", "sr"),
        ("sr_RS.UTF-8@latin", "sr_Latn"),
        ("sr_RS@latin", "sr_Latn"),
        ("sr-Latn", "sr_Latn"),
        ("sr-Latn-RS", "sr_Latn"),
        ("sr-Cyrl-RS", "sr"),
        ("C.UTF-8", "en"),
        ("en_GB.UTF-8", "en"),
    ],
)
def test_a_locale_finds_its_catalogue(tag, folder):
    assert _folders(tag) == [folder]


# --- Serbian in Latin letters ------------------------------------------------------------------------


def test_serbian_is_written_in_latin_letters_too():
    assert latin("Љубазност, Њива, ЏЕП и џеп, ЂУРАЂ") == "Ljubaznost, Njiva, DŽEP i džep, ĐURAĐ"
    assert latin("Позовите `reviewdesk outbox`: {где}") == "Pozovite `reviewdesk outbox`: {где}"


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ ,.{}n", max_size=60))
def test_no_cyrillic_letter_is_left(text):
    outside = re.sub(r"\{[^{}]*\}", "", latin(text))
    assert not re.search("[а-яА-ЯђљњћџЂЉЊЋЏ]", outside)


# --- nothing outside the catalogue ---------------------------------------------------------------------

_SENTENCE = re.compile(r"[A-Z][a-z']+ [a-z].* [a-z]|[a-z]+ [a-z]+ [a-z]+.*[.?!…]$")
_THROUGH = {"_", "ngettext", "marked"}
_NOT_FOR_OWNERS = {
    "debug", "info", "warning", "error", "exception", "log", "compile", "execute", "exec_driver_sql", "text",
    "RuntimeError", "ValueError", "TypeError", "KeyError", "AssertionError", "LookupError", "BadCode", "sql",
    "XMLCorpusError", "match", "search", "fullmatch", "sub", "findall", "split", "getLogger", "TypeVar",
}  # fmt: skip
"""Calls whose words are for developers, the database or a pattern."""
_FOLDERS = ("cli", "tui", "engine", "web", "builtin")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _loose(node: ast.AST) -> Iterator[ast.Constant]:
    """Strings for which nobody called the catalogue; docstrings and what developers read aside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and _name(child) in _THROUGH | _NOT_FOR_OWNERS:
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        else:
            yield from _loose(child)


_ENGLISH = {
    "demo_round.py": "what the made-up owner answers to guests who wrote in English",
    "demo_voucher.py": "as demo_round.py",
    "demo_world.py": "a settings file",
}
"""Rooms whose sentences stay English on purpose."""


def _sources() -> list[Path]:
    found = (path for name in _FOLDERS for path in (ROOT / "reviewdesk" / name).rglob("*.py"))
    return sorted(path for path in found if path.name not in _ENGLISH)


def test_no_sentence_for_an_owner_stands_outside_the_catalogue():
    found = [
        f"{path.relative_to(ROOT)}:{each.lineno}: {each.value}"
        for path in _sources()
        for each in _loose(ast.parse(path.read_text("utf-8")))
        if _SENTENCE.search(each.value)
    ]
    assert not found
