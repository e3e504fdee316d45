"""One ticket's timeline: what the journal says happened, with the words and pictures that this person may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.models.enterprise import Enterprise
from app.models.event import Event, Via
from app.models.org import Department
from app.models.ticket import Note, Ticket
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TimelineItem
from app.models.user import User
from app.policy import tickets as rights
from app.policy.actor import Actor
from app.policy.rules import ZONE_WIDE
from app.queries import ticket_parts
from app.queries.ticket_parts import Parts

# How the offices pass it among themselves is no enterprise's business (R40).
_STAFF_ONLY = {
    Verb.RETURN,
    Verb.APPEAL,
    Verb.RULE,
    Verb.ASK_EXTENSION,
    Verb.ASK_SUSPENSION,
    Verb.REFUSE,
    Verb.MERGE,
    Verb.PART,
    Verb.UNDO,
}
# The journal may say more of a ticket than its life does, such as that it was loaded with the demo.
_LINES = [f"ticket.{verb.value}" for verb in Verb]


def of(session: Session, actor: Actor, ticket: Ticket, parts: Parts | None = None) -> list[TimelineItem]:
    """Oldest first. Internal words, and returns between departments, do not exist for an enterprise contact."""
    assert ticket.id is not None
    parts = parts or ticket_parts.of(session, ticket.id)
    notes, events = _notes(session, actor, ticket), _events(session, ticket)
    lines = []
    for event, who, department, english in events:
        verb, note_id = Verb(event.verb.partition(".")[2]), event.after.get("note")
        hidden = note_id is not None and note_id not in notes
        if hidden or not is_told(actor, verb):
            continue
        note = notes.get(note_id or 0)
        line = TimelineItem(
            at=event.at,
            verb=verb,
            who=who,
            department=department,
            department_en=english,
            to=parts.bodies.get(_handed_to(event)),
            due_was=_instant(event.before),
            due_is=_instant(event.after),
            body=note.body if note else None,
            is_internal=note.is_internal if note else False,
            version=event.after.get("version"),
            photos=parts.shots.get(note_id, []) if note_id else [],
        )
        lines.append(line)
    return lines


def is_told(actor: Actor, verb: Verb) -> bool:
    """Whether this person may know that such a step was taken.

    What supervision heard of an enterprise that had not answered is not for whoever handled the ticket.
    """
    if verb is Verb.CHECK:
        return actor.is_(*ZONE_WIDE)
    return not (actor.user.is_enterprise and verb in _STAFF_ONLY)


def last_step(session: Session, ticket: Ticket) -> Event | None:
    """The newest line of the journal about the ticket."""
    wanted = select(Event).where(Event.subject_kind == "ticket", Event.subject_id == ticket.id)
    return session.exec(wanted.order_by(col(Event.id).desc()).limit(1)).first()


def _events(session: Session, ticket: Ticket) -> Sequence[Any]:
    """The journal's lines about the ticket with the name and the department of whoever acted, or the firm's."""
    by_firm = sa.and_(col(Event.via) == Via.PORTAL, col(Enterprise.id) == ticket.enterprise_id)
    wanted = (
        select(Event, sa.func.coalesce(User.name, Enterprise.name), Department.name, Department.name_en)
        .outerjoin(User, col(User.id) == Event.actor_id)
        .outerjoin(Department, col(Department.id) == User.department_id)
        .outerjoin(Enterprise, by_firm)
        .where(Event.subject_kind == "ticket", Event.subject_id == ticket.id, col(Event.verb).in_(_LINES))
    )
    return session.exec(wanted.order_by(col(Event.id))).all()


def _notes(session: Session, actor: Actor, ticket: Ticket) -> dict[int, Note]:
    rows = session.exec(select(Note).where(Note.ticket_id == ticket.id, rights.visible_notes(actor)))
    return {note.id: note for note in rows if note.id is not None}


def _handed_to(event: Event) -> int:
    handed = event.verb in {f"ticket.{Verb.ASSIGN}", f"ticket.{Verb.RULE}"}
    return (event.after.get("lead_department_id") or 0) if handed else 0


def _instant(fields: dict[str, Any]) -> datetime | None:
    """The date for the solution, where a step moved it."""
    said = fields.get("solve_due_at")
    return datetime.fromisoformat(said) if said else None
