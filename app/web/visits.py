"""Finding the visit that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.domain.work import Work
from app.models.visit import Verb, Visit
from app.queries import visits
from app.web.deps import SeenVersion, WorkDep
from app.web.tickets import RowId


def find(visit_id: RowId, work: WorkDep) -> Visit:
    return visits.get(work.session, work.actor, visit_id)


VisitDep = Annotated[Visit, Depends(find)]


def may(verb: Verb) -> Callable[[Visit, Work], Visit]:
    """The visit, for somebody who may do this to it: 404, then 403, before the body is looked at (R38)."""

    def allowed(visit: VisitDep, work: WorkDep) -> Visit:
        policy.require(work.actor, verb, visit)
        return visit

    return allowed


def to(verb: Verb) -> Callable[[Visit, Work, int], Visit]:
    """The same for a change: the caller must have seen the row as it is now (412)."""

    def unchanged(visit: VisitDep, work: WorkDep, seen: SeenVersion) -> Visit:
        policy.require(work.actor, verb, visit)
        if visit.version != seen:
            raise Stale(N_("Somebody has just changed this; look again."))
        return visit

    return unchanged


def may_visit(verb: Verb) -> Callable[[Work], Work]:
    """The work of somebody who goes out to firms, before the body is looked at."""

    def allowed(work: WorkDep) -> Work:
        policy.require(work.actor, verb)
        return work

    return allowed
