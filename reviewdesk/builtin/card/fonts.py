"""Fonts of this machine that have the letters of a card, whatever their script."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from reviewdesk.api import DeskError, _

__all__ = ["Fonts", "find_fonts", "printable"]

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_FIRST = ("pt_sans", "notosans-", "dejavusans", "liberationsans", "arial", "segoeui", "helvetica")
"""What a card looks best in, where more than one would do."""
_UNFIT = ("italic", "oblique", "emoji", "color", "condensed", "narrow", "thin", "black", "light", "bold")
_BOLD = (("-Regular", "-Bold"), ("-Web-Regular", "-Web-Bold"), ("Sans.ttf", "Sans-Bold.ttf"))
_CJK = {"Hani", "Hira", "Kana", "Hang", "Bopo"}


class Fonts:
    """The main font, and others for the letters it lacks."""

    def __init__(self, files: list[Path]) -> None:
        self.main, *self.others = files
        self.bold = _bold_of(self.main)

    def lacking(self, text: str) -> str:
        """The letters of `text` that none of them has."""
        missing = {sign for sign in text if not sign.isspace()}
        for each in (self.main, *self.others):
            missing = {sign for sign in missing if ord(sign) not in _letters(each)}
        return "".join(sorted(missing))


def find_fonts(texts: Iterable[str]) -> Fonts:
    """Fonts for as much of `texts` as this machine has. Raises DeskError where it has none at all."""
    needed = {ord(sign) for sign in "".join(texts) if not sign.isspace()}
    stock = _stock()
    main = next((file for file in stock if needed & _letters(file)), None)
    if main is None:
        raise DeskError(
            _("This machine has no font to print with."),
            _("Install the package fontpkg-pt-sans, or on Debian and Ubuntu fonts-noto-core."),
        )
    chosen, left = [main], needed - _letters(main)
    while left:
        script = _script(chr(min(left)))
        found = next((file for file in _likely(stock, script) if min(left) in _letters(file)), None)
        if found is not None:
            chosen.append(found)
            left -= _letters(found)
        else:
            left.discard(min(left))
    return Fonts(chosen)


def printable(text: str, fonts: Fonts) -> str:
    """Without ornaments that no font has. Raises DeskError where letters are missing: never boxes."""
    lacking = fonts.lacking(text)
    letters = [sign for sign in lacking if unicodedata.category(sign)[0] in "LMN"]
    if letters:
        raise DeskError(
            _("No font on this machine has these letters: {letters} ({script}).").format(
                letters=" ".join(letters[:5]), script=_script_name(letters[0])
            ),
            _("On Debian and Ubuntu install fonts-noto-core or fonts-noto-cjk, elsewhere a Noto font."),
        )
    return " ".join("".join(sign for sign in text if sign not in lacking).split())


@cache
def _stock() -> tuple[Path, ...]:
    found = {each.resolve(): None for each in (*_packaged(), *_installed())}
    return tuple(sorted(found, key=_rank))


def _packaged() -> Iterator[Path]:
    """Font packages out of the Python index: each names its folder."""
    for entry in entry_points(group="fontpkg.family"):
        try:
            yield from _in_folder(Path(entry.load().ROOT))
        except Exception:  # noqa: BLE001, S112 - a broken font package is only one font less
            continue


def _installed() -> Iterator[Path]:
    for folder in _folders():
        yield from _in_folder(folder)


def _in_folder(folder: Path) -> Iterator[Path]:
    for at, _below, names in os.walk(folder):
        yield from (Path(at, name) for name in names if name.lower().endswith(_ENDINGS))


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
            Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts"),
        ]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shares = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return [own / "fonts", home / ".fonts", *(Path(each, "fonts") for each in shares.split(":"))]


def _rank(file: Path) -> tuple[bool, int, bool, str]:
    name = file.name.lower()
    first = next((at for at, each in enumerate(_FIRST) if name.startswith(each)), len(_FIRST))
    return any(each in name for each in _UNFIT), first, not name.startswith("notosans"), str(file)


def _likely(stock: tuple[Path, ...], script: str) -> list[Path]:
    """All, those first whose names tell of the script: reading hundreds of fonts takes seconds."""
    wanted = "cjk" if script in _CJK else _script_name(script).split()[0].lower()
    return sorted(stock, key=lambda file: wanted not in file.name.lower())


@cache
def _letters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as opened, TTFont(opened, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, ValueError, KeyError, AssertionError):
        return frozenset()


def _bold_of(file: Path) -> Path | None:
    for plain, bold in _BOLD:
        made = file.with_name(file.name.replace(plain, bold))
        if made != file and made.is_file():
            return made
    return None


def _script(sign: str) -> str:
    from fontTools.unicodedata import script

    return str(script(sign))


def _script_name(sign_or_script: str) -> str:
    from fontTools.unicodedata import script_name

    code = _script(sign_or_script) if len(sign_or_script) == 1 else sign_or_script
    return str(script_name(code, default=code))
