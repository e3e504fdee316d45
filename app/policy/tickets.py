"""Who may do what with a ticket, and who may see which (reliability, role matrix)."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.event import Via
from app.models.project import Project
from app.models.ticket import Note, Ticket, TicketAssist
from app.models.ticket_life import PleaKind, Sample, State, Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE, Rule, by


def _leads(actor: Actor, ticket: Ticket) -> bool:
    """Works in the department that leads, which is what accepting, answering and returning take."""
    works = actor.is_(Role.HANDLER, Role.OFFICER)
    return works and actor.department_id is not None and ticket.lead_department_id == actor.department_id


def _solves(actor: Actor, ticket: Ticket) -> bool:
    """The lead department, or on site the officer who recorded it or has charge of the firm."""
    on_site = actor.is_(Role.OFFICER) and (
        ticket.registered_by == actor.id or ticket.enterprise_id in actor.paired_enterprise_ids
    )
    return on_site or _leads(actor, ticket)


def _is_firm(actor: Actor, ticket: Ticket) -> bool:
    """Its contact with an account, or whoever holds the secret of this one ticket."""
    if actor.via is Via.PORTAL:
        return ticket.id is not None and ticket.id == actor.ticket_id
    return actor.is_(Role.ENTERPRISE) and ticket.enterprise_id == actor.enterprise_id is not None


def _decides(actor: Actor, ticket: Ticket) -> bool:
    """Never whoever asked (R43): the department's duty leader over its first extension, else the coordinator."""
    if ticket.plea is None or ticket.plea_by == actor.user.id:
        return False
    if ticket.plea is PleaKind.EXTENSION and not (ticket.extensions or ticket.is_plea_above):
        return actor.user.is_duty_leader and _leads(actor, ticket)
    return actor.is_(Role.COORDINATOR)


def _asks(actor: Actor, ticket: Ticket) -> bool:
    """One request at a time."""
    return ticket.plea is None and _leads(actor, ticket)


def _brings_together(actor: Actor, ticket: Ticket) -> bool:
    return actor.is_(Role.COORDINATOR) or _leads(actor, ticket)


def _by_itself(actor: Actor, _ticket: Ticket) -> bool:
    """The service's own clockwork."""
    return actor.via is Via.SYSTEM


def _calls_back(actor: Actor, ticket: Ticket) -> bool:
    """The coordinator may record the firm's word, but never on own work (R43)."""
    return actor.is_(Role.COORDINATOR) and ticket.resolved_by != actor.id


RULES: dict[Verb, Rule] = {
    Verb.RAISE: by(Role.LEADER, Role.OFFICER, Role.HANDLER, Role.COORDINATOR, Role.ENTERPRISE),
    Verb.ASSIGN: by(Role.COORDINATOR),
    Verb.ACCEPT: _leads,
    Verb.RETURN: lambda actor, ticket: ticket.can_return and _leads(actor, ticket),
    Verb.APPEAL: lambda actor, ticket: not ticket.is_ruled and _leads(actor, ticket),
    Verb.RULE: by(Role.COORDINATOR),
    Verb.ANSWER: _leads,
    Verb.ASK_EXTENSION: _asks,
    Verb.EXTEND: lambda actor, ticket: ticket.plea is PleaKind.EXTENSION and _decides(actor, ticket),
    Verb.ASK_SUSPENSION: _asks,
    Verb.SUSPEND: lambda actor, ticket: ticket.plea is PleaKind.SUSPENSION and _decides(actor, ticket),
    Verb.REFUSE: _decides,
    Verb.RESUME: lambda actor, ticket: _by_itself(actor, ticket) or _brings_together(actor, ticket),
    Verb.CONVENE: _brings_together,
    Verb.CONCLUDE: _brings_together,
    Verb.RESOLVE: _solves,
    Verb.CONFIRM: lambda actor, ticket: _is_firm(actor, ticket) or _calls_back(actor, ticket),
    Verb.REOPEN: lambda actor, ticket: (
        _is_firm(actor, ticket) or actor.is_(Role.SUPERVISOR) or _calls_back(actor, ticket)
    ),
    Verb.CLOSE: _calls_back,
    Verb.LAPSE: _by_itself,
    Verb.CHECK: lambda actor, ticket: actor.is_(Role.SUPERVISOR) and ticket.sample is Sample.DRAWN,
    Verb.WITHDRAW: lambda actor, ticket: _is_firm(actor, ticket) or actor.is_(Role.COORDINATOR),
    Verb.MERGE: by(Role.COORDINATOR),
    Verb.PART: by(Role.COORDINATOR),
    Verb.IDENTIFY: lambda actor, ticket: (
        actor.is_(Role.COORDINATOR) or (actor.is_(*STAFF) and ticket.registered_by == actor.id)
    ),
    Verb.NOTE: lambda actor, ticket: actor.is_(*STAFF) or _is_firm(actor, ticket),
    Verb.URGE: lambda actor, ticket: _is_firm(actor, ticket) or actor.is_(Role.SUPERVISOR),
    Verb.UNDO: by(Role.OFFICER, Role.HANDLER, Role.COORDINATOR),
    Verb.RECOUNT: lambda actor, _ticket: actor.via is Via.SYSTEM or actor.is_(Role.ADMIN),
}


def visible(actor: Actor) -> ColumnElement[bool]:
    """The tickets that exist for this person, as SQL: own, department's, charges', task force's, or all."""
    return sa.or_(*sights(actor))


def sights(actor: Actor) -> list[ColumnElement[bool]]:
    """The grounds on which tickets exist for this person; any one is enough, and each has an index of its own."""
    if actor.is_(*ZONE_WIDE):
        return [sa.true()]
    if actor.is_(Role.ENTERPRISE):
        return [_of_firm(actor)]
    if actor.is_(Role.ADMIN):
        return [sa.false()]
    assists = select(TicketAssist.ticket_id).where(TicketAssist.department_id == actor.department_id)
    in_force = select(Project.id).where(col(Project.task_force_id).in_(actor.force_ids))
    charges = {
        col(Ticket.enterprise_id): actor.paired_enterprise_ids,
        col(Ticket.project_id): actor.paired_project_ids,
    }
    return [
        col(Ticket.registered_by) == actor.id,
        col(Ticket.handler_id) == actor.id,
        col(Ticket.lead_department_id) == actor.department_id,
        col(Ticket.id).in_(assists),
        *(column.in_(ids) for column, ids in charges.items() if ids),
        *([col(Ticket.project_id).in_(in_force)] if actor.force_ids else []),
    ]


def _of_firm(actor: Actor) -> ColumnElement[bool]:
    """All of the own firm's for its contact; the one whose secret they hold for whoever has no account."""
    if actor.via is Via.PORTAL:
        return col(Ticket.id) == actor.ticket_id
    return col(Ticket.enterprise_id) == actor.enterprise_id


def shown_state(actor: Actor, state: State) -> State:
    """How the offices pass a ticket among themselves is no enterprise's business: "returned" reads "registered"."""
    return State.REGISTERED if state in {State.RETURNED, State.RULING} and actor.is_(Role.ENTERPRISE) else state


def states_behind(actor: Actor, shown: State) -> list[State]:
    """The states that this person is shown as `shown`."""
    return [state for state in State if shown_state(actor, state) is shown]


def visible_notes(actor: Actor) -> ColumnElement[bool]:
    """Internal words are for staff only (R40)."""
    return sa.true() if actor.is_(*STAFF) else col(Note.is_internal).is_(False)
