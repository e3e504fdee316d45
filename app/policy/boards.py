"""Who reads the zone's numbers and boards: its staff. A firm and the machine's keeper have homes of their own."""

from app.core.errors import NotAllowed
from app.core.i18n import N_
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE


def require_staff(actor: Actor) -> None:
    """Raise NotAllowed (403) for anybody else; what staff see in the boards is still only what each may see."""
    if not actor.is_(*STAFF):
        raise NotAllowed(N_("You may not do this."))


def require_zone_wide(actor: Actor) -> None:
    """Supervision's numbers are for those who steer the zone: handlers do not see who was not satisfied (403)."""
    if not actor.is_(*ZONE_WIDE):
        raise NotAllowed(N_("You may not do this."))


def counts_all(actor: Actor) -> bool:
    """Whether this person's counts are the zone's; others' are counts of what each may see, and say so."""
    return actor.is_(*ZONE_WIDE)
