"""What is asked and shown of departments and task forces."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from sqlmodel import SQLModel

from app.core.text import Line, MaybeLine, MaybeProse, blank_is_none
from app.models.org import ForceKind
from app.models.ticket_shapes import Given, Id, NamedRef

Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
MaybeDay = Annotated[date | None, BeforeValidator(blank_is_none)]
Position = Annotated[int, BeforeValidator(lambda given: blank_is_none(given) or 0), Field(ge=0, le=999)]


class DepartmentAdd(Given):
    """`code` is the name that imports and programs use; it never changes."""

    code: Code
    name: Line
    name_en: Line
    alias: MaybeLine = None


class DepartmentChange(Given):
    name: Line
    name_en: Line
    alias: MaybeLine = None
    is_active: bool = False


class ForceAdd(Given):
    code: Code
    name: Line
    name_en: Line
    kind: ForceKind = ForceKind.SECTOR
    charter: MaybeProse = None
    position: Position = 0


class ForceChange(Given):
    name: Line
    name_en: Line
    charter: MaybeProse = None
    position: Position = 0
    is_active: bool = False


class Hosting(Given):
    """From which day another department hosts the task force; the term before ends the day before."""

    department_id: Id
    from_on: MaybeDay = None


class Joining(Given):
    """Who serves from which day."""

    user_id: Id
    is_head: bool = False
    from_on: MaybeDay = None


class Leaving(Given):
    """The last day of service."""

    until_on: MaybeDay = None


class DepartmentRead(SQLModel):
    id: int
    code: str
    name: str
    name_en: str
    alias: str | None
    is_active: bool
    version: int


class TermRead(SQLModel):
    """A department's time as host; `until_on` empty: it still hosts."""

    id: int
    department: NamedRef
    from_on: date
    until_on: date | None


class MemberRead(SQLModel):
    """A person's time in a task force; `until_on` empty: still serves."""

    id: int
    person: NamedRef
    title: str | None
    is_head: bool
    from_on: date
    until_on: date | None


class ForceRow(SQLModel):
    """One line of the list of task forces."""

    id: int
    code: str
    name: str
    name_en: str
    kind: ForceKind
    position: int
    is_active: bool
    host: str | None
    member_count: int
    version: int


class ForceRead(ForceRow):
    """One task force with its hosts and people, past ones last."""

    charter: str | None
    hosts: list[TermRead]
    members: list[MemberRead]
