"""Keeps what can be found in step with what is: called by the verbs that change a name or a text."""

from sqlmodel import Session, select

from app.core import search
from app.models.enterprise import Enterprise
from app.models.project import Project
from app.models.search import Found, SearchDoc
from app.models.ticket import Ticket
from app.models.user import User


def ticket(session: Session, row: Ticket) -> None:
    _put(session, Found.TICKET, row.id, row.title, row.detail or "")


def project(session: Session, row: Project) -> None:
    """A confidential name is not put where a search could give it away; its code name is."""
    hidden = row.is_confidential and row.code_name
    row.initials = search.initials(row.name)
    _put(
        session,
        Found.PROJECT,
        row.id,
        str(row.code_name) if hidden else row.name,
        "" if hidden else row.alias or "",
    )


def enterprise(session: Session, row: Enterprise) -> None:
    row.initials = search.initials(row.name)
    _put(session, Found.ENTERPRISE, row.id, row.name, row.name_en or "")


def person(session: Session, row: User) -> None:
    _put(session, Found.PERSON, row.id, row.name, row.title or "")


def _put(session: Session, kind: Found, ref_id: int | None, title: str, body: str) -> None:
    assert ref_id is not None
    wanted = select(SearchDoc).where(SearchDoc.kind == kind, SearchDoc.ref_id == ref_id)
    doc = session.exec(wanted).one_or_none()
    grams, initials = search.grams(f"{title}\n{body}"), search.initials(title)
    if doc is None:
        session.add(
            SearchDoc(kind=kind, ref_id=ref_id, title=title, body=body, grams=grams, initials=initials)
        )
    else:
        doc.title, doc.body, doc.grams, doc.initials = title, body, grams, initials
