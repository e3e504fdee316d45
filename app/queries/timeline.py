"""One ticket's timeline: what the journal says happened, with the words and pictures that this person may see."""

from collections import defaultdict

from sqlmodel import Session, col, select

from app.models.event import Event
from app.models.org import Department
from app.models.photo import Photo
from app.models.ticket import Note, Ticket, Verb
from app.models.ticket_shapes import TimelineItem
from app.models.user import User
from app.policy import tickets as rights
from app.policy.actor import Actor
from app.queries import tickets

# How the offices pass it among themselves is no enterprise's business (R40).
_STAFF_ONLY = {Verb.RETURN}


def of(session: Session, actor: Actor, ticket: Ticket) -> list[TimelineItem]:
    """Oldest first. Internal words, and returns between departments, do not exist for an enterprise contact."""
    notes = _notes(session, actor, ticket)
    pictures = _pictures(session, list(notes))
    people = _people(session, ticket)
    lines = []
    for event in tickets.events(session, ticket):
        verb, note_id = Verb(event.verb.partition(".")[2]), event.after.get("note")
        hidden = note_id is not None and note_id not in notes
        if hidden or (actor.user.is_enterprise and verb in _STAFF_ONLY):
            continue
        lines.append(_line(event, verb, notes.get(note_id or 0), people, pictures))
    return lines


def _line(
    event: Event,
    verb: Verb,
    note: Note | None,
    people: dict[int, tuple[str, str | None]],
    pictures: dict[int, list[str]],
) -> TimelineItem:
    who, department = people.get(event.actor_id or 0, (None, None))
    return TimelineItem(
        at=event.at,
        verb=verb,
        who=who,
        department=department,
        body=note and note.body,
        is_internal=bool(note and note.is_internal),
        photos=pictures.get(note.id or 0, []) if note else [],
    )


def _notes(session: Session, actor: Actor, ticket: Ticket) -> dict[int, Note]:
    rows = session.exec(select(Note).where(Note.ticket_id == ticket.id, rights.visible_notes(actor)))
    return {note.id: note for note in rows if note.id is not None}


def _pictures(session: Session, note_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.exec(
        select(Photo.note_id, Photo.name).where(col(Photo.note_id).in_(note_ids)).order_by(col(Photo.id))
    )
    for note_id, name in rows:
        found[note_id or 0].append(name)
    return found


def _people(session: Session, ticket: Ticket) -> dict[int, tuple[str, str | None]]:
    acted = select(Event.actor_id).where(Event.subject_kind == "ticket", Event.subject_id == ticket.id)
    rows = session.exec(
        select(User.id, User.name, Department.name)
        .outerjoin(Department, col(Department.id) == User.department_id)
        .where(col(User.id).in_(acted))
    )
    return {user_id or 0: (name, department) for user_id, name, department in rows}
