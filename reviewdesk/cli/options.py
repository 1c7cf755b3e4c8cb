"""Options and arguments that several commands share."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.printing import tell
from reviewdesk.engine.typed_signs import typed_signs

__all__ = [
    "Accepted",
    "Json",
    "Place",
    "ReviewId",
    "TextFile",
    "TextGiven",
    "TextMark",
    "answer_from",
    "text_from",
]

Json = Annotated[bool, typer.Option("--json", help=_("Print one JSON value and nothing else."))]
ReviewId = Annotated[
    str, typer.Argument(metavar="REVIEW", help=_("The id that the inbox shows, or its beginning."))
]
Place = Annotated[str | None, typer.Option("--place", metavar="SHOP", hidden=True)]
"""What `--location` was called before."""
TextGiven = Annotated[str | None, typer.Option("--text", metavar="T", help=_("The text itself."))]
TextFile = Annotated[Path | None, typer.Option("--file", metavar="F", help=_("A file with the text, UTF-8."))]
TextMark = Annotated[
    str | None, typer.Argument(metavar="-", help=_("A minus sign: read the text from the input."))
]
Accepted = Annotated[
    list[str] | None, typer.Option("--accept", metavar="CODE", help=_("Accept this warning."))
]

_LARGEST = 1_000_000
"""Far above what any platform takes; a wrong file must not fill the memory."""


def text_from(text: str | None, file: Path | None, mark: str | None) -> str | None:
    """The text from the one place that was named; None where none was. Raises DeskError, or a usage error."""
    if mark not in (None, "-"):
        raise typer.BadParameter(_("Give the text with --text, --file or - (a minus sign: from the input)."))
    if sum(given is not None for given in (text, file, mark)) > 1:
        raise typer.BadParameter(_("Give the text in one way: --text, --file or -."))
    if text is not None:
        return _whole(text, _("the command line"))
    if file is not None:
        return _decoded(_read(file), str(file)).rstrip("\r\n")
    if mark is not None:
        source = getattr(sys.stdin, "buffer", None)
        raw = source.read(_LARGEST + 1) if source else sys.stdin.read().encode()
        return _decoded(raw, _("the input")).rstrip("\r\n")
    return None


def answer_from(text: str | None, file: Path | None, mark: str | None) -> str | None:
    """An answer from the one place that was named, as it would have been typed."""
    written = text_from(text, file, mark)
    if written is None:
        return None
    answer, signs = typed_signs(written)
    if signs:
        left = ngettext("{n} invisible sign was left out.", "{n} invisible signs were left out.", signs)
        tell(left.format(n=signs))
    return answer


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST + 1)
    except OSError as error:
        raise DeskError(
            _("The file {path} can't be read: {why}.").format(path=file, why=error.strerror or error),
            _("Check its name."),
        ) from error


def _decoded(raw: bytes, where: str) -> str:
    if len(raw) > _LARGEST:
        raise DeskError(
            _("The text from {where} is far too long for an answer.").format(where=where),
            _("Give a shorter one."),
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DeskError(
            _("The text from {where} is no UTF-8 (byte {place}).").format(where=where, place=error.start + 1),
            _("Save it as UTF-8 and try again."),
        ) from error


def _whole(text: str, where: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:  # bytes that were no UTF-8 arrive as lone surrogates
        raise DeskError(
            _("The text from {where} is no UTF-8 (character {place}).").format(
                where=where, place=error.start + 1
            ),
            _("Save it as UTF-8 in a file and give it with --file."),
        ) from error
    return text
