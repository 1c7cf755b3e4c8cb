"""A plugin that fails is named with its reason, and the desk lives on."""

import threading
from types import ModuleType, SimpleNamespace

import pytest

from reviewdesk.api import DeskError, Level, Platform, Plugin, ReplyRules, Static, hookimpl
from reviewdesk.api import Finding as ApiFinding
from reviewdesk.api.draft import Draft, Ground
from reviewdesk.engine.net.lanes import Lanes
from reviewdesk.engine.plugs.calls import Calls
from reviewdesk.engine.plugs.plugins import Plugins, PluginState


class Point:
    """An entry point that a test makes up."""

    def __init__(self, name, thing=None, error=None):
        self.name = name
        self.dist = SimpleNamespace(version="1.2")
        self._thing = thing
        self._error = error

    def load(self):
        if self._error is not None:
            raise self._error
        return self._thing


def module(name="extra", *, card=None, **functions):
    made = ModuleType(f"made_up_{name}")
    if card is not False:
        described = card or Plugin(name=name, title=name.title(), needs=(1, 0))

        def reviewdesk_plugin():
            if isinstance(described, BaseException):
                raise described
            return described

        made.reviewdesk_plugin = hookimpl(reviewdesk_plugin)
    for hook, function in functions.items():
        setattr(made, hook, function)
    return made


GOOD = Point("good", module("good"))


def record(point, *, blocked=()):
    plugins = Plugins(blocked, found=[point, GOOD])
    found = {each.name: each for each in plugins.records()}
    assert found["good"].status == PluginState.READY, "one plugin's trouble reached another"
    assert plugins.manager.has_plugin("good")
    if found[point.name].status != PluginState.READY:
        assert not plugins.manager.has_plugin(point.name), "something of a refused plugin stayed"
    return found[point.name]


@pytest.mark.parametrize("error", [ImportError("no such thing"), SyntaxError("half a line"), SystemExit(3)])
def test_a_plugin_that_can_not_be_loaded_is_named_with_its_reason(error):
    found = record(Point("extra", error=error))
    assert found.status == PluginState.LOAD_ERROR
    assert str(error) in found.problem
    assert found.version == "1.2"


def test_a_plugin_that_raises_while_describing_itself_is_a_load_error():
    found = record(Point("extra", module(card=RuntimeError("no mood"))))
    assert (found.status, "no mood" in found.problem) == (PluginState.LOAD_ERROR, True)


@pytest.mark.parametrize("card", [False, None, {"name": "extra"}])
def test_a_plugin_without_a_card_is_a_load_error(card):
    thing = ModuleType("made_up")
    if card is not False:
        thing.reviewdesk_plugin = hookimpl(lambda: card)
    assert record(Point("extra", thing)).status == PluginState.LOAD_ERROR


@pytest.mark.parametrize("needs", [(2, 0), (1, 99), (0, 9)])
def test_a_plugin_for_another_desk_is_incompatible_even_with_hooks_nobody_knows(needs):
    def reviewdesk_from_tomorrow(account):
        return None

    card = Plugin(name="extra", title="Extra", needs=needs)
    found = record(
        Point("extra", module(card=card, reviewdesk_from_tomorrow=hookimpl(reviewdesk_from_tomorrow)))
    )
    assert found.status == PluginState.INCOMPATIBLE
    assert f"{needs[0]}.{needs[1]}" in found.problem


def test_a_plugin_under_a_wrong_name_is_misconfigured():
    card = Plugin(name="other", title="Other", needs=(1, 0))
    found = record(Point("extra", module(card=card)))
    assert found.status == PluginState.CONFIG_ERROR
    assert "other" in found.problem


@pytest.mark.parametrize(
    "more",
    [
        {"hosts": ("api.x.invalid",), "auth": {"evil.invalid": Static(secret="k")}},
        {"hosts": ("https://api.x.invalid/v1",)},
        {"platform": Platform(scale=0, replies=ReplyRules(limit=10))},
    ],
)
def test_a_card_that_can_not_be_trusted_is_misconfigured(more):
    card = Plugin(name="extra", title="Extra", needs=(1, 0), **more)
    assert record(Point("extra", module(card=card))).status == PluginState.CONFIG_ERROR


def test_a_function_named_like_a_hook_but_not_marked_is_refused():
    found = record(Point("extra", module(reviewdesk_happened=lambda event: None)))
    assert found.status == PluginState.LOAD_ERROR
    assert "reviewdesk_happened" in found.problem


def test_a_hook_that_nobody_knows_is_refused():
    def reviewdesk_hapened(event):
        pass

    found = record(Point("extra", module(reviewdesk_hapened=hookimpl(reviewdesk_hapened))))
    assert (found.status, "reviewdesk_hapened" in found.problem) == (PluginState.LOAD_ERROR, True)


def test_a_hook_with_an_argument_that_it_never_gets_is_refused():
    def reviewdesk_happened(event, moon):
        pass

    found = record(Point("extra", module(reviewdesk_happened=hookimpl(reviewdesk_happened))))
    assert (found.status, "moon" in found.problem) == (PluginState.LOAD_ERROR, True)


def test_a_blocked_plugin_is_not_even_loaded():
    found = record(Point("extra", error=AssertionError("it was loaded")), blocked=["extra"])
    assert found.status == PluginState.BLOCKED


def test_a_plugin_the_owner_blocked_is_not_to_be_updated_but_unblocked():
    plugins = Plugins(["extra"], found=[Point("extra", module()), GOOD])
    with pytest.raises(DeskError) as raised:
        plugins.card("extra")
    assert "take its name out of plugins.blocked" in str(raised.value)
    found = {each.name: each.todo for each in plugins.records()}
    assert "take its name out" in found["extra"]
    assert found["good"] == ""


def test_of_two_plugins_of_one_name_neither_is_used():
    plugins = Plugins(found=[Point("extra", module()), GOOD, Point("extra", module())])
    found = {each.name: each for each in plugins.records()}
    assert found["extra"].status == PluginState.LOAD_ERROR
    assert found["good"].status == PluginState.READY
    assert not plugins.manager.has_plugin("extra")


def test_a_refused_plugin_is_told_of_when_it_is_asked_for():
    plugins = Plugins(found=[Point("extra", error=ImportError("gone")), GOOD])
    with pytest.raises(DeskError, match="gone"):
        plugins.card("extra")
    with pytest.raises(DeskError, match="good"):
        plugins.card("nowhere")
    assert not plugins.does("extra", "reviewdesk_happened")
    assert list(plugins.cards()) == ["good"]


def test_threads_that_ask_at_once_all_see_every_plugin():
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Point):
        def load(self):
            begun.set()
            assert go_on.wait(10)
            return super().load()

    plugins = Plugins(found=[Slow("extra", module()), GOOD])
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(len(plugins.records()))) for _each in range(3)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert seen == [2, 2, 2]


# --- hooks are called one plugin at a time, wrappers stay ------------------------------------------


def checking(code):
    def reviewdesk_check_reply(draft, ground):
        return [ApiFinding(level=Level.HINT, code=code, reason="So.")]

    return hookimpl(reviewdesk_check_reply)


def wrapper():
    def reviewdesk_check_reply(draft, ground):
        found = yield
        return [[*each, ApiFinding(level=Level.HINT, code="wrapped", reason="So.")] for each in found]

    return hookimpl(reviewdesk_check_reply, wrapper=True)


def test_one_plugin_is_called_alone_and_wrappers_of_others_stay():
    plugins = Plugins(
        found=[
            Point("one", module("one", reviewdesk_check_reply=checking("one"))),
            Point("two", module("two", reviewdesk_check_reply=checking("two"))),
            Point("around", module("around", reviewdesk_check_reply=wrapper())),
        ]
    )
    plugins.records()
    answers = plugins.caller("reviewdesk_check_reply", "two")(draft=None, ground=None)
    assert [[each.code for each in answer] for answer in answers] == [["two", "wrapped"]]


def test_a_wrapper_is_no_implementation():
    plugins = Plugins(
        found=[
            Point("one", module("one", reviewdesk_check_reply=checking("one"))),
            Point("around", module("around", reviewdesk_check_reply=wrapper())),
        ]
    )
    assert plugins.doing("reviewdesk_check_reply") == ["one"]
    found = {each.name: each for each in plugins.records()}
    assert found["around"].wraps == ("reviewdesk_check_reply",)
    assert "reviewdesk_check_reply" not in found["around"].hooks


def test_a_plugin_may_not_wrap_what_it_implements_itself():
    def around(draft, ground):
        return (yield)

    both = module(
        reviewdesk_check_reply=checking("extra"),
        reviewdesk_around=hookimpl(around, wrapper=True, specname="reviewdesk_check_reply"),
    )
    assert record(Point("extra", both)).status == PluginState.CONFIG_ERROR


def test_a_hook_that_raises_makes_its_plugin_unhealthy_and_silences_nobody(clock):
    def reviewdesk_check_reply(draft, ground):
        raise KeyError("oops")

    plugins = Plugins(
        found=[
            Point("bad", module("bad", reviewdesk_check_reply=hookimpl(reviewdesk_check_reply))),
            Point("one", module("one", reviewdesk_check_reply=checking("one"))),
        ]
    )
    lanes = Lanes(clock)
    calls = Calls(plugins, lanes, clock, 5)
    findings = calls.check_reply(Draft(text="x"), Ground(review=None, rules=None, platform="", writing_as=""))
    lanes.close()
    assert "one" in [each.code for each in findings]
    found = {each.name: each for each in plugins.records()}
    assert (found["bad"].status, "oops" in found["bad"].problem) == (PluginState.UNHEALTHY, True)
    assert found["one"].status == PluginState.READY
    assert plugins.does("bad", "reviewdesk_check_reply"), "an unhealthy plugin is still asked"
