"""Letters of other scripts count as the key at whose place they stand: к on a Russian keyboard is r.

Several scripts share letters at different places. Which keyboard it is, is told in the settings, by the
desk's language, or by a letter that only one of them has; it may change while one works.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from textual import events


class Layout(StrEnum):
    RUSSIAN = "russian"
    UKRAINIAN = "ukrainian"
    SERBIAN = "serbian"
    BULGARIAN = "bulgarian"
    BULGARIAN_PHONETIC = "bulgarian-phonetic"
    GREEK = "greek"


_PLACES = ("qwertyuiop[]asdfghjkl;'zxcvbnm,./", 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?')
_SIGNS: Mapping[Layout, tuple[str, str]] = {
    Layout.RUSSIAN: ("йцукенгшщзхъфывапролджэячсмитьбю.", "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"),
    Layout.UKRAINIAN: ("йцукенгшщзхїфівапролджєячсмитьбю.", "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,"),
    Layout.SERBIAN: ("љњертзуиопшђасдфгхјклчћѕџцвбнм,.-", "ЉЊЕРТЗУИОПШЂАСДФГХЈКЛЧЋЅЏЦВБНМ;:_"),
    Layout.BULGARIAN: (",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб", "ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧЮЙЪЭФХПРЛБ"),
    Layout.BULGARIAN_PHONETIC: ("явертъуиопшщасдфгхйкл;'зьцжбнм,./", 'ЯВЕРТЪУИОПШЩАСДФГХЙКЛ:"ЗѝЦЖБНМ„“?'),
    Layout.GREEK: (";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,./", ':ΣΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨"ΖΧΨΩΒΝΜ<>?'),
}
_LANGUAGES = {
    "ru": Layout.RUSSIAN,
    "be": Layout.RUSSIAN,
    "uk": Layout.UKRAINIAN,
    "sr": Layout.SERBIAN,
    "mk": Layout.SERBIAN,
    "bg": Layout.BULGARIAN,
    "el": Layout.GREEK,
}
_OWN_SENSE = frozenset("/?:")
"""Signs that mean themselves wherever they were typed."""
_NAMES = {"/": "slash", "?": "question_mark", ":": "colon", ";": "semicolon"}
LATIN = "latin"
AUTO = "auto"


def _table(layout: Layout) -> dict[str, str]:
    # Greek types the same sign with Shift at w and at s: the later place counts, which is s.
    return {
        sign: place
        for signs, places in zip(_SIGNS[layout], _PLACES, strict=True)
        for sign, place in zip(signs, places, strict=True)
        if sign != place and sign not in _OWN_SENSE
    }


TABLES: dict[Layout, dict[str, str]] = {layout: _table(layout) for layout in Layout}
TABLES[Layout.SERBIAN] |= {"ж": "z", "Ж": "Z"}  # Linux has it there, Windows beside Enter


class Places:
    """Which key was meant by a sign: what the settings say, else what the language and the typing tell."""

    def __init__(self, wish: str = AUTO, languages: Iterable[str] = ()) -> None:
        self.wish = wish
        named = [_LANGUAGES[tag[:2].lower()] for tag in languages if tag[:2].lower() in _LANGUAGES]
        self._layout: Layout | None = named[0] if named else None
        if wish not in (AUTO, LATIN):
            self._layout = Layout(wish)
        self._local = self._layout is not None
        """Whether the keyboard stands on its own script, not on Latin letters."""

    def notice(self, sign: str) -> None:
        """A sign was typed, wherever: it tells which keyboard this is."""
        if sign.isascii():
            if sign.isalpha():
                self._local = False
            return
        if self._layout is not None and sign in TABLES[self._layout]:
            self._local = True
            return
        for layout, signs in TABLES.items():
            if sign in signs:
                self._local = True
                if self.wish == AUTO or self._layout is None:
                    self._layout = layout
                return

    def place(self, sign: str) -> str | None:
        """The Latin sign at the place of this one; None = it means itself."""
        sign = unicodedata.normalize("NFC", sign)
        if self.wish == LATIN or len(sign) != 1:
            return None
        self.notice(sign)
        if self._layout is None:
            return None
        if sign.isascii():
            return TABLES[self._layout].get(sign) if self._local else None
        found = TABLES[self._layout].get(sign)
        return found or next((signs[sign] for signs in TABLES.values() if sign in signs), None)

    def translate(self, event: events.Key, *, typing: bool) -> None:
        """Make the event that of the key at this place; while someone types it stays as it is."""
        if event.character and not typing:
            self._rewrite(event, event.character)
        elif event.character:
            self.notice(event.character)
        elif event.key.startswith("ctrl+") and not event.key.isascii():
            place = self.place(event.key.removeprefix("ctrl+"))
            if place is not None:
                event.key = f"ctrl+{place}"

    def _rewrite(self, event: events.Key, sign: str) -> None:
        place = self.place(sign)
        if place is not None:
            event.key, event.character = _NAMES.get(place, place), place
