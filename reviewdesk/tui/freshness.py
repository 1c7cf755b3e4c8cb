"""How fresh the reviews are, in few words: trouble first, then the oldest; those that are alike as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import ago, one_line

if TYPE_CHECKING:
    from reviewdesk.engine.fetching import Fresh

_ALIKE = timedelta(minutes=10)
"""One round reads one platform after the other."""
_TOGETHER = 3
"""So many are told by their number; fewer by their names."""


def fresh_pieces(fresh: Sequence[Fresh], now: datetime, more_key: str = "") -> list[str]:
    """`more_key` opens the page that tells of all trouble: given where there is no room for its words."""
    troubled = _trouble([each for each in fresh if each.problem], more_key)
    groups = _groups([each for each in fresh if not each.problem], now)
    return [*troubled, *(_group_words(group, fresh, now) for group in groups)]


def _trouble(found: Sequence[Fresh], more_key: str) -> list[str]:
    if more_key and found:
        said = _("{platforms}: something is wrong, {key} tells what")
        return [said.format(platforms=_names(found), key=more_key)]
    said = _("{platform}: {problem}")
    return [
        said.format(platform=one_line(each.title), problem=one_line(each.problem or "")) for each in found
    ]


def _groups(fresh: Sequence[Fresh], now: datetime) -> list[list[Fresh]]:
    """Never read ones first, then by age; those that are alike together."""
    groups: list[list[Fresh]] = []
    for each in sorted(fresh, key=lambda one: (one.at is not None, one.at or now)):
        if groups and _alike(groups[-1][0], each, now):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _alike(one: Fresh, other: Fresh, now: datetime) -> bool:
    if one.at is None or other.at is None:
        return one.at is other.at
    near = other.at - one.at < _ALIKE or ago(one.at, now) == ago(other.at, now)
    return one.how == other.how and near


def _group_words(group: Sequence[Fresh], fresh: Sequence[Fresh], now: datetime) -> str:
    """Google read 5 min ago; all 4 platforms read just now: the time is that of the oldest."""
    how, at = group[0].how, group[0].at
    since = "" if at is None or how == "never" else ago(at, now)
    if len(group) == 1:
        return _one(how, since).format(platform=one_line(group[0].title), ago=since)
    return _several(how, since).format(platforms=_who(group, fresh), ago=since)


def _who(group: Sequence[Fresh], fresh: Sequence[Fresh]) -> str:
    many = len(group)
    if many < _TOGETHER:
        return _names(group)
    if many < len(fresh):
        return ngettext("the other {n}", "the other {n}", many).format(n=many)
    return ngettext("all {n} platforms", "all {n} platforms", many).format(n=many)


def _names(group: Sequence[Fresh]) -> str:
    return ", ".join(sorted(one_line(each.title) for each in group))


def _one(how: str, since: str) -> str:
    if not since:
        return _("{platform} never read")
    return _("{platform} brought in {ago}") if how == "imported" else _("{platform} read {ago}")


def _several(how: str, since: str) -> str:
    if not since:
        return _("{platforms} never read")
    return _("{platforms} brought in {ago}") if how == "imported" else _("{platforms} read {ago}")
