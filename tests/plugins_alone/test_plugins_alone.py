"""Each plugin works alone with the core, and the core works with none."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("one_plugin.py")
BUILT_IN = {
    point.name for point in entry_points(group="reviewdesk") if point.module.startswith("reviewdesk.")
}
PLATFORMS = sorted({point.name for point in entry_points(group="reviewdesk")} - BUILT_IN)


@pytest.fixture(scope="module")
def core():
    """The program from which each one is forked."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("REVIEWDESK_")}
    command = [sys.executable, str(SCRIPT)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=known | {"LANGUAGE": "en"}, text=True, bufsize=1, **pipes) as core:
        yield core
        core.stdin.close()


@pytest.fixture
def alone(core, tmp_path):
    def run(*plugin):
        print(json.dumps([str(tmp_path), *plugin]), file=core.stdin, flush=True)
        ended = core.stdout.readline()
        errors = (tmp_path / "errors").read_text()
        assert ended == "0\n", errors
        assert "Traceback" not in errors
        return json.loads((tmp_path / "told").read_text())

    return run


def is_well(told):
    assert told["unknown"].startswith("There is no plugin named nowhere. Installed are: ")
    assert told["trouble"] == []


def test_the_core_works_with_no_platform_at_all(alone):
    told = alone()
    assert len(told["others"]) == len(PLATFORMS)
    assert told["installed"] == dict.fromkeys(BUILT_IN, "ready")
    assert told["came"] == []
    is_well(told)


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_plugin_alone_brings_its_reviews_in(alone, name):
    told = alone(name)
    assert len(told["others"]) == len(PLATFORMS) - 1
    assert told["installed"] == dict.fromkeys(BUILT_IN | {name}, "ready")
    assert set(told["came"]) == {name}, "its reviews, and no problem"
    is_well(told)
