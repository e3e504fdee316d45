"""What is asked to sign in and to keep an account, and what is shown of one."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from sqlmodel import SQLModel

from app.core.i18n import CHINESE, ENGLISH
from app.core.text import Clean, Line, MaybeLine, MaybePhone, blank_is_none
from app.models.ticket_shapes import Given, Id, MaybeId
from app.models.user import Role, Theme, TokenScope

Username = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), Clean]
NewUsername = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
# Never cut and never trimmed: every character counts, 256 is far above what people type (R46).
Password = Annotated[str, StringConstraints(min_length=1, max_length=256), Clean]
TOKEN_DAYS_AT_MOST = 365


class Language(StrEnum):
    CHINESE = CHINESE
    ENGLISH = ENGLISH


LANGUAGE_NAMES = {Language.CHINESE: "\u4e2d\u6587", Language.ENGLISH: "English"}


class SignIn(Given):
    """`own_device`: stay signed in here for days, for a phone that nobody else holds (R50)."""

    username: Username
    password: Password
    own_device: bool = False


class LanguageChoice(Given):
    language: Language


class ThemeChoice(Given):
    theme: Theme


class NewPassword(Given):
    """Typed twice, because nobody can read what is hidden."""

    password: Password
    again: Password


class PasswordChange(NewPassword):
    """The old one proves that it is not somebody at an unlocked phone."""

    current: Password


class TokenMake(Given):
    """A key for a program; `days` from today, a year at most (R57). `current` is the password now, if it is asked."""

    name: Line
    scope: TokenScope = TokenScope.READ
    days: Annotated[int, Field(ge=1, le=TOKEN_DAYS_AT_MOST)] = 90
    current: Password | None = None


class UserAdd(Given):
    """A new account. Staff work in a department, contacts belong to an enterprise."""

    username: NewUsername
    name: Line
    role: Role
    title: MaybeLine = None
    phone: MaybePhone = None
    department_id: MaybeId = None
    enterprise_id: MaybeId = None
    is_duty_leader: bool = False


class UserChange(Given):
    """All that can change about an account. Without a phone the one on record stays: it is only shown masked (R68)."""

    name: Line
    role: Role
    title: MaybeLine = None
    phone: MaybePhone = None
    department_id: MaybeId = None
    enterprise_id: MaybeId = None
    is_active: bool = False
    is_duty_leader: bool = False


class UserFilter(Given):
    """The people of one role, or whose name or user name holds a word."""

    q: MaybeLine = None
    role: Annotated[Role | None, BeforeValidator(blank_is_none)] = None
    after: MaybeLine = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class UserRow(SQLModel):
    """One line of the list of accounts."""

    id: int
    username: str
    name: str
    title: str | None
    role: Role
    department: str | None
    enterprise: str | None
    is_active: bool
    version: int


class UserRead(UserRow):
    """One account as an administrator sees it; the phone is masked (R68)."""

    phone: str | None
    department_id: int | None
    enterprise_id: int | None
    is_duty_leader: bool
    has_password: bool
    is_synthetic: bool
    created_at: datetime
    seen_at: datetime | None


class MeRead(SQLModel):
    """Who is asking, and with which rights."""

    id: int
    username: str
    name: str
    title: str | None
    role: Role
    department_id: int | None
    enterprise_id: int | None
    task_force_ids: list[int]
    language: str | None
    theme: Theme
    may_write: bool


class SessionRead(SQLModel):
    """A signed-in browser of one's own; `name` says which, as `Firefox · Windows`."""

    id: Id
    name: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str | None
    is_this: bool


class TokenRead(SQLModel):
    """A program's key, without the key."""

    id: Id
    name: str
    prefix: str
    scope: TokenScope
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class TokenMade(TokenRead):
    """The only time that the key itself is shown."""

    token: str


class LinkMade(SQLModel):
    """A link to set a password with: works once, until `expires_at`."""

    url: str
    expires_at: datetime
