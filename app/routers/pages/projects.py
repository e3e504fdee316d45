"""Projects as pages: list, stages in numbers, one, open a file, change it."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.core.i18n import N_
from app.core.text import MaybeLine
from app.domain import projects
from app.models.project import Project, Verb
from app.models.project_shapes import ProjectAdd, ProjectFilter, ProjectTyped, Rebase, Retrack, StageFilter
from app.web import project_lists, project_page
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep
from app.web.project_forms import ProjectDeskDep
from app.web.projects import AdderDep, ProjectDep, may

router = page_router("/projects")
FilterForm = Annotated[Form[ProjectFilter], Depends(query_of(ProjectFilter))]
StageForm = Annotated[Form[StageFilter], Depends(query_of(StageFilter))]
StartForm = Annotated[Form[ProjectAdd], Depends(query_of(ProjectAdd))]
AddForm = Annotated[Form[ProjectAdd], Depends(form_of(ProjectAdd))]
OnTheWay = Annotated[Form[ProjectTyped], Depends(query_of(ProjectTyped))]
EditForm = Annotated[Form[ProjectTyped], Depends(form_of(ProjectTyped))]
Words = Annotated[MaybeLine, Query()]
ToChange = Annotated[Project, Depends(may(Verb.CHANGE))]
ToRebase = Annotated[Project, Depends(may(Verb.REBASE))]


@router.get("", name="projects")
def index(work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    facts = project_lists.facts(work, form.data or ProjectFilter())
    return page.show("projects/index.html", status=422 if form.errors else 200, form=form, **facts)


@router.get("/stages", name="project_stages")
def count(work: WorkDep, page: PageDep, form: StageForm) -> Response:
    facts = project_lists.counts(work, form.data or StageFilter())
    return page.show("projects/stages.html", status=422 if form.errors else 200, form=form, **facts)


@router.get("/new", name="project_new")
def new(_work: AdderDep, form: StartForm, desk: ProjectDeskDep, q: Words = None) -> Response:
    return desk.new(form, words=q or "")


@router.post("/new")
def add(work: AdderDep, form: AddForm, desk: ProjectDeskDep, page: PageDep) -> Response:
    project = form.apply(work, lambda data: projects.add(work, data))
    return page.done("project", "", project_id=project.id) if project else desk.new(form, status=form.status)


@router.get("/{project_id}", name="project")
def show(project: ProjectDep, work: WorkDep, page: PageDep) -> Response:
    return page.show("projects/show.html", **project_page.facts(work, project))


@router.get("/{project_id}/edit", name="project_edit")
def edit(project: ToChange, form: OnTheWay, desk: ProjectDeskDep, q: Words = None) -> Response:
    return desk.edit(project, form, words=q or "")


@router.post("/{project_id}/edit")
def change(project: ToChange, work: WorkDep, form: EditForm, desk: ProjectDeskDep) -> Response:
    return desk.settle(
        project, form, lambda data: projects.change(work, project, data), N_("The file is changed"), desk.edit
    )


@router.get("/{project_id}/baseline", name="project_rebase")
def ask_rebase(project: ToRebase, desk: ProjectDeskDep) -> Response:
    return desk.rebase(project)


@router.post("/{project_id}/baseline")
def rebase(
    project: ToRebase, work: WorkDep, form: Annotated[Form[Rebase], Depends(form_of(Rebase))], desk: ProjectDeskDep
) -> Response:
    return desk.settle(
        project, form, lambda data: projects.rebase(work, project, data), N_("The first plan is changed"), desk.rebase
    )


@router.post("/{project_id}/track", name="project_retrack")
def retrack(
    project: Annotated[Project, Depends(may(Verb.RETRACK))],
    work: WorkDep,
    form: Annotated[Form[Retrack], Depends(form_of(Retrack))],
    desk: ProjectDeskDep,
) -> Response:
    return desk.settle(
        project, form, lambda data: projects.retrack(work, project, data), N_("It counts so now"), desk.show
    )
