"""The settings in plain words: one line each, and what is to be known of the one under the cursor."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewdesk.api import _
from reviewdesk.engine.config_fitting import shown
from reviewdesk.engine.config_kinds import Kind, Setting
from reviewdesk.engine.config_reading import Reading, Source, known_settings
from reviewdesk.tui.actions import BY_ID, SCOPE_TITLES, TABLE
from reviewdesk.tui.format import fit, one_line
from reviewdesk.tui.keymap import Keys
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells."""

    says: int
    value: int
    source: int

    @classmethod
    def for_width(cls, width: int) -> "Columns":
        room = max(40, width - 4)
        source = 13
        value = max(14, min(36, (room - source) // 3))
        return cls(min(52, room - source - value - 2), value, source)


def all_settings() -> Iterator[Setting]:
    """The declared ones, then the keys of all actions."""
    yield from known_settings().values()
    for scope, title in SCOPE_TITLES.items():
        for action in TABLE:
            if action.scope is scope:
                yield Setting(
                    name=f"keys.{action.id}",
                    kind=Kind.KEYS,
                    default=action.keys,
                    heading=title,
                    says=action.help or action.title,
                )


def cards(reading: Reading, keys: Keys, columns: Columns) -> list[Card]:
    """All settings under their headings."""
    found: list[Card] = []
    heading = ""
    for each in all_settings():
        if each.heading != heading or not found:
            heading = each.heading
            if found:
                found.append(Card([Piece("")]))
            found.append(Card([Piece(_heading(each), "heading")]))
        found.append(card(each, reading, keys, columns))
    return found


def _heading(setting: Setting) -> str:
    title = _(setting.heading) if setting.heading else _("The desk")
    return (
        _("Keys: {where}").format(where=title[:1].lower() + title[1:]) if setting.kind is Kind.KEYS else title
    )


def card(setting: Setting, reading: Reading, keys: Keys, columns: Columns) -> Card:
    said, style = value_words(setting, reading, keys)
    line = [
        Piece(fit(_(setting.says), columns.says) + " "),
        Piece(fit(one_line(said), columns.value) + " ", style),
        Piece(fit(_short_source(reading.source(setting.name)), columns.source), "dim"),
    ]
    return Card(line, "", setting.name)


def value_words(setting: Setting, reading: Reading, keys: Keys) -> tuple[str, str]:
    """The value as it is read, and its style."""
    set_ = reading.source(setting.name) is not None
    if setting.kind is Kind.KEYS:
        return keys.all_of(setting.name.removeprefix("keys.")), "key" if set_ else "dim"
    value = reading.value(setting.name)
    if setting.kind is Kind.YES_NO and value is not None:
        return _("yes") if value else _("no"), "key" if set_ else "dim"
    words = shown(setting, value)
    if not words:
        return f"({_(setting.unset)})" if setting.unset else "-", "dim"
    return f"{words} {_(setting.unit)}".strip() if setting.unit else words, "key" if set_ else "dim"


def raw_value(setting: Setting, reading: Reading) -> str:
    """The value as it is typed."""
    if setting.kind is Kind.KEYS:
        name = setting.name.removeprefix("keys.")
        return str(reading.value(setting.name) or BY_ID[name].keys)
    return shown(setting, reading.value(setting.name))


def _short_source(source: Source | None) -> str:
    if source is None:
        return _("default")
    if source.variable is not None:
        return _("environment")
    return _("file, line {line}").format(line=source.line) if source.line else _("file")


def details(setting: Setting, reading: Reading, width: int) -> list[Written]:
    """What is to be known of one setting."""
    said = f"{_(setting.says)}: {_(setting.more)}" if setting.more else _(setting.says).rstrip(".")
    lines = paragraph(f"{said}.", width, "strong")
    facts = [setting.name, _(setting.unit), setting.bounds(), _default(setting)]
    if setting.choices:
        facts.append(", ".join(setting.choices))
    lines += paragraph(" · ".join(fact for fact in facts if fact), width, "dim")
    return [*lines, *paragraph(f"{_long_source(reading, setting)} {_when(setting)}", width)]


def _default(setting: Setting) -> str:
    words = shown(setting, setting.default) or _(setting.unset)
    return _("default: {value}").format(value=words) if words else ""


def _long_source(reading: Reading, setting: Setting) -> str:
    source = reading.source(setting.name)
    if source is None:
        return _("Nothing is set; the default holds.")
    if source.variable is not None:
        return _("Set by the environment, {variable}: change it there.").format(variable=source.variable)
    if source.line is None:
        return _("Set in {path}.").format(path=reading.file)
    return _("Set in {path}, line {line}.").format(path=reading.file, line=source.line)


def _when(setting: Setting) -> str:
    if setting.restart:
        return _("A change counts from the next start of the desk on.")
    return _("A change counts at once.")
