"""Finding the enterprise that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.domain import enterprises as domain
from app.domain.work import Work
from app.models.enterprise import Enterprise, Verb
from app.queries import enterprises
from app.web.deps import SeenVersion, WorkDep
from app.web.tickets import RowId


def find(enterprise_id: RowId, work: WorkDep) -> Enterprise:
    return enterprises.get(work.session, work.actor, enterprise_id)


EnterpriseDep = Annotated[Enterprise, Depends(find)]


def may(verb: Verb) -> Callable[[Enterprise, Work], Enterprise]:
    """The enterprise, for somebody who may do this to it: 404, then 403, before the body is looked at (R38)."""

    def allowed(enterprise: EnterpriseDep, work: WorkDep) -> Enterprise:
        policy.require(work.actor, verb, enterprise)
        return enterprise

    return allowed


def to_reveal(enterprise: EnterpriseDep, work: WorkDep) -> Enterprise:
    """The enterprise, for somebody who may be shown its contact's number."""
    domain.require_served(work, enterprise)
    return enterprise


def to_change(enterprise: Annotated[Enterprise, Depends(may(Verb.CHANGE))], seen: SeenVersion) -> Enterprise:
    """The same for a change: the caller must have seen the row as it is now (412)."""
    if enterprise.version != seen:
        raise Stale(N_("Somebody has just changed this; look again."))
    return enterprise


def may_add(work: WorkDep) -> Work:
    """The work of somebody who may open a firm's file, before the body is looked at."""
    policy.require(work.actor, Verb.ADD)
    return work


AdderDep = Annotated[Work, Depends(may_add)]
