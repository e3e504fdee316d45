"""Common problems as JSON: the same verbs and shapes as the pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import common_problems
from app.models.common_problem import CommonProblem, Verb
from app.models.common_problem_shapes import (
    CommonClosing,
    CommonProblemFilter,
    CommonProblemOpen,
    CommonProblemRead,
    CommonProblemRow,
    CommonResolution,
)
from app.queries import common_problems as stored
from app.web.api import Listing, PageOf, tagged
from app.web.common_problems import ProblemDep, opener, to
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/common-problems", "common problems")
Filter = Annotated[CommonProblemFilter, Query()]
ToResolve = Annotated[CommonProblem, Depends(to(Verb.RESOLVE))]
ToClose = Annotated[CommonProblem, Depends(to(Verb.CLOSE))]


@router.get("")
def index(wanted: Filter, work: WorkDep, listing: Listing) -> PageOf[CommonProblemRow]:
    """Open ones, or with `view=closed` what was found: the list of what policy has to change."""
    return listing.of(stored.page(work.session, work.actor, wanted))


@router.post("", status_code=201, dependencies=[Depends(opener)])
def create(data: CommonProblemOpen, work: WorkDep, response: Response) -> CommonProblemRead:
    return _shown(work, common_problems.open_(work, data), response)


@router.get("/{problem_id}")
def show(problem: ProblemDep, work: WorkDep, response: Response) -> CommonProblemRead:
    return _shown(work, problem, response)


@router.post("/{problem_id}/resolution")
def resolve(problem: ToResolve, data: CommonResolution, work: WorkDep, response: Response) -> CommonProblemRead:
    """Resolves every ticket in `resolvable`; `answers` are for requesters who need words of their own."""
    return _shown(work, common_problems.resolve(work, problem, data), response)


@router.post("/{problem_id}/finding")
def close(problem: ToClose, data: CommonClosing, work: WorkDep, response: Response) -> CommonProblemRead:
    return _shown(work, common_problems.close(work, problem, data), response)


def _shown(work: WorkDep, problem: CommonProblem, response: Response) -> CommonProblemRead:
    return tagged(response, stored.read(work.session, work.actor, problem, work.now))
