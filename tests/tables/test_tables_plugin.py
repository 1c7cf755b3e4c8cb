import subprocess
import sys

import pluggy

from reviewdesk.api import hooks
from reviewdesk.builtin import tables


def test_its_hooks_are_those_of_the_border():
    manager = pluggy.PluginManager("reviewdesk")
    manager.add_hookspecs(hooks)
    manager.register(tables, "tables")
    manager.check_pending()
    assert [plugin.name for plugin in manager.hook.reviewdesk_plugin()] == ["tables"]


def test_it_costs_nothing_before_a_file_is_opened():
    code = (
        "import sys, reviewdesk.builtin.tables as t; t.reviewdesk_plugin();"
        "print([m for m in sys.modules if m.startswith(('dateutil', 'reviewdesk.builtin.tables.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['reviewdesk.builtin.tables.harmless']"


def test_a_constant_of_the_owners_is_not_given_back_to_be_remembered(take):
    found = take([{"rating": 4, "text": "Good soup"}], mapping={"=2024-05-17": "created_at"})
    assert found.export.mapping == {"rating": "rating", "text": "text"}
