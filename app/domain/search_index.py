"""Keeps what can be found in step with what is: called by the verbs that change a name or a text."""

from typing import Any

from sqlmodel import Session

from app.core import search
from app.models.enterprise import Enterprise
from app.models.project import Project
from app.models.search import Found, SearchDoc
from app.models.ticket import Ticket
from app.models.user import User
from app.queries import finding


def ticket(session: Session, row: Ticket) -> None:
    _put(session, Found.TICKET, row.id, row.title, row.detail or "")


def project(session: Session, row: Project) -> None:
    """A confidential name is not put where a search could give it away; its code name is."""
    code_name = row.code_name or row.project_code or f"#{row.id}"
    name, alias = (code_name, "") if row.is_confidential else (row.name, row.alias or "")
    row.initials = search.initials(name)
    _put(session, Found.PROJECT, row.id, name, alias)


def enterprise(session: Session, row: Enterprise) -> None:
    row.initials = search.initials(row.name)
    _put(session, Found.ENTERPRISE, row.id, row.name, row.name_en or "")


def person(session: Session, row: User) -> None:
    _put(session, Found.PERSON, row.id, row.name, row.title or "")


def _put(session: Session, kind: Found, ref_id: int | None, title: str, body: str) -> None:
    assert ref_id is not None
    grams = search.document(kind, title, body, is_name=kind is not Found.TICKET)
    texts: dict[str, Any] = {"title": title, "body": body, "grams": grams, "initials": search.initials(title)}
    doc = finding.document(session, kind, ref_id)
    if doc is None:
        session.add(SearchDoc(kind=kind, ref_id=ref_id, **texts))
    else:
        doc.sqlmodel_update(texts)
