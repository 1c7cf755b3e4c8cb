"""A value in the form its setting asks for; what can't be is said in one sentence, with what can."""

import difflib
import re
from typing import Any

from reviewdesk.api import _
from reviewdesk.engine.config_kinds import Kind, Setting

_SOURCE = re.compile(r"keyring|env:\s*[A-Za-z_][A-Za-z0-9_]*|(?:file|command):\s*\S.*")
_WORDS = {"1": True, "true": True, "yes": True, "on": True}
_WORDS |= {"0": False, "false": False, "no": False, "off": False}


class Unfit(Exception):
    """This value can't be; `near` is the nearest that can, where there is one."""

    def __init__(self, do: str, near: str | None = None) -> None:
        super().__init__(do)
        self.do = do
        self.near = near


def fit(setting: Setting, value: Any) -> Any:
    """The value in its form. Raises Unfit."""
    if setting.kind is Kind.NUMBER:
        return _number(setting, value)
    if setting.kind is Kind.YES_NO:
        return _yes_no(value)
    if setting.kind is Kind.CHOICE:
        return _choice(setting, value)
    if setting.kind is Kind.WORDS:
        words = _words(value)
        return tuple(map(_source, words)) if setting.secret else words
    text = _text(value)
    if setting.kind is Kind.SOURCE:
        return _source(text)
    if setting.form and text.strip() and not re.fullmatch(setting.form, text.strip()):
        raise Unfit(_("Give it like this: {example}").format(example=_example(setting)))
    return text.strip() if setting.form else text


def _example(setting: Setting) -> str:
    _what, colon, example = _(setting.says).rpartition(": ")
    if colon:
        return example
    return _(setting.more) if setting.more else str(setting.default)


def _source(text: str) -> str:
    """Where a secret is read from; what is none is not repeated, it may be the secret itself."""
    if text.strip() and not _SOURCE.fullmatch(text.strip()):
        raise Unfit(_("Give env:VARIABLE, command:PROGRAM, file:PATH or keyring."))
    return text.strip()


def typed(setting: Setting, text: str) -> Any:
    """What someone typed, in its form; None takes the setting out of the file. Raises Unfit."""
    return fit(setting, text) if text.strip() else None


def shown(setting: Setting, value: Any) -> str:
    """A value as it would be typed."""
    if value is None:
        return ""
    if setting.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if setting.kind is Kind.NUMBER:
        return f"{value:.10g}"
    return ", ".join(value) if setting.kind is Kind.WORDS else str(value)


def _number(setting: Setting, value: Any) -> float:
    try:
        number = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if number != number or abs(number) == float("inf"):  # noqa: PLR0124 - not a number
        raise Unfit(_("Give a number, {bounds}.").format(bounds=setting.bounds()))
    if not setting.least <= number <= setting.most:
        near = f"{min(max(number, setting.least), setting.most):g}"
        said = _("Give a number, {bounds}; the nearest is {near}.")
        bounds = setting.bounds()
        if number > setting.most:
            bounds = _("from {least:g} to {most:g}").format(least=setting.least, most=setting.most)
        raise Unfit(said.format(bounds=bounds, near=near), near)
    return number


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = _WORDS.get(str(value).strip().lower())
    if known is None:
        raise Unfit(_("Give true or false."))
    return known


def _choice(setting: Setting, value: Any) -> str:
    text = _text(value).strip().lower()
    if text in setting.choices:
        return text
    near = difflib.get_close_matches(text, setting.choices, n=1)
    if near:
        raise Unfit(_("Did you mean {value}?").format(value=near[0]), near[0])
    raise Unfit(_("Give one of these: {choices}.").format(choices=", ".join(setting.choices)))


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        raise Unfit(_('Give a list of names: ["one", "two"].'))
    return tuple(word.strip() for word in value if word.strip())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit(_('Give a text, in "quotes".'))
    if any(ord(sign) < 0x20 and sign not in "\n\t" for sign in value):
        raise Unfit(_("Take the control characters out."))
    return value
