"""Finding the enterprise that an address names, and what a route about it needs first."""

from typing import Annotated

from fastapi import Depends

from app import policy
from app.domain import enterprises as domain
from app.domain.work import Work
from app.models.enterprise import Enterprise, Verb
from app.queries import enterprises
from app.web.deps import WorkDep
from app.web.guards import guards
from app.web.tickets import RowId


def find(enterprise_id: RowId, work: WorkDep) -> Enterprise:
    return enterprises.get(work.session, work.actor, enterprise_id)


EnterpriseDep = Annotated[Enterprise, Depends(find)]
may, to = guards(find)


def to_reveal(enterprise: EnterpriseDep, work: WorkDep) -> Enterprise:
    """The enterprise, for somebody who may be shown its contact's number."""
    domain.require_served(work, enterprise)
    return enterprise


to_change = to(Verb.CHANGE)


def may_add(work: WorkDep) -> Work:
    """The work of somebody who may open a firm's file, before the body is looked at."""
    policy.require(work.actor, Verb.ADD)
    return work


AdderDep = Annotated[Work, Depends(may_add)]
