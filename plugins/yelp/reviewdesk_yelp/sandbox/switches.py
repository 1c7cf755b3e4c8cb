"""Ways in which this Yelp can be made to behave."""

from dataclasses import dataclass

from reviewdesk.sandbox import Switches

__all__ = ["YelpSwitches"]


@dataclass(slots=True)
class YelpSwitches(Switches):
    plan_reviews: int = 3
    """How many excerpts the key's plan shows; 0: a plan without reviews, which answers "not found"."""
    private_enabled: bool = True
    """False: the key is an ordinary one, as anyone can buy."""
    private_refusal: int = 403
    """With `private_enabled` false: 401 or 403."""
    private_nested: bool = True
    """True: the list one deeper, as documented; False: as in Places."""
    private_ids: bool = False
    """False: ids only in the links, as in the documented example."""
    daily_limit: int = 5000
    """Calls with the key a day, until midnight in UTC."""
    per_second: int = 0
    """Calls with the key a second; 0: no limit."""
    replies_a_day: int = 20
    """For each page and person."""
    name_ok: bool = True
    """Whether Yelp has approved the owner's name."""
    photo_ok: bool = True
    internal_error_status: int = 400
    """The status of "Internal Error", which a sign Yelp can't take meets."""
    access_token_seconds: int = 604_800
    read_lag_seconds: int = 0
    """For so long after an answer was taken, readers do not see it."""
