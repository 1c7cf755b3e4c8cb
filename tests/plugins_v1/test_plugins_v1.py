"""A plugin written for 1.0 must keep working with every later 1.x."""

import importlib.util
from pathlib import Path

import pytest

from reviewdesk.api import API_VERSION
from reviewdesk.engine.plugs.plugins import PluginState
from reviewdesk.store.lines import Query, State


@pytest.fixture
def sample(plug):
    path = Path(__file__).with_name("sample_v1_0.py")
    spec = importlib.util.spec_from_file_location("sample_v1_0", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    plug("sample", module)
    return module


def test_the_border_still_takes_plugins_of_1_0():
    assert API_VERSION[0] == 1, "a new major version breaks every plugin: was that decided?"


def test_a_plugin_of_1_0_works_from_fetching_to_a_reply_taken_down(sample, desk, monkeypatch):
    monkeypatch.setenv("SAMPLE_KEY", "k")
    record = next(each for each in desk.plugins.records() if each.name == "sample")
    assert record.status == PluginState.READY, record.problem
    assert len(record.hooks) == 12
    desk.accounts.add("sample", "stall", secrets={"api_key": "env:SAMPLE_KEY"})
    assert desk.accounts.check("stall").status.identity == "Stall"
    report = desk.fetching.fetch(["stall"])[0]
    assert (report.taken.new, report.taken.aside, report.complete, report.problem) == (3, 1, True, None)
    assert not desk.inbox.begin(None, wordless_above=None)
    lowest = desk.inbox.page(Query(), limit=9)[-1]
    looked = desk.replies.look(lowest.pub, "You get a refund.")
    assert "refund" in [each.code for each in looked.findings]
    desk.replies.queue(lowest.pub, "Thank you.", now=True)
    desk.replies.deliver()
    assert desk.inbox.find(lowest.pub).state == State.PUBLISHED
    desk.replies.withdraw(lowest.pub)
    desk.replies.deliver()
    assert desk.inbox.find(lowest.pub).state == State.WITHDRAWN
    assert not sample.REPLIES


def test_an_export_of_a_plugin_of_1_0_is_taken(sample, desk, tmp_path):
    file = tmp_path / "march.sample"
    file.write_text("made up")
    report = desk.imports.take(file)
    assert (report.taken.new, report.rows, len(report.skipped)) == (2, 3, 1)
    assert desk.accounts.named("sample").platform == "sample"
