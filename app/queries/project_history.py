"""What happened to a project: its stages, its progress, how its first plan changed."""

import sqlalchemy as sa
import sqlalchemy.orm
from sqlmodel import Session, col, select

from app.models.event import Event
from app.models.photo import Photo
from app.models.project import Progress, Project, StageEvent, Verb
from app.models.project_reads import ProgressRead, RebaseRead, StageEventRead
from app.models.user import User

PROGRESS_SHOWN = 30


def stages(session: Session, project: Project) -> list[StageEventRead]:
    """All stage events, voided ones too, the newest day first."""
    writer, voider = sa.orm.aliased(User), sa.orm.aliased(User)
    wanted = (
        select(StageEvent, writer.name, voider.name)
        .outerjoin(writer, col(writer.id) == col(StageEvent.recorded_by))
        .outerjoin(voider, col(voider.id) == col(StageEvent.voided_by))
        .where(StageEvent.project_id == project.id)
        .order_by(col(StageEvent.on_day).desc(), col(StageEvent.id).desc())
    )
    return [
        StageEventRead.model_validate(said.model_dump() | {"recorded_by": who, "voided_by": voided_by})
        for said, who, voided_by in session.exec(wanted)
    ]


def progress(session: Session, project: Project) -> list[ProgressRead]:
    """The latest thirty updates, newest first, with their photos."""
    wanted = (
        select(Progress, User.name)
        .outerjoin(User, col(User.id) == Progress.author_id)
        .where(Progress.project_id == project.id)
        .order_by(col(Progress.id).desc())
        .limit(PROGRESS_SHOWN)
    )
    rows = session.exec(wanted).all()
    keys = [said.id for said, _ in rows]
    shots = session.exec(
        select(Photo.progress_id, Photo.name).where(col(Photo.progress_id).in_(keys)).order_by(col(Photo.id))
    ).all()
    return [
        ProgressRead.model_validate(
            said.model_dump() | {"author": who, "photos": [name for key, name in shots if key == said.id]}
        )
        for said, who in rows
    ]


def rebasings(session: Session, project: Project) -> list[RebaseRead]:
    """How the first plan changed, the latest change first; the journal is where that stands."""
    wanted = (
        select(Event, User.name)
        .outerjoin(User, col(User.id) == Event.actor_id)
        .where(Event.subject_kind == "project", Event.subject_id == project.id, Event.verb == f"project.{Verb.REBASE}")
        .order_by(col(Event.id).desc())
    )
    return [
        RebaseRead.model_validate(
            {"at": said.at, "who": who, "was_on": said.before.get("baseline_start_on"), "reason": said.after["reason"]}
        )
        for said, who in session.exec(wanted)
    ]
