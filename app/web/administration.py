"""The rows that an administrator's addresses name, and what the forms about them offer."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from app.core.i18n import N_, gettext, ngettext
from app.models.org import Department, ForceKind, Membership, TaskForce
from app.models.zone import Level, TicketKind, WorkdayOverride, Zone
from app.models.zone_shapes import DaysLoad
from app.queries import admin, org, people
from app.web import labels
from app.web.accounts import AdminDep, RowId
from app.web.deps import SeenVersion
from app.web.forms import Form, HasVersion
from app.web.guards import unchanged


def department(department_id: RowId, work: AdminDep) -> Department:
    return org.department(work.session, department_id)


def force(force_id: RowId, work: AdminDep) -> TaskForce:
    return org.force(work.session, work.actor, force_id)


def kind(kind_id: RowId, work: AdminDep) -> TicketKind:
    return admin.kind(work.session, kind_id)


DepartmentDep = Annotated[Department, Depends(department)]
ForceDep = Annotated[TaskForce, Depends(force)]
KindDep = Annotated[TicketKind, Depends(kind)]


def membership(membership_id: RowId, row: ForceDep, work: AdminDep) -> Membership:
    return org.membership(work.session, row, membership_id)


def loaded_day(day: date, work: AdminDep) -> WorkdayOverride:
    return admin.day(work.session, day)


MembershipDep = Annotated[Membership, Depends(membership)]
LoadedDayDep = Annotated[WorkdayOverride, Depends(loaded_day)]


def department_as_seen(row: DepartmentDep, seen: SeenVersion) -> Department:
    unchanged(row, seen)
    return row


def force_as_seen(row: ForceDep, seen: SeenVersion) -> TaskForce:
    unchanged(row, seen)
    return row


def kind_as_seen(row: KindDep, seen: SeenVersion) -> TicketKind:
    unchanged(row, seen)
    return row


def zone_as_seen(work: AdminDep, seen: SeenVersion) -> Zone:
    unchanged(work.zone, seen)
    return work.zone


SeenDepartmentDep = Annotated[Department, Depends(department_as_seen)]
SeenForceDep = Annotated[TaskForce, Depends(force_as_seen)]
SeenKindDep = Annotated[TicketKind, Depends(kind_as_seen)]
SeenZoneDep = Annotated[Zone, Depends(zone_as_seen)]


async def read_days(request: Request) -> Form[DaysLoad]:
    """Days pasted as lines or sent as a file of such lines; a file wins."""
    sent = await request.form()
    typed: dict[str, Any] = {name: value for name in ("days", "notice") if isinstance(value := sent.get(name), str)}
    file = sent.get("file")
    if isinstance(file, UploadFile) and file.size:
        try:
            typed["days"] = (await file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            form = Form.filled(DaysLoad, typed)
            form.errors["days"] = gettext(N_("This file is not text in UTF-8."))
            return form
    return Form(DaysLoad, typed)


DaysForm = Annotated[Form[DaysLoad], Depends(read_days)]


def form_facts(work: AdminDep, row: HasVersion | None = None) -> dict[str, Any]:
    """What the forms choose from, and the version of the row that is being changed (0: a new one)."""
    return {
        "version": row.version if row else 0,
        "departments": [(one.id, labels.local(one)) for one in people.departments(work.session)],
        "staff": [(one.id, one.name) for one in org.staff(work.session)],
        "levels": labels.options(Level),
        "force_kinds": labels.options(ForceKind),
    }


def loaded_words(clashes: int) -> str:
    """What is said after a holiday notice was loaded: `clashes` service days now need a look."""
    words = gettext("Loaded; new deadlines are counted with these days.")
    if not clashes:
        return words
    clash = ngettext(
        "%(num)s service day clashes now: look at the year.",
        "%(num)s service days clash now: look at the year.",
        clashes,
    )
    return f"{words} {clash % {'num': clashes}}"
