"""What tests of the service's own clockwork share: one round of it at an instant, committed."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlmodel import Session

from app.core.db import transaction
from app.core.storage import Folder
from app.domain import reminders
from app.domain.work import Work
from app.models.event import Via
from app.models.user import Role, User
from app.models.zone import Zone
from app.policy.actor import Actor


def by_itself(session: Session, now: datetime) -> Work:
    """Work in nobody's name, as the clockwork does it."""
    nobody = User(username="", name="", role=Role.ADMIN, created_at=datetime(1970, 1, 1, tzinfo=UTC))
    return Work(session, Actor(nobody, Via.SYSTEM), now, session.get_one(Zone, 1), Folder(Path("none")))


def reminded(engine: Engine, now: datetime) -> int:
    """Issue the notices that are due."""
    with transaction(engine) as session:
        return reminders.issue_due(by_itself(session, now))
