"""The page about the settings is what the declaration says."""

import tomllib
from pathlib import Path

from reviewdesk.engine.config import Config, load
from reviewdesk.engine.config_page import BEGIN, END, page
from reviewdesk.engine.config_reading import known_settings

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_is_as_the_settings_are_declared():
    text = PAGE.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert page(text) == text, "make settings"


def test_what_the_page_shows_are_the_defaults(tmp_path):
    shown = PAGE.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    file = tmp_path / "config.toml"
    file.write_text(shown, "utf-8")
    assert load(file, {}) == Config()


def test_every_setting_of_the_page_can_be_set(tmp_path):
    shown = PAGE.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    lines = [
        line[2:] if line.startswith("# ") and " = " in line[:26] else line for line in shown.splitlines()
    ]
    values = tomllib.loads("\n".join(line for line in lines if not line.startswith("action")))
    named = {
        f"{key}.{inner}" if isinstance(value, dict) else key
        for key, value in values.items()
        for inner in (value if isinstance(value, dict) else [""])
    }
    assert named == set(known_settings())
