"""Common problems as pages."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import common_problems
from app.models.common_problem import CommonProblem, Verb
from app.models.common_problem_shapes import (
    CommonClosing,
    CommonProblemFilter,
    CommonProblemOpen,
    CommonProblemStart,
    CommonResolutionTyped,
)
from app.web.common_problems import DeskDep, ProblemDep, may, opener
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of

router = page_router("/common-problems")
FilterForm = Annotated[Form[CommonProblemFilter], Depends(query_of(CommonProblemFilter))]
StartForm = Annotated[Form[CommonProblemStart], Depends(query_of(CommonProblemStart))]
OpenForm = Annotated[Form[CommonProblemOpen], Depends(form_of(CommonProblemOpen))]
ResolutionForm = Annotated[Form[CommonResolutionTyped], Depends(form_of(CommonResolutionTyped))]
ClosingForm = Annotated[Form[CommonClosing], Depends(form_of(CommonClosing))]
ToResolve = Annotated[CommonProblem, Depends(may(Verb.RESOLVE))]
ToClose = Annotated[CommonProblem, Depends(may(Verb.CLOSE))]


@router.get("", name="common_problems")
def index(desk: DeskDep, form: FilterForm) -> Response:
    return desk.index(form)


@router.get("/new", name="common_problem_new", dependencies=[Depends(opener)])
def new(desk: DeskDep, form: StartForm) -> Response:
    return desk.new(form)


@router.post("/new", dependencies=[Depends(opener)])
def create(desk: DeskDep, form: OpenForm) -> Response:
    return desk.opened(form, common_problems.open_)


@router.get("/{problem_id}", name="common_problem")
def show(problem: ProblemDep, desk: DeskDep) -> Response:
    return desk.show(problem)


@router.get("/{problem_id}/resolution", name="common_problem_resolution")
def ask_resolution(problem: ToResolve, desk: DeskDep) -> Response:
    return desk.ask(Verb.RESOLVE, problem)


@router.post("/{problem_id}/resolution")
def resolve(problem: ToResolve, desk: DeskDep, form: ResolutionForm) -> Response:
    return desk.settle(Verb.RESOLVE, problem, form, common_problems.resolve)


@router.get("/{problem_id}/finding", name="common_problem_finding")
def ask_finding(problem: ToClose, desk: DeskDep) -> Response:
    return desk.ask(Verb.CLOSE, problem)


@router.post("/{problem_id}/finding")
def close(problem: ToClose, desk: DeskDep, form: ClosingForm) -> Response:
    return desk.settle(Verb.CLOSE, problem, form, common_problems.close)
