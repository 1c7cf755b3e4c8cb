"""From one day to another, typed in one line: 24 Dec to 2 Jan, od 24 gru do 2 sty, 24 Dec - 2 Jan."""

from reviewdesk.api import spoken

_BETWEEN = (" to ", " till ", " until ", " - ", " – ", "–")
_OWN = {
    "pl": ("od ", " do "),
    "hr": ("od ", " do "),
    "sr": ("од ", " до "),
    "sr_Latn": ("od ", " do "),
    "ru": ("с ", " по "),
}
"""What stands before the first day and before the last one, in the owner's language."""


def halves(typed: str) -> tuple[str, str]:
    """The first day and the last one as they were typed; the last one empty where there is none."""
    before, between = _OWN.get(spoken(), ("", " to "))
    line = typed.strip()
    line = line[len(before) :] if before and line.lower().startswith(before) else line
    for each in (*_BETWEEN, between):
        first, found, last = line.partition(each)
        if found:
            return first, last
    return line, ""
