"""Finding the visit that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from app import policy
from app.domain.work import Work
from app.models.visit import Verb, Visit
from app.queries import visits
from app.web.deps import WorkDep
from app.web.guards import guards
from app.web.tickets import RowId


def find(visit_id: RowId, work: WorkDep) -> Visit:
    return visits.get(work.session, work.actor, visit_id)


VisitDep = Annotated[Visit, Depends(find)]
may, to = guards(find)


def may_visit(verb: Verb) -> Callable[[Work], Work]:
    """The work of somebody who goes out to firms, before the body is looked at."""

    def allowed(work: WorkDep) -> Work:
        policy.require(work.actor, verb)
        return work

    return allowed
