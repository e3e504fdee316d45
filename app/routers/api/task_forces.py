"""Departments and task forces as JSON: read by staff, arranged by administrators."""

from fastapi import Response

from app.domain import org
from app.models.org import Department
from app.models.org_shapes import (
    DepartmentAdd,
    DepartmentChange,
    DepartmentRead,
    ForceAdd,
    ForceChange,
    ForceRead,
    ForceRow,
    Hosting,
    Joining,
    Leaving,
)
from app.queries import org as stored
from app.web.accounts import AdminDep, RowId
from app.web.administration import ForceDep, MembershipDep, SeenDepartmentDep, SeenForceDep
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/task-forces", "task forces")
departments = api_router("/departments", "administration")


@router.get("")
def index(work: WorkDep) -> list[ForceRow]:
    return stored.forces(work.session, work.actor)


@router.get("/{force_id}")
def show(force_id: RowId, work: WorkDep, response: Response) -> ForceRead:
    return tagged(response, stored.read(work.session, stored.force(work.session, work.actor, force_id)))


@router.post("", status_code=201)
def add(work: AdminDep, data: ForceAdd, response: Response) -> ForceRead:
    return tagged(response, stored.read(work.session, org.add_force(work, data)))


@router.put("/{force_id}")
def change(row: SeenForceDep, work: AdminDep, data: ForceChange, response: Response) -> ForceRead:
    return tagged(response, stored.read(work.session, org.change_force(work, row, data)))


@router.post("/{force_id}/host", status_code=201)
def host(row: ForceDep, work: AdminDep, data: Hosting) -> ForceRead:
    org.host(work, row, data)
    return stored.read(work.session, row)


@router.post("/{force_id}/members", status_code=201)
def join(row: ForceDep, work: AdminDep, data: Joining) -> ForceRead:
    org.join(work, row, data)
    return stored.read(work.session, row)


@router.post("/{force_id}/members/{membership_id}/end")
def leave(row: ForceDep, term: MembershipDep, work: AdminDep, data: Leaving) -> ForceRead:
    org.leave(work, row, term, data)
    return stored.read(work.session, row)


@departments.get("")
def index_departments(work: WorkDep) -> list[DepartmentRead]:
    return stored.departments(work.session)


@departments.post("", status_code=201)
def add_department(work: AdminDep, data: DepartmentAdd, response: Response) -> DepartmentRead:
    return _shown(response, org.add_department(work, data))


@departments.put("/{department_id}")
def change_department(
    row: SeenDepartmentDep, work: AdminDep, data: DepartmentChange, response: Response
) -> DepartmentRead:
    return _shown(response, org.change_department(work, row, data))


def _shown(response: Response, row: Department) -> DepartmentRead:
    return tagged(response, DepartmentRead.model_validate(row.model_dump()))
