"""The owner's own editor, by $VISUAL or $EDITOR: whatever happens in it, the desk comes back."""

import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewdesk.api import _
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
    """The answer alone."""
    return written.split(_SCISSORS, 1)[0].strip()


def edit(text: str, known: Known) -> Edited:
    """Run the editor in the foreground. Never raises: the terminal is not ours while it runs."""
    words = command()
    if words is None:
        return Edited(None, _("No editor was found. Name one in the variable EDITOR."))
    path: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix="answer-", suffix=".md")
        path = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(page(text, known))
        code = subprocess.call([*words, str(path)])  # noqa: S603 - the owner's own choice
        if code != 0:
            return Edited(None, _("The editor ended with an error; the text is as it was."))
        written = answer(path.read_text("utf-8"))
    except Exception as error:  # noqa: BLE001 - an exception in here would leave the terminal dead
        return Edited(None, _("The editor could not be used: {why}.").format(why=error))
    finally:
        _take_away(path)
    return Edited(written)


def _take_away(path: Path | None) -> None:
    if path is None:
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
