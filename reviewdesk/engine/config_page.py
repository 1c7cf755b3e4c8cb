"""The settings as a page of the documentation: python -m reviewdesk.engine.config_page FILE."""

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from reviewdesk.engine.config_fitting import shown
from reviewdesk.engine.config_kinds import Kind, Setting
from reviewdesk.engine.config_reading import known_settings

BEGIN = "<!-- settings: written by make settings -->"
END = "<!-- /settings -->"
_EDGE = 110


def page(text: str) -> str:
    """The page with the settings between its two marks as they are declared now."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    lines = "\n".join(_lines())
    return f"{before}{BEGIN}\n\n```toml\n{lines}\n```\n\n{END}{after}"


def _lines() -> Iterator[str]:
    table = ""
    for each in known_settings().values():
        above, _dot, name = each.name.rpartition(".")
        if above != table:
            table = above
            yield from ("", f"[{table}]{' ' * max(1, 26 - len(table))}# {each.heading}")
        yield from _one(name, each)
    yield from (
        "",
        "[keys]",
        '# action = "key,key": reviewdesk config show --keys names the actions',
    )


def _one(name: str, setting: Setting) -> Iterator[str]:
    held = f"{name} = {_value(setting)}"
    if setting.optional or (setting.default == "" and setting.unset):
        held = f"# {held}"
    room = _EDGE - 30
    first, *more = wrap(_said(setting), room)
    yield f"{held:<28}# {first}" if len(held) < 28 else f"{held}\n{'':<28}# {first}"
    for line in more:
        yield f"{'':<28}# {line}"


def _value(setting: Setting) -> str:
    if setting.kind is Kind.NUMBER:
        return shown(setting, setting.default) or "0"
    if setting.kind is Kind.YES_NO:
        return "true" if setting.default else "false"
    if setting.kind is Kind.WORDS:
        return "[]"
    return f'"{setting.default}"'


def _said(setting: Setting) -> str:
    said = f"{setting.says}; {setting.more}" if setting.more else setting.says
    if setting.choices:
        said += f": {', '.join(setting.choices)}"
    if setting.unit:
        said += f" ({setting.unit}{', ' + setting.bounds() if setting.least else ''})"
    if setting.unset:
        said += f"; unset: {setting.unset}"
    return said + ("; from the next start on" if setting.restart else "")


def main(file: Path) -> None:
    file.write_text(page(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
