"""Ways in which this Voucherify can be made to behave."""

from dataclasses import dataclass

from reviewdesk.sandbox import Switches

__all__ = ["VoucherifySwitches"]


@dataclass(slots=True)
class VoucherifySwitches(Switches):
    case_sensitive: bool = True
    """Of the codes; fixed when a project is made."""
    per_minute: int = 100
    """Calls a minute, as the smallest plan has; 0: no limit."""
    plan_over: bool = False
    """True: the plan is used up, every call is answered 402."""
    partial: bool = False
    """True: what can be applied is applied, so that a refused redemption comes with the status of success."""
    read_lag_seconds: float = 0.0
    """For so long a new voucher is not seen by readers; its code is taken at once."""
