"""Which way an answer can go: by the platform's API, or by hand."""

from dataclasses import dataclass

from reviewdesk.api import May, Platform, Plugin, ReplyRules, WriteKind, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.connection import Connection
from reviewdesk.store import accounts
from reviewdesk.store.standing import answered_before
from reviewdesk.store.values import AccountInfo, Known


@dataclass(frozen=True, slots=True)
class Road:
    """How this review can be answered, by which account, under which rules."""

    account: AccountInfo
    connection: Connection
    card: Plugin
    by_api: bool
    why_by_hand: str
    may: frozenset[str]

    @property
    def platform(self) -> Platform:
        assert self.card.platform is not None
        return self.card.platform

    @property
    def rules(self) -> ReplyRules:
        return self.platform.replies

    @property
    def replaceable(self) -> bool:
        """A published reply can be given a new text."""
        may = not self.by_api or May.REPLACE in self.may
        return self.rules.write == WriteKind.REPLACE and may


def road(bench: Bench, known: Known) -> Road:
    """Hook AND `may` decide; all else is by hand."""
    with bench.db.read() as tx:
        account = accounts.numbered(tx, known.account_id)
    connection = bench.connections.of(account)
    why = _why_by_hand(bench, known, account, connection)
    return Road(account, connection, connection.spec.plugin, not why, why, account.may)


def _why_by_hand(bench: Bench, known: Known, account: AccountInfo, connection: Connection) -> str:
    title = connection.spec.plugin.title
    if not connection.signed_in:
        return _("The account {name} has no access to {platform}'s API.").format(
            name=account.name, platform=title
        )
    if not bench.plugins.does(account.platform, "reviewdesk_post_reply"):
        return _("{platform} lets nobody answer by API.").format(platform=title)
    if May.REPLY not in account.may:
        return account.problem or _("{platform} has not granted this account the right to answer.").format(
            platform=title
        )
    if _only_by_hand(known, connection.spec.plugin):
        return _(
            "An earlier answer stands under this review, and {platform} lets no program change it."
        ).format(platform=title)
    if not known.fetched:
        return _("This review is known from a file only; the next fetch may find it.")
    return ""


def _only_by_hand(known: Known, card: Plugin) -> bool:
    once = card.platform is not None and card.platform.replies.write == WriteKind.ONCE
    return once and answered_before(known.review)
