"""Administration of departments and task forces."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import org
from app.models.org_shapes import DepartmentAdd, DepartmentChange, ForceAdd, ForceChange, Hosting, Joining, Leaving
from app.queries import org as stored
from app.web.accounts import AdminDep
from app.web.administration import DepartmentDep, ForceDep, MembershipDep, form_facts
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router("/admin")
DepartmentAddForm = Annotated[Form[DepartmentAdd], Depends(form_of(DepartmentAdd))]
DepartmentForm = Annotated[Form[DepartmentChange], Depends(form_of(DepartmentChange))]
ForceAddForm = Annotated[Form[ForceAdd], Depends(form_of(ForceAdd))]
ForceForm = Annotated[Form[ForceChange], Depends(form_of(ForceChange))]
HostForm = Annotated[Form[Hosting], Depends(form_of(Hosting))]
JoinForm = Annotated[Form[Joining], Depends(form_of(Joining))]


@router.get("/departments", name="admin_departments")
def departments(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/departments.html", departments=stored.departments(work.session))


@router.get("/departments/new", name="admin_department_new")
def ask_department(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/department_new.html", form=Form(DepartmentAdd), **form_facts(work))


@router.post("/departments/new")
def add_department(work: AdminDep, page: PageDep, form: DepartmentAddForm) -> Response:
    if form.apply(work, lambda data: org.add_department(work, data)):
        return page.done("admin_departments", gettext("Added."))
    return page.show("admin/department_new.html", status=form.status, form=form, **form_facts(work))


@router.get("/departments/{department_id}", name="admin_department")
def department(row: DepartmentDep, work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(DepartmentChange, row.model_dump())
    return page.show("admin/department.html", form=form, row=row, **form_facts(work, row))


@router.post("/departments/{department_id}")
def change_department(row: DepartmentDep, work: AdminDep, page: PageDep, form: DepartmentForm) -> Response:
    if form.apply(work, lambda data: org.change_department(work, row, data), row):
        return page.done("admin_departments", gettext("Saved."))
    return page.show("admin/department.html", status=form.status, form=form, row=row, **form_facts(work, row))


@router.get("/task-forces", name="admin_forces")
def forces(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/forces.html", forces=stored.forces(work.session, work.actor))


@router.get("/task-forces/new", name="admin_force_new")
def ask_force(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/force_new.html", form=Form(ForceAdd), **form_facts(work))


@router.post("/task-forces/new")
def add_force(work: AdminDep, page: PageDep, form: ForceAddForm) -> Response:
    if force := form.apply(work, lambda data: org.add_force(work, data)):
        return page.done("admin_force", gettext("Added."), force_id=force.id)
    return page.show("admin/force_new.html", status=form.status, form=form, **form_facts(work))


@router.get("/task-forces/{force_id}", name="admin_force")
def force(row: ForceDep, work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(ForceChange, row.model_dump())
    return page.show("admin/force.html", form=form, force=stored.read(work.session, row), **form_facts(work, row))


@router.post("/task-forces/{force_id}")
def change_force(row: ForceDep, work: AdminDep, page: PageDep, form: ForceForm) -> Response:
    if form.apply(work, lambda data: org.change_force(work, row, data), row):
        return page.done("admin_forces", gettext("Saved."))
    facts = {"form": form, "force": stored.read(work.session, row), **form_facts(work, row)}
    return page.show("admin/force.html", status=form.status, **facts)


@router.get("/task-forces/{force_id}/host", name="admin_force_host")
def ask_host(row: ForceDep, work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/force_host.html", form=Form(Hosting), row=row, **form_facts(work, row))


@router.post("/task-forces/{force_id}/host")
def host(row: ForceDep, work: AdminDep, page: PageDep, form: HostForm) -> Response:
    if form.apply(work, lambda data: org.host(work, row, data)):
        return page.done("admin_force", gettext("Saved; the former host stays on record."), force_id=row.id)
    return page.show("admin/force_host.html", status=form.status, form=form, row=row, **form_facts(work, row))


@router.get("/task-forces/{force_id}/members/new", name="admin_force_join")
def ask_member(row: ForceDep, work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/force_join.html", form=Form(Joining), row=row, **form_facts(work, row))


@router.post("/task-forces/{force_id}/members/new")
def join(row: ForceDep, work: AdminDep, page: PageDep, form: JoinForm) -> Response:
    if form.apply(work, lambda data: org.join(work, row, data)):
        return page.done("admin_force", gettext("Added."), force_id=row.id)
    return page.show("admin/force_join.html", status=form.status, form=form, row=row, **form_facts(work, row))


@router.post("/task-forces/{force_id}/members/{membership_id}/end", name="admin_force_leave")
def leave(row: ForceDep, term: MembershipDep, work: AdminDep, page: PageDep) -> Response:
    org.leave(work, row, term, Leaving())
    return page.done("admin_force", gettext("Ended today; what was done stays attributed."), force_id=row.id)
