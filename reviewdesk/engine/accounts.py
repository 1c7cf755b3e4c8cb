"""The accounts room: adding, checking, signing in, removing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviewdesk.api import AccountStatus, AuthError, DeskError, NotApproved, PlatformError, Plugin, _
from reviewdesk.engine import account_status, own_settings
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.secrets import Secret, Source, forget_secret, store_secret
from reviewdesk.store import accounts, diary
from reviewdesk.store.values import AccountInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReport:
    """What `check` found."""

    account: AccountInfo
    status: AccountStatus | None
    problem: str
    todo: str


_SERVICES = ("reviewdesk_issue_voucher", "reviewdesk_deliver_voucher")
_SOLVED: Mapping[str, None] = {"problem": None, "problem_kind": None}


class Accounts:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def card(self, platform: str) -> Plugin:
        """The plugin's card. Raises DeskError where there is no such plugin."""
        return self._bench.plugins.card(platform)

    def list(self) -> list[AccountInfo]:
        with self._bench.db.read() as tx:
            return accounts.all_of(tx)

    def named(self, name: str) -> AccountInfo:
        with self._bench.db.read() as tx:
            return accounts.named(tx, name)

    def add(
        self,
        platform: str,
        name: str,
        *,
        settings: Mapping[str, str] | None = None,
        secrets: Mapping[str, str] | None = None,
    ) -> AccountInfo:
        """Keep an account: settings, and sources of secrets. Nothing is asked of the platform."""
        card = self.card(platform)
        if card.platform is None and not self._serves(platform):
            raise DeskError(
                _("{name} is no review platform.").format(name=card.title), _("See `reviewdesk plugins`.")
            )
        if not name.strip() or "/" in name:
            raise DeskError(
                _("An account needs a name without slashes."), _("Choose a short name, e.g. main.")
            )
        chosen = _known(settings or {}, [each.name for each in card.settings], _("setting"), card)
        sources = _known(secrets or {}, [each.name for each in card.secrets], _("secret"), card)
        chosen = own_settings.checked(chosen)
        kept = {key: Source.parse(text).text for key, text in sources.items()}
        with self._bench.write() as tx:
            return accounts.add(
                tx,
                platform,
                name.strip(),
                settings=chosen,
                secrets=kept,
                at=self._bench.clock.now(),
                by=self._bench.person,
                apart=own_settings.stands_apart(chosen),
            )

    def _serves(self, plugin: str) -> bool:
        """Whether an account makes sense for it, though it is no platform: an issuer, a channel."""
        return any(self._bench.plugins.does(plugin, hook) for hook in _SERVICES)

    def set(self, name: str, settings: Mapping[str, str]) -> AccountInfo:
        """Change settings of an account; an empty value takes one away."""
        account = self.named(name)
        card = self.card(account.platform)
        names = [each.name for each in card.settings]
        new = _known(settings, names, _("setting"), card)
        kept = {key: value for key, value in account.settings.items() if key not in settings}
        kept |= own_settings.checked(new)
        with self._bench.write() as tx:
            accounts.change(tx, account.id, settings=kept, apart=own_settings.stands_apart(kept))
            diary.write(
                tx, self._bench.clock.now(), "account.changed", by=self._bench.person, account=account.name
            )
            account = accounts.named(tx, name)
        self._bench.connections.drop(name)
        return account

    def check(self, name: str) -> AccountReport:
        """Sign in and see what this account may do; what is wrong is kept with the account."""
        account = self.named(name)
        try:
            status = self._bench.calls.check_account(self._bench.connections.of(account))
        except PlatformError as error:
            return self._failed(account, error)
        except DeskError as error:
            return AccountReport(account=account, status=None, problem=error.what, todo=error.do)
        with self._bench.write() as tx:
            columns = account_status.columns(status, self.card(account.platform), self._bench.clock.now())
            accounts.change(tx, account.id, **columns)
            account = accounts.named(tx, name)
        return AccountReport(account=account, status=status, problem="", todo="")

    def _failed(self, account: AccountInfo, error: PlatformError) -> AccountReport:
        kind = "unavailable"
        changes: dict[str, str] = {}
        if isinstance(error, NotApproved):
            kind, changes = "not_approved", {"may": ""}
        elif isinstance(error, AuthError):
            kind = "auth"
        with self._bench.write() as tx:
            problem = f"{error.reason} {error.advice}".strip()
            accounts.change(tx, account.id, problem=problem, problem_kind=kind, **changes)
            account = accounts.named(tx, account.name)
        return AccountReport(account=account, status=None, problem=error.reason, todo=error.advice)

    def keep_secret(self, name: str, secret: str, value: str) -> str:
        """Keep a typed-in secret in the keyring or a private file; the answer is its source."""
        account = self.named(name)
        connection = self._bench.connections.of(account)
        source = store_secret(self._bench.folder, connection.key, secret, Secret(value))
        self._set_secret(account, secret, source)
        return source

    def _set_secret(self, account: AccountInfo, secret: str, source: str) -> None:
        with self._bench.write() as tx:
            accounts.change(tx, account.id, secrets={**account.secrets, secret: source}, **_SOLVED)
        # The source's text may be the same as before while its value is not.
        self._bench.connections.drop(account.name)

    def sign_in(
        self,
        name: str,
        *,
        open_url: Callable[[str], object],
        show_url: Callable[[str], None],
    ) -> AccountReport:
        """Sign in through the browser and keep the refresh token. Blocks until done."""
        from reviewdesk.engine.net.signin import BrowserSignIn

        account = self.named(name)
        connection = self._bench.connections.of(account)
        card = connection.spec.plugin
        if card.sign_in is None:
            raise DeskError(
                _("{platform} knows no sign-in by browser.").format(platform=card.title),
                _("Give its secrets with `reviewdesk account add`."),
            )
        signed = BrowserSignIn(connection).run(open_url=open_url, show_url=show_url)
        source = store_secret(self._bench.folder, connection.key, card.sign_in.keeps, signed.refresh)
        self._set_secret(account, card.sign_in.keeps, source)
        return self.check(name)

    def remove(self, name: str) -> bool:
        """Take an account away with its tokens; True if its reviews stay here by hand."""
        account = self.named(name)
        try:
            connection = self._bench.connections.of(account)
            self._bench.connections.keeper.forget(connection.key)
            for secret, source in account.secrets.items():
                forget_secret(self._bench.folder, connection.key, secret, source)
        except DeskError:
            pass
        self._bench.connections.drop(name)
        with self._bench.write() as tx:
            return accounts.remove(tx, account.id, self._bench.clock.now(), self._bench.person)


def _known(given: Mapping[str, str], names: list[str], kind: str, card: Plugin) -> dict[str, str]:
    import difflib

    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            known = ", ".join(names) or "-"
            raise DeskError(
                _("{platform} has no {kind} named {name}.").format(platform=card.title, kind=kind, name=name),
                _("Did you mean {near}?").format(near=near[0])
                if near
                else _("It has: {known}.").format(known=known),
            )
    return {name: value for name, value in given.items() if value}
