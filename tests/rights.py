"""Every registered route, a row for every address, and who may enter which part of the site."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePosixPath
from uuid import UUID

from actors import CAST, ECONOMY, FIRM, NOW
from fastapi import FastAPI
from sqlmodel import Session

from app.core.secrets import digest
from app.models.channel import Channel, ChannelKind
from app.models.common_problem import CommonProblem, CommonTicket
from app.models.enterprise import Enterprise
from app.models.job import Job
from app.models.notice import Colour, Notice
from app.models.org import Pairing
from app.models.photo import Photo
from app.models.project import Project, Stage, StageEvent, Track
from app.models.saved_view import SavedView
from app.models.service_day import DayState, ServiceDay, Team
from app.models.ticket import Note, Ticket
from app.models.ticket_life import State
from app.models.user import ApiToken, FeedToken, LoginSession, Role, TokenScope, User
from app.models.visit import Visit
from app.models.webhook import Webhook
from app.models.zone import Level, WorkdayOverride

SAFE = {"GET", "HEAD", "OPTIONS"}
ROW, ABSENT, DAY, LOADED = 71, 987_654, date(2019, 7, 30), date(2019, 12, 30)
# Stands in every content row: whoever may not see content never reads it.
MARK, INSIDE = "Marked content", "Marked inside"

# Nobody has to be signed in here.
PUBLIC = {
    "/",
    "/static/app.css",
    "/static/app.js",
    "/static/{path:path}",
    "/sw.js",
    "/login",
    "/logout",
    "/settings/language",
    "/settings/theme",
    "/password/{secret}",
    "/healthz",
    "/readyz",
    "/metrics",
    "/cal/{secret}.ics",
    "/e/{token}",
    "/e/v/{link}",
    "/e/t/{code}",
    "/e/t/{code}/received",
    "/e/t/{code}/notes",
    "/e/t/{code}/urging",
    "/e/t/{code}/withdrawal",
    "/e/t/{code}/evaluation",
    "/e/t/{code}/photos/{name}",
    "/e/t/{code}/photos/{name}/small",
}
# An address with one of these is about a row of FIRM: to a rival's contact and to an administrator it does not exist.
CONTENT = {"problem_id", "ticket_id", "project_id", "visit_id", "enterprise_id", "notice_id"}
ADMIN = {"admin"}
STAFF = {"leader", "officer", "handler", "rival_handler", "coordinator", "supervisor", "duty_leader"}
EVERYBODY = set(CAST)
# The first part of an address, and who may read something there. A part that is missing here fails the walk (R35).
AREAS = {
    "admin": ADMIN,
    "users": ADMIN,
    "zone": ADMIN,
    "holidays": ADMIN,
    "docs": ADMIN,
    "openapi.json": ADMIN,
    "channels": ADMIN,
    "webhooks": ADMIN,
    "jobs": ADMIN,
    "kinds": EVERYBODY,
    "deadlines": EVERYBODY,
    "departments": EVERYBODY,
    "task-forces": EVERYBODY,
    "me": EVERYBODY,
    "settings": EVERYBODY,
    "search": EVERYBODY,
    "tickets": EVERYBODY,
    "photos": EVERYBODY,
    "projects": EVERYBODY,
    "enterprises": EVERYBODY,
    "visits": EVERYBODY,
    "service-days": EVERYBODY,
    "calendar": EVERYBODY,
    "calendar.ics": EVERYBODY,
    "parks": EVERYBODY,
    "belts": EVERYBODY,
    "today": STAFF,
    "outbox": EVERYBODY,
    "wall": STAFF,
    "common-problems": STAFF,
    "metrics": STAFF,
    "notices": STAFF,
    "supervision": {"leader", "coordinator", "supervisor"},
}
_NOUNS = {
    "tickets": "assignment",
    "visits": "finish",
    "service-days": "move",
    "projects": "update",
    "notices": "answer",
}


_SEEDED = (
    "problem_id",
    "ticket_id",
    "project_id",
    "visit_id",
    "user_id",
    "session_id",
    "token_id",
    "feed_id",
    "event_id",
    "pairing_id",
    "view_id",
    "channel_id",
    "webhook_id",
    "job_id",
    "notice_id",
)


@dataclass(frozen=True)
class Door:
    """One method at one address; `path` has the placeholders, `area` is its first part after the door's own."""

    method: str
    path: str

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    @property
    def area(self) -> str:
        return PurePosixPath(self.path.removeprefix("/api/v1")).parts[1] if self.path != "/" else ""

    @property
    def names(self) -> set[str]:
        return set(re.findall(r"\{(\w+)", self.path))

    def at(self, row: int = ROW) -> str:
        """The address of a seeded row; KeyError for a placeholder that nobody gave a sample for."""
        given = _samples(row) | {"noun": _NOUNS.get(self.area, "")}
        return re.sub(r"\{(\w+)(?::path)?\}", lambda found: str(given[found[1]]), self.path)


def _samples(row: int) -> dict[str, object]:
    return dict.fromkeys(_SEEDED, row) | {
        "enterprise_id": FIRM if row == ROW else row,
        "department_id": ECONOMY,
        "force_id": 1,
        "membership_id": 1,
        "kind_id": 1,
        "number": 1,
        "day": DAY,
        "code": "start_resume_rate",
        "name": "marked.jpg",
        "secret": "nobody-knows",
        "path": "icon.svg",
        "ids": ROW,
    }


def doors(app: FastAPI) -> list[Door]:
    """Every method of every registered route, however the routers nest."""
    found, waiting = [], list(app.routes)
    while waiting:
        route = waiting.pop()
        inner = getattr(route, "original_router", route)
        if inner is not route:
            waiting += inner.routes
        else:
            found += [Door(method, route.path) for method in sorted(route.methods - {"HEAD"})]
    return sorted(found, key=lambda door: (door.path, door.method))


def seed(session: Session) -> None:
    """One row of everything that an address can name, FIRM's and marked where it is content."""
    firm = session.get_one(Enterprise, FIRM)
    firm.contact_name, firm.contact_phone, firm.note = MARK, "13812345678", INSIDE
    session.add(Project(id=ROW, name=MARK, enterprise_id=FIRM, task_force_id=1, **_TRACK))
    session.add(User(id=ROW, username="spare", name="Spare", role=Role.SUPERVISOR, created_at=NOW))
    session.flush()
    day = ServiceDay(id=ROW, uid=UUID(int=1), on_day=DAY, state=DayState.PLANNED, changed_at=NOW, **_HOURS)
    session.add_all([day, Visit(id=ROW, key=UUID(int=2), enterprise_id=FIRM, project_id=ROW, purpose=MARK, **_PLAN)])
    session.add(Ticket(id=ROW, key=UUID(int=3), title=MARK, kind_id=1, enterprise_id=FIRM, **_PROMISE))
    session.add(WorkdayOverride(day=LOADED, is_working=True, name="", loaded_at=NOW))
    session.flush()
    session.add(Team(id=ROW, service_day_id=ROW, number=1, name="Team"))
    session.add(StageEvent(id=ROW, project_id=ROW, stage=Stage.SIGNED, on_day=DAY, recorded_at=NOW))
    session.add(Pairing(id=ROW, user_id=CAST["officer"].id, project_id=ROW, from_on=DAY))
    _beside_the_ticket(session)
    _secrets(session)
    _outside(session)


def _beside_the_ticket(session: Session) -> None:
    session.add(Notice(id=ROW, year=2019, number=1, ticket_id=ROW, **_SLIP))
    session.add(CommonProblem(id=ROW, title=MARK, opened_at=NOW, opened_by=CAST["coordinator"].id))
    session.flush()
    session.add(CommonTicket(ticket_id=ROW, common_problem_id=ROW))
    session.add(Note(id=ROW, ticket_id=ROW, at=NOW, body=INSIDE, is_internal=True))
    session.add(Photo(name="marked.jpg", sha256="0" * 64, width=1, height=1, bytes=1, ticket_id=ROW, created_at=NOW))


def _outside(session: Session) -> None:
    to = "https://robot.example/send?key=secret"
    session.add(Channel(id=ROW, name="Robot", kind=ChannelKind.WECOM, address=to, made_at=NOW))
    session.add(Webhook(id=ROW, name="Hook", url=to, secret="s", owner_id=ROW, made_at=NOW))
    session.add(SavedView(id=ROW, user_id=ROW, name=MARK, position=1))
    session.add(Job(id=ROW, key="spare", kind="none", run_at=NOW, made_at=NOW))


def _secrets(session: Session) -> None:
    later = datetime(2030, 1, 1, tzinfo=NOW.tzinfo)
    hashes = {"user_id": ROW, "token_hash": digest("spare"), "created_at": NOW}
    session.add(LoginSession(id=ROW, seen_at=NOW, expires_at=later, **hashes))
    session.add(ApiToken(id=ROW, name="spare", prefix="zb_", scope=TokenScope.READ, expires_at=later, **hashes))
    session.add(FeedToken(id=ROW, **hashes))


_TRACK = {"track": Track.INCREMENTAL, "stage": Stage.SIGNED, "entered_on": DAY, "created_at": NOW}
_HOURS = {"starts": time(9), "ends": time(16)}
_PLAN = {"planned_at": NOW, "at": NOW, "created_at": NOW, "created_by": CAST["officer"].id}
_SLIP = {"colour": Colour.RED, "department_id": ECONOMY, **dict.fromkeys(("due_at", "issued_at", "answer_by"), NOW)}
_PROMISE = {
    "level": Level.COMPLEX,
    "state": State.ASSIGNED,
    "project_id": ROW,
    "lead_department_id": ECONOMY,
    "registered_at": NOW,
    "registered_by": CAST["officer"].id,
    "rule_id": 1,
    **dict.fromkeys(("answer_due_at", "solve_due_at", "due_at", "warn_at"), NOW),
}
