"""Departments and task forces: who hosts, who serves, from when until when."""

from datetime import date, timedelta

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal
from app.domain.work import Work
from app.models.org import Department, HostTerm, Membership, TaskForce, Verb
from app.models.org_shapes import DepartmentAdd, DepartmentChange, ForceAdd, ForceChange, Hosting, Joining, Leaving
from app.queries import org, people

_DEPARTMENT = ("name", "name_en", "alias", "is_active")
_FORCE = ("name", "name_en", "position", "is_active")


def add_department(work: Work, data: DepartmentAdd) -> Department:
    policy.require(work.actor, Verb.ADD)
    if org.has_department(work.session, data.code):
        raise RuleBroken(N_("This code is taken."), field="code")
    department = Department(**data.model_dump())
    work.session.add(department)
    journal.record(work, Verb.ADD, department, after=data.model_dump())
    return department


def change_department(work: Work, department: Department, data: DepartmentChange) -> Department:
    """Rename or close it; tickets and past terms keep pointing at it."""
    policy.require(work.actor, Verb.CHANGE, department)
    before = journal.snapshot(department, *_DEPARTMENT)
    department.sqlmodel_update(data.model_dump())
    journal.record(work, Verb.CHANGE, department, before=before, after=journal.snapshot(department, *_DEPARTMENT))
    return department


def add_force(work: Work, data: ForceAdd) -> TaskForce:
    policy.require(work.actor, Verb.ADD)
    if org.has_force(work.session, data.code):
        raise RuleBroken(N_("This code is taken."), field="code")
    force = TaskForce(**data.model_dump())
    work.session.add(force)
    journal.record(work, Verb.ADD, force, after=journal.snapshot(force, "code", "kind", *_FORCE))
    return force


def change_force(work: Work, force: TaskForce, data: ForceChange) -> TaskForce:
    policy.require(work.actor, Verb.CHANGE, force)
    before = journal.snapshot(force, *_FORCE) | {"charter": journal.fingerprint(force.charter)}
    force.sqlmodel_update(data.model_dump())
    after = journal.snapshot(force, *_FORCE) | {"charter": journal.fingerprint(force.charter)}
    journal.record(work, Verb.CHANGE, force, before=before, after=after)
    return force


def host(work: Work, force: TaskForce, data: Hosting) -> HostTerm:
    """Another department hosts from a day on; the running term ends the day before and stays on record (M02)."""
    policy.require(work.actor, Verb.HOST, force)
    people.department(work.session, data.department_id, "department_id")
    from_on = data.from_on or work.today
    running = org.running_host(work.session, force)
    if running is not None:
        _end(running, from_on - timedelta(days=1), field="from_on")
    assert force.id is not None
    term = HostTerm(task_force_id=force.id, department_id=data.department_id, from_on=from_on)
    work.session.add(term)
    after = {"department_id": data.department_id, "from_on": from_on}
    before = {"department_id": running.department_id} if running else {}
    journal.record(work, Verb.HOST, force, before=before, after=after)
    return term


def join(work: Work, force: TaskForce, data: Joining) -> Membership:
    """A person serves in the task force from a day on."""
    policy.require(work.actor, Verb.JOIN, force)
    person = org.staff_member(work.session, data.user_id)
    if org.serves(work.session, force, data.user_id):
        raise RuleBroken(N_("This person serves here already."), field="user_id")
    assert force.id is not None
    term = Membership(
        task_force_id=force.id, user_id=data.user_id, is_head=data.is_head, from_on=data.from_on or work.today
    )
    work.session.add(term)
    journal.record(
        work, Verb.JOIN, force, after={"user_id": person.id, "is_head": term.is_head, "from_on": term.from_on}
    )
    return term


def leave(work: Work, force: TaskForce, term: Membership, data: Leaving) -> Membership:
    """Service ends with a day; the record stays, so that past actions stay attributed."""
    policy.require(work.actor, Verb.LEAVE, force)
    _end(term, data.until_on or work.today, field="until_on")
    journal.record(work, Verb.LEAVE, force, after={"user_id": term.user_id, "until_on": term.until_on})
    return term


def _end(term: HostTerm | Membership, until_on: date, *, field: str) -> None:
    if until_on < term.from_on - timedelta(days=1):
        raise RuleBroken(N_("This is before the day on which it began."), field=field)
    term.until_on = until_on
