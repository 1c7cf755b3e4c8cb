"""The one place where hooks are called: typed, one plugin at a time, in a lane, with a deadline."""

import logging
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any, TypeVar

from reviewdesk.api import (
    Account,
    AccountStatus,
    AuthError,
    BadData,
    Bell,
    Case,
    Channel,
    Clock,
    Delivery,
    Draft,
    Event,
    Export,
    ExportOptions,
    Finding,
    Ground,
    Held,
    IssuedVoucher,
    Level,
    Listing,
    Mail,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    Pasted,
    PasteHint,
    PlatformError,
    PrivateMessage,
    RateLimited,
    Reading,
    Redemption,
    Rejected,
    ReplyPage,
    ReplyReceipt,
    Review,
    ReviewPage,
    Sandbox,
    Tokens,
    Unavailable,
    Voucher,
    VoucherOrder,
    _,
)
from reviewdesk.engine.incoming import border, issued, rung
from reviewdesk.engine.net.connection import Connection
from reviewdesk.engine.net.lanes import Lanes
from reviewdesk.engine.net.wire import Call
from reviewdesk.engine.plugs.plugins import Plugins

T = TypeVar("T")
log = logging.getLogger("reviewdesk.calls")

NOT_APPLIED = (AuthError, NotApproved, RateLimited, Rejected, Held, NotSupported)
"""Refusals of a write that mean: nothing was changed at the platform."""


class Calls:
    """Every hook as a method that gives what the hook promises, or raises a typed error."""

    def __init__(self, plugins: Plugins, lanes: Lanes, clock: Clock, deadline: float) -> None:
        self._plugins = plugins
        self._lanes = lanes
        self._clock = clock
        self._deadline = deadline

    @property
    def deadline(self) -> float:
        """The longest a call may take, in seconds."""
        return self._deadline

    def check_account(self, account: Connection) -> AccountStatus:
        status = self._ask(account, "reviewdesk_check_account")
        if not isinstance(status, AccountStatus):
            raise BadData(_("The plugin does not say what this account may do."))
        return status

    def list_listings(self, account: Connection) -> list[Listing]:
        def work() -> list[Listing]:
            return [border.listing(each) for each in self._answer(account, "reviewdesk_list_listings") or ()]

        return self._guarded(
            account, lambda: self._lanes.run(account.name, work, deadline=self._deadline * 4)
        )

    def fetch(self, account: Connection, listing: Listing, cursor: str | None) -> Generator[ReviewPage]:
        """Pages as they come; each `next()` has the deadline of one call."""

        def make() -> Any:
            return iter(
                self._answer(account, "reviewdesk_fetch_reviews", listing=listing, cursor=cursor) or ()
            )

        pages = self._lanes.iterate(account.name, make, deadline=self._deadline * 2)
        try:
            while True:
                try:
                    found = self._guarded(account, lambda: border.page(next(pages)))
                except StopIteration:
                    return
                yield found
        finally:
            pages.close()

    def read(self, account: Connection, review: Review) -> Reading:
        found = self._ask(account, "reviewdesk_read_review", review=review)
        return border.reading(found, self._clock.now())

    def post(
        self, account: Connection, review: Review, text: str, key: str, permit: Callable[[], bool]
    ) -> ReplyReceipt:
        """Raises a refusal only where nothing was applied; everything doubtful is `OutcomeUnknown`."""
        hook = "reviewdesk_post_reply"
        found = self._write(account, hook, permit, review=review, text=text, key=key)
        try:
            return border.receipt(found, self._clock.now())
        except BadData as error:
            raise OutcomeUnknown(error.reason) from error

    def withdraw(self, account: Connection, review: Review, permit: Callable[[], bool]) -> None:
        self._write(account, "reviewdesk_withdraw_reply", permit, review=review)

    def issue_voucher(
        self, account: Connection, order: VoucherOrder, key: str, permit: Callable[[], bool]
    ) -> IssuedVoucher:
        """Raises a refusal only where none was made; everything doubtful is `OutcomeUnknown`."""
        found = self._write(account, "reviewdesk_issue_voucher", permit, order=order, key=key)
        try:
            return issued.voucher(found)
        except BadData as error:
            raise OutcomeUnknown(error.reason) from error

    def find_voucher(self, account: Connection, order: VoucherOrder, key: str) -> IssuedVoucher | None:
        found = self._ask(account, "reviewdesk_find_voucher", order=order, key=key)
        return None if found is None else issued.voucher(found)

    def redeem_voucher(
        self, account: Connection, voucher: Voucher, key: str, permit: Callable[[], bool]
    ) -> Redemption:
        found = self._write(account, "reviewdesk_redeem_voucher", permit, voucher=voucher, key=key)
        if not isinstance(found, Redemption):
            raise OutcomeUnknown(_("The issuer's answer can't be read."))
        return found

    def void_voucher(
        self, account: Connection, voucher: Voucher, key: str, permit: Callable[[], bool]
    ) -> None:
        self._write(account, "reviewdesk_void_voucher", permit, voucher=voucher, key=key)

    def voucher_channels(self, account: Connection, case: Case) -> list[Channel]:
        """What one plugin offers; nothing where it fails: the other channels stay."""
        try:
            found = self._answer(account, "reviewdesk_voucher_channels", case=case)
            return [each for each in found or () if isinstance(each, Channel)]
        except Exception as error:  # noqa: BLE001 - one plugin's trouble closes no other channel
            self._plugins.unhealthy(account.spec.plugin.name, f"{type(error).__name__}: {error}")
            return []

    def deliver_voucher(
        self,
        account: Connection,
        voucher: Voucher,
        message: PrivateMessage,
        key: str,
        permit: Callable[[], bool],
    ) -> Delivery:
        """Raises a refusal only where nothing reached the guest; everything doubtful is `OutcomeUnknown`."""
        given = {"voucher": voucher, "message": message, "key": key}
        found = self._write(account, "reviewdesk_deliver_voucher", permit, **given)
        if not isinstance(found, Delivery):
            raise OutcomeUnknown(_("The channel does not say what it did."))
        return found

    def reply_page(self, account: Connection, review: Review) -> ReplyPage | None:
        """None where the plugin knows no page, or fails: answering by hand goes on without one."""
        try:
            page = self._answer(account, "reviewdesk_reply_page", review=review)
        except Exception as error:  # noqa: BLE001 - a page is a courtesy
            self._plugins.unhealthy(account.spec.plugin.name, f"{type(error).__name__}: {error}")
            return None
        usable = isinstance(page, ReplyPage) and page.url.lower().startswith(("https://", "http://"))
        return page if usable else None

    def renew(self, account: Account, name: str, held: Tokens | None) -> Tokens:
        """Called inside a call already under way, in its lane."""
        assert isinstance(account, Connection)
        hook = self._plugins.caller("reviewdesk_renew_token", account.spec.plugin.name)
        found = hook(account=account, name=name, held=held)
        if not found or not isinstance(found[0], Tokens):
            raise BadData(_("The plugin got no token."))
        return found[0]

    def open_export(self, name: str, path: Path, options: ExportOptions) -> Export | None:
        found = self._plugins.caller("reviewdesk_open_export", name)(path=path, options=options)
        return found[0] if found and isinstance(found[0], Export) else None

    def read_paste(self, name: str, text: str, hint: PasteHint) -> Pasted | None:
        found = self._plugins.caller("reviewdesk_read_paste", name)(text=text, hint=hint)
        return border.pasted(found[0]) if found else None

    def read_mail(self, name: str, message: Mail) -> Bell | None:
        """None where it is no notification of this platform, or the plugin fails."""
        try:
            found = self._plugins.caller("reviewdesk_read_mail", name)(message=message)
            platform = self._plugins.card(name).platform
            keep = platform.retention.words if platform else None
            return rung.fit(found[0], name, message.at, keep) if found else None
        except Exception as error:  # noqa: BLE001 - one plugin's trouble with a mail is not the desk's
            self._plugins.unhealthy(name, f"{type(error).__name__}: {error}")
            return None

    def check_reply(self, draft: Draft, ground: Ground) -> list[Finding]:
        """Findings of all checks; a check that fails becomes a warning of its own."""
        findings: list[Finding] = []
        for name in self._plugins.doing("reviewdesk_check_reply"):
            try:
                answers = self._plugins.caller("reviewdesk_check_reply", name)(draft=draft, ground=ground)
                findings += [each for answer in answers for each in answer if isinstance(each, Finding)]
            except Exception as error:  # noqa: BLE001 - one broken check must not silence the others
                self._plugins.unhealthy(name, f"{type(error).__name__}: {error}")
                findings.append(_not_checked(name, error))
        return findings

    def happened(self, event: Event) -> None:
        for name in self._plugins.doing("reviewdesk_happened"):
            try:
                self._plugins.caller("reviewdesk_happened", name)(event=event)
            except Exception as error:  # noqa: BLE001 - best effort: the diary is the record
                self._plugins.unhealthy(name, f"{type(error).__name__}: {error}")

    def sandbox(self, name: str) -> Sandbox | None:
        if not self._plugins.does(name, "reviewdesk_sandbox"):
            return None
        found: list[Sandbox] = self._plugins.caller("reviewdesk_sandbox", name)()
        return found[0] if found else None

    def _ask(self, account: Connection, hook: str, **given: Any) -> Any:
        def work() -> Any:
            return self._answer(account, hook, **given)

        return self._guarded(account, lambda: self._lanes.run(account.name, work, deadline=self._deadline))

    def _answer(self, account: Connection, hook: str, **given: Any) -> Any:
        name = account.spec.plugin.name
        if not self._plugins.does(name, hook):
            raise NotSupported(_("{plugin} can't do this.").format(plugin=account.spec.plugin.title))
        given["account"] = account
        answers = self._plugins.caller(hook, name)(**given)
        return answers[0] if answers else None

    def _guarded(self, account: Connection, work: Callable[[], T]) -> T:
        try:
            return work()
        except (PlatformError, StopIteration):
            raise
        except Exception as error:
            name = account.spec.plugin.name
            self._plugins.unhealthy(name, f"{type(error).__name__}: {error}")
            log.warning("%s failed", name, exc_info=True)
            raise Unavailable(
                _("The plugin {name} failed: {error}.").format(
                    name=name, error=f"{type(error).__name__}: {error}"
                )
            ) from error

    def _write(self, account: Connection, hook: str, permit: Callable[[], bool], **given: Any) -> Any:
        call = Call(write=True, permit=permit)
        try:
            return self._lanes.run(
                account.name,
                lambda: self._answer(account, hook, **given),
                deadline=self._deadline,
                call=call,
            )
        except Exception as error:
            if self._not_applied(error, call, hook, account):
                raise self._named(error, hook) from error
            if isinstance(error, BadData) and not call.left:
                # The core refused to build or send this request: trying again would end the same way.
                raise NotSupported(error.reason, error.advice) from error
            if isinstance(error, OutcomeUnknown):
                raise
            log.warning("a write ended in doubt", exc_info=True)
            reason = error.reason if isinstance(error, PlatformError) else f"{type(error).__name__}: {error}"
            raise OutcomeUnknown(reason) from error

    def _named(self, error: Exception, hook: str) -> Exception:
        """A wrapper that holds a write back is named: the owner must know whom to ask."""
        if not isinstance(error, Held):
            return error
        for each in getattr(self._plugins.manager.hook, hook).get_hookimpls():
            if (each.wrapper or each.hookwrapper) and _came_through(error, each.function):
                title = self._plugins.card(each.plugin_name).title
                return Held(_("{plugin} held it back: {why}").format(plugin=title, why=error.reason))
        return error

    def _not_applied(self, error: Exception, call: Call, hook: str, account: Connection) -> bool:
        if not call.left:
            return isinstance(error, (*NOT_APPLIED, Unavailable))
        if not isinstance(error, NOT_APPLIED) or isinstance(error, Held):
            return False
        # A wrapper may raise a refusal after the plugin's write succeeded: only the plugin's own counts.
        plain = self._plugins.plain(hook, account.spec.plugin.name)
        return plain is not None and _came_through(error, plain)


def _not_checked(name: str, error: Exception) -> Finding:
    reason = _("The check {name} failed ({error}): look at the answer yourself.").format(
        name=name, error=type(error).__name__
    )
    return Finding(level=Level.WARN, code=f"unchecked-{name}", reason=reason)


def _came_through(error: BaseException, function: Any) -> bool:
    frames: Iterable[Any] = _frames(error)
    return any(frame.f_code is function.__code__ for frame in frames)


def _frames(error: BaseException) -> Iterable[Any]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next
