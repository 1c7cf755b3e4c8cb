"""Voucherify: vouchers that its own till, app or shop system can redeem too."""

from reviewdesk.api import (
    Account,
    AccountStatus,
    IssuedVoucher,
    Plugin,
    Redemption,
    Sandbox,
    Voucher,
    VoucherOrder,
    hookimpl,
)


@hookimpl
def reviewdesk_plugin() -> Plugin:
    from reviewdesk_voucherify.card import card

    return card()


@hookimpl
def reviewdesk_check_account(account: Account) -> AccountStatus:
    from reviewdesk_voucherify.access import check

    return check(account)


@hookimpl
def reviewdesk_issue_voucher(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher:
    from reviewdesk_voucherify.issuing import issue

    return issue(account, order, key)


@hookimpl
def reviewdesk_find_voucher(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher | None:
    from reviewdesk_voucherify.issuing import find

    return find(account, order, key)


@hookimpl
def reviewdesk_redeem_voucher(account: Account, voucher: Voucher, key: str) -> Redemption:
    from reviewdesk_voucherify.using import redeem

    return redeem(account, voucher, key)


@hookimpl
def reviewdesk_void_voucher(account: Account, voucher: Voucher) -> None:
    # Switching a voucher off twice is switching it off: no key is needed.
    from reviewdesk_voucherify.using import void

    void(account, voucher)


@hookimpl
def reviewdesk_sandbox() -> Sandbox:
    from reviewdesk_voucherify.sandbox import VoucherifySandbox

    return VoucherifySandbox()
