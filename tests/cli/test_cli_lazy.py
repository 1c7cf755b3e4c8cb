"""Help and a bare start cost no import that they don't need."""

import json
import subprocess
import sys

HEAVY = ["sqlmodel", "sqlalchemy", "httpx", "textual", "keyring", "alembic", "rich", "starlette", "babel"]
SAY = "import json, sys; print('\\n' + json.dumps([m for m in {names!r} if m in sys.modules]))"


def loaded(code: str, *names: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{SAY.format(names=list(names))}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_help_imports_nothing_heavy():
    code = "from reviewdesk.cli import main\nassert main(['--help']) == 0"
    assert loaded(code, *HEAVY, "reviewdesk.engine") == []


def test_the_version_does_not_even_import_typer():
    assert loaded("from reviewdesk.cli import main\nassert main(['--version']) == 0", *HEAVY, "typer") == []


def test_help_of_a_command_opens_no_desk():
    code = "from reviewdesk.cli import main\nassert main(['reply', '--help']) == 0"
    assert loaded(code, *HEAVY, "reviewdesk.engine.desk") == []


def test_a_bare_start_reaches_the_screen_without_database_network_or_typer():
    code = (
        "import os, sys, types\n"
        "os.environ['TEXTUAL_DRIVER'] = 'a screen of its own'\n"
        "screen = types.ModuleType('reviewdesk.tui.app')\n"
        "def run(home, *, person=None, demo=None):\n"
        "    global seen\n"
        "    seen = [m for m in sys.modules]\n"
        "    return 0\n"
        "screen.run = run\n"
        "sys.modules['reviewdesk.tui.app'] = screen\n"
        "from reviewdesk.cli import main\n"
        "assert main([]) == 0 and seen"
    )
    assert loaded(code, "sqlmodel", "sqlalchemy", "httpx", "keyring", "alembic", "typer", "pydantic") == []


def test_importing_the_package_costs_next_to_nothing():
    assert loaded("import reviewdesk.cli", "typer", "pluggy", "gettext", *HEAVY) == []
