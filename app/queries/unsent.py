"""The secret behind the keys to unsent work."""

from sqlmodel import Session, select

from app.models.draft_secret import DraftSecret


def secret(session: Session) -> str:
    return session.exec(select(DraftSecret.secret)).one()
