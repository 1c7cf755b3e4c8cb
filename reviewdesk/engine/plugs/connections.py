"""One connection per account, for as long as the desk is open."""

import threading

from reviewdesk.api import Account, Clock, Tokens
from reviewdesk.engine.net.connection import AccountSpec, Connection, Renewer
from reviewdesk.engine.net.limits import Bucket
from reviewdesk.engine.net.tokens import TokenKeeper
from reviewdesk.engine.plugs.plugins import Plugins
from reviewdesk.store.values import AccountInfo


class Connections:
    """Makes connections when they are first needed, and anew when an account was changed.

    `mark` tells this desk's accounts from those of another home in the system's one keyring.
    """

    def __init__(
        self,
        mark: str,
        plugins: Plugins,
        keeper: TokenKeeper,
        clock: Clock,
        bucket: Bucket,
    ) -> None:
        self._mark = mark
        self._plugins = plugins
        self.keeper = keeper
        self._clock = clock
        self._bucket = bucket
        self._open: dict[str, Connection] = {}
        self._lock = threading.Lock()
        self.renewer: Renewer | None = None

    def of(self, account: AccountInfo) -> Connection:
        """The connection of an account. Raises DeskError where its plugin can't be used."""
        spec = self.spec(account)
        with self._lock:
            found = self._open.get(account.name)
            if found is None or found.spec != spec:
                if found is not None:
                    found.close()
                found = Connection(
                    spec, keeper=self.keeper, renewer=self._renew, clock=self._clock, bucket=self._bucket
                )
                self._open[account.name] = found
            return found

    def spec(self, account: AccountInfo) -> AccountSpec:
        return AccountSpec(
            name=account.name,
            plugin=self._plugins.card(account.platform),
            settings=dict(account.settings),
            secrets=dict(account.secrets),
            key=f"{self._mark}-{account.name}",
        )

    def drop(self, name: str) -> None:
        with self._lock:
            found = self._open.pop(name, None)
        if found is not None:
            found.close()

    def close(self) -> None:
        for name in list(self._open):
            self.drop(name)

    def _renew(self, account: Account, name: str, held: Tokens | None) -> Tokens:
        assert self.renewer is not None
        return self.renewer(account, name, held)
