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


@pytest.fixture
def alone(tmp_path):
    def run(*plugin):
        known = {name: value for name, value in os.environ.items() if not name.startswith("REVIEWDESK_")}
        done = subprocess.run(
            [sys.executable, str(SCRIPT), str(tmp_path / "home"), *plugin],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=known | {"LANGUAGE": "en"},
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)

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
