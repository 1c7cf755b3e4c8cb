"""A platform whose API asks for no secret: an account of it is not by hand."""

from types import ModuleType

import pytest

from reviewdesk.api import AccountStatus, May, Platform, Plugin, ReplyRules, hookimpl


@pytest.fixture
def open_platform(plug):
    module = ModuleType("open_platform")

    @hookimpl
    def reviewdesk_plugin():
        platform = Platform(scale=5, replies=ReplyRules(limit=400))
        return Plugin(name="open", title="Open", needs=(1, 0), platform=platform)

    @hookimpl
    def reviewdesk_check_account(account):
        return AccountStatus(identity="Mario", may=frozenset({May.READ, May.REPLY}))

    module.reviewdesk_plugin = reviewdesk_plugin
    module.reviewdesk_check_account = reviewdesk_check_account
    plug("open", module)


def test_an_account_that_needs_no_secret_is_told_by_what_it_may_do(cli, open_platform):
    added = cli("account", "add", "open", "main").out
    assert "main: signed in as Mario; may: read reviews, answer them." in added
    cli("account", "add", "google", "shop", "--by-hand")
    by_hand = {each["name"]: each["by_hand"] for each in cli.json("account", "list")}
    assert by_hand == {"main": False, "shop": True}
    doctor = {each["area"]: each["what"] for each in cli.json("doctor")}
    assert doctor["account main"] == "Mario"
    assert doctor["account shop"].startswith("By hand: ")
