"""What a ticket's facts and its timeline both need, asked for once."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.models.org import Department
from app.models.ticket import TicketAssist
from app.models.ticket_shapes import NamedRef
from app.queries import pictures
from app.queries.pictures import Shots


@dataclass(frozen=True, slots=True)
class Parts:
    """Pictures by note, every department by number, and those that assist."""

    shots: Shots
    bodies: dict[int, NamedRef]
    assists: list[NamedRef]


def of(session: Session, ticket_id: int) -> Parts:
    """Two statements; a zone has a few dozen departments."""
    helps = sa.and_(col(TicketAssist.department_id) == Department.id, col(TicketAssist.ticket_id) == ticket_id)
    wanted = select(Department.id, Department.name, Department.name_en, TicketAssist.ticket_id)
    bodies, assists = {}, []
    for key, name, english, helped in session.exec(
        wanted.outerjoin(TicketAssist, helps).order_by(col(Department.code))
    ):
        assert key is not None
        bodies[key] = NamedRef(id=key, name=name, name_en=english)
        if helped is not None:
            assists.append(bodies[key])
    return Parts(pictures.of_ticket(session, ticket_id), bodies, assists)
