"""The number that was left with a ticket: masked on its page, whole for those who serve the firm and say why."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Response

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.text import masked
from app.domain import demand_contacts, enterprises
from app.domain.work import Work
from app.models.enterprise import Enterprise, Occasion
from app.models.enterprise_shapes import PhoneRead, Reveal
from app.models.portal import PortalDemand
from app.models.ticket import Ticket
from app.models.ticket_life import Source
from app.policy import evaluations as rights
from app.queries import portal
from app.queries.enterprises import get
from app.queries.tickets import read
from app.web import labels
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep
from app.web.tickets import TicketDep


@dataclass(frozen=True, slots=True)
class Contact:
    """A ticket with the number that was left for it, and whose it is."""

    ticket: Ticket
    demand: PortalDemand
    firm: Enterprise


def find(ticket: TicketDep, work: WorkDep) -> Contact:
    """For somebody who may be shown the number: 404, then 403, before the body is looked at."""
    demand = portal.demand_of(work.session, ticket.id)
    if demand is None or ticket.enterprise_id is None:
        raise NotFound(N_("No number was left with this ticket."))
    firm = get(work.session, work.actor, ticket.enterprise_id)
    enterprises.require_served(work, firm)
    return Contact(ticket, demand, firm)


ContactDep = Annotated[Contact, Depends(find)]


class ContactDesk:
    """Asks what the number is wanted for, then shows it."""

    def __init__(self, contact: ContactDep, work: WorkDep, page: PageDep) -> None:
        self.contact, self.work, self.page = contact, work, page

    def ask(self, form: Form[Reveal] | None = None, found: PhoneRead | None = None) -> Response:
        status = form.status if form and found is None else 200
        ticket = read(self.work.session, self.work.actor, self.contact.ticket, self.work.now)
        return self.page.show(
            "portal/phone.html",
            status=status,
            form=form or Form(Reveal),
            ticket=ticket,
            found=found,
            phone=masked(self.contact.demand.phone),
            occasions=labels.options(Occasion),
        )

    def reveal(self, form: Form[Reveal]) -> Response:
        return self.ask(form, form.apply(self.work, self.shown))

    def shown(self, data: Reveal) -> PhoneRead:
        """The whole number; to whom and why is written down."""
        return demand_contacts.reveal(self.work, self.contact.firm, self.contact.demand, data)


ContactDeskDep = Annotated[ContactDesk, Depends(ContactDesk)]


def on_ticket(work: Work, ticket: Ticket) -> dict[str, Any]:
    """What a ticket's page prints of it for staff."""
    came_by_portal = ticket.source is Source.PORTAL and ticket.registered_by is None and work.actor.user.is_staff
    demand = portal.demand_of(work.session, ticket.id) if came_by_portal else None
    return {"demand_phone": masked(demand.phone) if demand else "", "reads_evaluations": rights.reads(work.actor)}
