"""With which account a plugin is asked: the shop's own at a platform or issuer, or none at all."""

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.connection import Connection
from reviewdesk.store import accounts
from reviewdesk.store.values import AccountInfo, Known


def way_of(bench: Bench, plugin: str, known: Known | None = None) -> Connection:
    """The connection for one plugin; `known`: the review of the case, whose own account comes first.

    A plugin that needs no account (a card, an e-mail) gets one without credentials.
    """
    with bench.db.read() as tx:
        if known is not None and known.platform == plugin:
            return bench.connections.of(accounts.numbered(tx, known.account_id))
        mine = accounts.all_of(tx, plugin)
    return bench.connections.of(mine[0] if mine else _none(plugin))


def issuers_account(bench: Bench, plugin: str) -> AccountInfo:
    """The account at an issuer by network. Raises DeskError where there is none."""
    card = bench.plugins.card(plugin)
    # One that can't be asked what became of a lost order would leave the owner in doubt for ever.
    if not all(bench.plugins.does(plugin, f"reviewdesk_{hook}_voucher") for hook in ("issue", "find")):
        raise DeskError(
            _("{plugin} issues no vouchers.").format(plugin=card.title), _("See `reviewdesk plugins`.")
        )
    with bench.db.read() as tx:
        mine = accounts.all_of(tx, plugin)
    if not mine:
        raise DeskError(
            _("There is no account at {plugin} yet.").format(plugin=card.title),
            _("Add one: `reviewdesk account add {plugin} NAME`.").format(plugin=plugin),
        )
    return mine[0]


def _none(plugin: str) -> AccountInfo:
    # No account of the owner's can have a slash in its name.
    return AccountInfo(
        id=0,
        platform=plugin,
        name=f"{plugin}/desk",
        settings={},
        secrets={},
        identity=None,
        may=frozenset(),
        keep=None,
        problem=None,
        problem_kind=None,
        checked_at=None,
    )
