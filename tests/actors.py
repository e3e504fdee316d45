"""The standing cast: one person per role, two rivals, two firms; every name here is synthetic."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from app.core.secrets import digest, hash_password
from app.domain import founding
from app.domain.founding import Charter
from app.models.enterprise import Enterprise
from app.models.org import Department, ForceKind, HostTerm, Membership, Pairing, TaskForce
from app.models.user import LoginSession, Role, User

NOW = datetime(2019, 7, 16, 1, 30, tzinfo=UTC)  # 09:30 in the zone, a service day
PASSWORD = "correct horse 7"
FIRM, RIVAL_FIRM = 1, 2
ECONOMY, COMMERCE, CONSTRUCTION = 1, 2, 3


@dataclass(frozen=True)
class Part:
    """One member of the cast; `id` is the account's row."""

    id: int
    role: Role
    department_id: int | None = None
    enterprise_id: int | None = None


CAST = {
    "leader": Part(1, Role.LEADER),
    "officer": Part(2, Role.OFFICER, COMMERCE),
    "handler": Part(3, Role.HANDLER, ECONOMY),
    "rival_handler": Part(4, Role.HANDLER, CONSTRUCTION),
    "coordinator": Part(5, Role.COORDINATOR, ECONOMY),
    "supervisor": Part(6, Role.SUPERVISOR),
    "contact": Part(7, Role.ENTERPRISE, enterprise_id=FIRM),
    "rival_contact": Part(8, Role.ENTERPRISE, enterprise_id=RIVAL_FIRM),
    "admin": Part(9, Role.ADMIN),
    "duty_leader": Part(10, Role.HANDLER, ECONOMY),
}


def token(name: str) -> str:
    """The session token that a member's browser holds."""
    return f"session-of-{name}"


def settle(session: Session) -> None:
    """Found a zone and let everybody in."""
    founding.found(session, Charter("Test Zone", "Test"), NOW)
    session.add_all(
        Department(id=key, code=code, name=code.title(), name_en=code.title())
        for key, code in ((ECONOMY, "economy"), (COMMERCE, "commerce"), (CONSTRUCTION, "construction"))
    )
    session.add_all(
        Enterprise(id=key, name=name, created_at=NOW, is_synthetic=True)
        for key, name in ((FIRM, "Bright Glass"), (RIVAL_FIRM, "Rival Pipes"))
    )
    session.add(TaskForce(id=1, code="emerging", name="Emerging", name_en="Emerging", kind=ForceKind.SECTOR))
    session.flush()
    session.add(HostTerm(task_force_id=1, department_id=COMMERCE, from_on=date(2019, 1, 1)))
    hashed = hash_password(PASSWORD)
    for name, part in CAST.items():
        session.add(_account(name, part, hashed))
        session.flush()
        session.add(_browser(name, part))
    session.add(Membership(task_force_id=1, user_id=CAST["officer"].id, from_on=date(2019, 1, 1)))
    session.add(Pairing(user_id=CAST["officer"].id, enterprise_id=FIRM, from_on=date(2019, 1, 1)))
    session.flush()


def _account(name: str, part: Part, hashed: str) -> User:
    return User(
        id=part.id,
        username=name,
        name=name.replace("_", " ").title(),
        role=part.role,
        department_id=part.department_id,
        enterprise_id=part.enterprise_id,
        is_duty_leader=name == "duty_leader",
        password_hash=hashed,
        created_at=NOW,
        language="en",
        is_synthetic=True,
    )


def _browser(name: str, part: Part) -> LoginSession:
    return LoginSession(
        user_id=part.id,
        token_hash=digest(token(name)),
        created_at=NOW,
        seen_at=NOW,
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
        is_own_device=True,
    )
