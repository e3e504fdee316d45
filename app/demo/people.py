"""Departments and task forces as stated; accounts that are all invented, one per role."""

from datetime import date
from typing import Any

from app.core.secrets import hash_password
from app.demo.book import Book, data
from app.domain import search_index
from app.models.enterprise import Enterprise
from app.models.org import Department, ForceKind, HostTerm, Membership, Pairing, TaskForce
from app.models.user import Role, User

_SINCE = date(2019, 1, 2)  # of invented terms of service only


def fill(book: Book) -> None:
    _departments(book)
    _forces(book)
    _firms(book)
    _accounts(book)


def _departments(book: Book) -> None:
    for told in data("zone.json")["departments"]:
        row = Department(**told)
        book.departments[row.code] = book.kept(row)
        book.note(row, "code", "name")


def _forces(book: Book) -> None:
    """The seven groups; the charter keeps the sentence that says where each one sits, word for word (M02)."""
    known_on = date.fromisoformat(data("zone.json")["known_on"])
    for position, told in enumerate(data("zone.json")["task_forces"]):
        row = TaskForce(
            code=told["code"],
            name=told["name"],
            name_en=told["name_en"],
            kind=ForceKind(told["kind"]),
            charter=told["quote"],
            position=position,
        )
        force_id = book.forces[row.code] = book.kept(row)
        book.keep(HostTerm(task_force_id=force_id, department_id=book.departments[told["host"]], from_on=known_on))
        book.note(row, "code", "name")


def _firms(book: Book) -> None:
    """The invented firms, which is where the demo's contact works."""
    for told in data("cases.json")["firms"]:
        row = Enterprise(name=told["name"], name_en=told["name_en"], is_synthetic=True, created_at=book.now)
        book.firms[told["id"]] = book.kept(row)
        search_index.enterprise(book.session, row)
        book.note(row, "name", "is_synthetic")


def _accounts(book: Book) -> None:
    password = hash_password(data("cases.json")["password"])
    for told in data("cases.json")["people"]:
        row = _account(book, told, None if told.get("no_login") else password)
        book.keep(row)
        search_index.person(book.session, row)
        book.users[row.username] = row
        book.note(row, "username", "role")
    for told in data("cases.json")["memberships"]:
        book.keep(
            Membership(
                task_force_id=book.forces[told["force"]],
                user_id=book.user_id(told["person"]),
                is_head=told.get("is_head", False),
                from_on=_SINCE,
            )
        )


def _account(book: Book, told: dict[str, Any], password: str | None) -> User:
    return User(
        username=told["username"],
        name=told["name"],
        title=told["title"],
        role=Role(told["role"]),
        is_duty_leader=told.get("is_duty_leader", False),
        department_id=book.departments.get(told.get("department", "")),
        enterprise_id=book.firms.get(told.get("enterprise", "")),
        password_hash=password,
        is_synthetic=True,
        created_at=book.now,
    )


def charge(book: Book) -> None:
    """Who is chief service officer of what: invented, once the firms and projects are there."""
    for told in data("cases.json")["charges"]:
        user_id = book.user_id(told["person"])
        firms, projects = told["enterprises"], told["projects"]
        book.keep(*(Pairing(user_id=user_id, from_on=_SINCE, enterprise_id=book.firms[name]) for name in firms))
        book.keep(*(Pairing(user_id=user_id, from_on=_SINCE, project_id=book.projects[name]) for name in projects))
