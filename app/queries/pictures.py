"""Finding pictures through the record that they belong to."""

from collections import defaultdict

from sqlmodel import Session, col, func, or_, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.photo import Photo
from app.models.project import Progress, Project
from app.models.ticket import Note, Ticket
from app.models.visit import Visit
from app.policy import projects, tickets, visits
from app.policy.actor import Actor


def count(session: Session, column: str, owner_id: int | None) -> int:
    return session.exec(select(func.count()).select_from(Photo).where(getattr(Photo, column) == owner_id)).one()


def names(session: Session, column: str, owner_id: int) -> list[str]:
    """File names of a record's pictures, in the order they were added."""
    return list(session.exec(select(Photo.name).where(getattr(Photo, column) == owner_id).order_by(col(Photo.id))))


def hashes(session: Session) -> dict[str, str]:
    """SHA-256 of every picture by its file name."""
    return dict(session.exec(select(Photo.name, Photo.sha256).order_by(col(Photo.id))).all())


Shots = dict[int, list[str]]
OF_TICKET = 0  # the key, in Shots, of the pictures that came with the ticket itself


def of_ticket(session: Session, ticket_id: int) -> Shots:
    """File names by note, and under OF_TICKET the ticket's own; a note without pictures gives an empty list."""
    said = select(Note.id).where(Note.ticket_id == ticket_id)
    wanted = select(Photo.note_id, Photo.name).where(or_(Photo.ticket_id == ticket_id, col(Photo.note_id).in_(said)))
    found: Shots = defaultdict(list)
    for note_id, name in session.exec(wanted.order_by(col(Photo.id))):
        found[note_id or OF_TICKET].append(name)
    return found


def get(session: Session, actor: Actor, name: str) -> Photo:
    """The picture if its record is visible; otherwise it does not exist."""
    photo = session.exec(select(Photo).where(Photo.name == name)).one_or_none()
    if photo is None or not _is_visible(session, actor, photo):
        raise NotFound(N_("No such photo."))
    return photo


def _is_visible(session: Session, actor: Actor, photo: Photo) -> bool:
    owner = next(name for name in ("note_id", "ticket_id", "progress_id", "visit_id") if getattr(photo, name))
    return bool(session.exec(_OWNERS[owner](actor, getattr(photo, owner))).first())


_OWNERS = {
    "ticket_id": lambda actor, key: select(Ticket.id).where(Ticket.id == key, tickets.visible(actor)),
    "note_id": lambda actor, key: (
        select(Note.id)
        .join(Ticket, col(Ticket.id) == Note.ticket_id)
        .where(Note.id == key, tickets.visible(actor), tickets.visible_notes(actor))
    ),
    "progress_id": lambda actor, key: (
        select(Progress.id)
        .join(Project, col(Project.id) == Progress.project_id)
        .where(Progress.id == key, projects.visible(actor))
    ),
    "visit_id": lambda actor, key: select(Visit.id).where(Visit.id == key, visits.visible(actor)),
}
