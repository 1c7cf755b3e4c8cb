"""`make messages`: finds all sentences, brings each language's catalogue up to them, and makes what is read.

What is missing in a language is counted at the end; a test asks that nothing is.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reviewdesk.locale.finding import Sentence, sentences_in
from reviewdesk.locale.latin import latin

LOCALE = Path(__file__).parent
TEMPLATE = LOCALE / "reviewdesk.pot"
LANGUAGES = ("hr", "pl", "ru", "sr")
LATIN = "sr_Latn"
_SOURCES = ("reviewdesk/**/*.py", "plugins/*/reviewdesk_*/**/*.py")
_HEAD = "# Sentences of reviewdesk.\n# Its licence is that of reviewdesk.\n#"


def sentences(root: Path) -> Catalog:
    """All sentences for owners in the sources under `root`."""
    found = _catalogue("")
    for file in sorted(path for where in _SOURCES for path in root.glob(where)):
        for sentence in sentences_in(file):
            found.add(sentence, flags=["python-brace-format"] if _has_blanks(sentence) else [])
    return found


def _has_blanks(sentence: Sentence) -> bool:
    return any("{" in form for form in ([sentence] if isinstance(sentence, str) else sentence))


def _catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language or None,
        project="reviewdesk",
        version="1",
        header_comment=_HEAD,
        fuzzy=False,
        charset="utf-8",
    )


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name if path.suffix == ".po" else None)


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "reviewdesk.po"


def text_of(catalogue: Catalog) -> bytes:
    """The catalogue as a file that changes only where a sentence does."""
    buffer = BytesIO()
    write_po(buffer, catalogue, no_location=True, sort_output=True, width=110, ignore_obsolete=True)
    lines = buffer.getvalue().splitlines(keepends=True)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Language-Team')
    named = (*dated, b'"Report-Msgid-Bugs-To', b'"Generated-By')
    return b"".join(line for line in lines if not line.startswith(named))


def binary_of(catalogue: Catalog) -> bytes:
    # The same sentences make the same file, whenever it is made.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def brought_up(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the template's sentences, and its own words for those it has."""
    old = read(po(language)) if po(language).exists() else _catalogue(language)
    new = _catalogue(language)
    for message in template:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known is not None else None)
    return new


def in_latin(serbian: Catalog) -> Catalog:
    made = _catalogue(LATIN)
    for message in serbian:
        if message.id:
            said = message.string
            many = [latin(form) for form in said or ()] if not isinstance(said, str) else []
            made.add(message.id, latin(said) if isinstance(said, str) else tuple(many) or None)
    return made


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without words in this language."""
    left = []
    for message in catalogue:
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and not all(said):
            left.append(message.id if isinstance(message.id, str) else message.id[0])
    return left


def main() -> None:
    template = sentences(LOCALE.parent.parent)
    TEMPLATE.write_bytes(text_of(template))
    catalogues = {language: brought_up(language, template) for language in LANGUAGES}
    catalogues[LATIN] = in_latin(catalogues["sr"])
    for language, catalogue in catalogues.items():
        file = po(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text_of(catalogue))
        file.with_suffix(".mo").write_bytes(binary_of(catalogue))
        sys.stdout.write(f"{language}: {len(catalogue)} sentences, {len(missing(catalogue))} without words\n")


if __name__ == "__main__":
    main()
