"""The number that was left with one demand: shown like a firm's own, to the same people, at the same rate (R68)."""

from app import policy
from app.domain import enterprises, journal
from app.domain.work import Work
from app.models.enterprise import Enterprise, Verb
from app.models.enterprise_shapes import PhoneRead, Reveal
from app.models.portal import PortalDemand


def reveal(work: Work, firm: Enterprise, row: PortalDemand, data: Reveal) -> PhoneRead:
    """The whole number, and a line in the journal: to whom, about which ticket, and why."""
    policy.require(work.actor, Verb.REVEAL, firm)
    enterprises.require_served(work, firm)
    shown = {"field": "demand_phone", "ticket_id": row.ticket_id, "occasion": data.occasion}
    journal.record(work, Verb.REVEAL, firm, after=shown)
    enterprises.keep_to_the_rate(work)
    return PhoneRead(contact_name=None, phone=row.phone)
