"""The owner's own editor, by $VISUAL or $EDITOR: whatever happens in it, the desk comes back."""

import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewdesk.api import _
from reviewdesk.engine.typed_signs import typed_signs
from reviewdesk.store.values import Known
from reviewdesk.tui.format import visible
from reviewdesk.tui.naming import named

_SCISSORS = "-------- 8< -------- "


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back: the text, or a sentence why there is none."""

    text: str | None
    trouble: str = ""


def _named() -> tuple[str, ...]:
    return tuple(os.environ.get(name, "") for name in ("VISUAL", "EDITOR"))


def is_named() -> bool:
    """Whether the owner says which editor is his: its key is shown to nobody else."""
    return any(_named())


def command() -> list[str] | None:
    """The editor to call; None where there is none."""
    for wished in (*_named(), "nano", "vi", "notepad"):
        if not wished:
            continue
        try:
            words = shlex.split(wished, posix=os.name != "nt")
        except ValueError:
            continue
        if words and shutil.which(words[0]):
            return words
    return None


def page(text: str, known: Known) -> str:
    """The answer on top, the review below a line that is cut off again."""
    review = "\n".join(f"> {line}" for line in visible(known.review.text or "").splitlines())
    below = _("All below this line is cut off: the review, to read while you write.")
    guest = named(known.review.author, kept=known.words_kept)
    return f"{text.rstrip()}\n\n{_SCISSORS}{below}\n{guest}\n{review}\n"


def answer(written: str) -> str:
    """The answer alone, as it would have been typed."""
    return typed_signs(written.split(_SCISSORS, 1)[0])[0].strip()


def edit(text: str, known: Known) -> Edited:
    """Run the editor in the foreground. Never raises: the terminal is not ours while it runs."""
    words = command()
    if words is None:
        return Edited(None, _("No editor was found. Name one in the variable EDITOR."))
    path, given = None, page(text, known)
    try:
        descriptor, name = tempfile.mkstemp(prefix="answer-", suffix=".md")
        path = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(given)
        code = subprocess.call([*words, str(path)])  # noqa: S603 - the owner's own choice
        if code != 0:
            said = _("The editor ended with an error; the text is as it was.")
            return Edited(None, f"{said} {_left(path, given)}".rstrip())
        # Some editors begin a file with a mark of their own.
        written = answer(path.read_text("utf-8-sig"))
    except Exception as error:  # noqa: BLE001 - an exception in here would leave the terminal dead
        said = _("The editor could not be used: {why}.").format(why=error)
        return Edited(None, f"{said} {_left(path, given)}".rstrip())
    _take_away(path)
    return Edited(written)


def _left(path: Path | None, given: str) -> str:
    """What was written before it went wrong is not thrown away; an untouched page is."""
    try:
        if path is not None and path.read_bytes().replace(b"\r\n", b"\n") != given.encode():
            return _("What was written there is kept in {path}.").format(path=path)
    except OSError:
        return ""
    _take_away(path)
    return ""


def _take_away(path: Path | None) -> None:
    if path is None:
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
