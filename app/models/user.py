"""People who sign in, and everything that proves it is them."""

from datetime import datetime
from enum import StrEnum, auto

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_
from app.models.base import Versioned


class Role(StrEnum):
    LEADER = auto()
    OFFICER = auto()
    HANDLER = auto()
    COORDINATOR = auto()
    SUPERVISOR = auto()
    ENTERPRISE = auto()
    ADMIN = auto()


ROLE_NAMES = {
    Role.LEADER: N_("Zone leader"),
    Role.OFFICER: N_("Chief service officer"),
    Role.HANDLER: N_("Department handler"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.SUPERVISOR: N_("Supervision"),
    Role.ENTERPRISE: N_("Enterprise contact"),
    Role.ADMIN: N_("Administrator"),
}


class Theme(StrEnum):
    AUTO = auto()
    LIGHT = auto()
    DARK = auto()
    SUN = auto()


THEME_NAMES = {
    Theme.AUTO: N_("As the device"),
    Theme.LIGHT: N_("Light colours"),
    Theme.DARK: N_("Dark colours"),
    Theme.SUN: N_("Sun mode"),
}


class Verb(StrEnum):
    """What an administrator does with accounts, and what everybody does with the own one."""

    ADD = auto()
    CHANGE = auto()
    INVITE = auto()
    END_SESSIONS = auto()
    SET_LANGUAGE = auto()
    SET_THEME = auto()
    SET_PASSWORD = auto()
    END_SESSION = auto()
    MAKE_TOKEN = auto()
    REVOKE_TOKEN = auto()


class User(Versioned, table=True):
    """An account. `enterprise_id` is set for enterprise contacts only, `department_id` for staff.

    A department's duty leader grants its first extensions (product.md part 3).
    """

    __tablename__ = "user_account"

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True, max_length=64)
    name: str
    title: str | None = None
    role: Role = Field(sa_type=stored(Role), index=True)
    department_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    phone: str | None = None
    password_hash: str | None = None
    language: str | None = None
    theme: Theme = Field(default=Theme.AUTO, sa_type=stored(Theme))
    is_active: bool = True
    is_synthetic: bool = False
    created_at: datetime
    is_duty_leader: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})

    @property
    def is_staff(self) -> bool:
        return self.role not in {Role.ENTERPRISE, Role.ADMIN}

    @property
    def is_enterprise(self) -> bool:
        return self.role is Role.ENTERPRISE


class LoginSession(SQLModel, table=True):
    """A signed-in browser; only the token's hash is kept, so a copy of the database signs nobody in (R50).

    `is_own_device`: the owner said that nobody else holds it, so it may lie idle until `expires_at`.
    """

    __tablename__ = "login_session"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    is_own_device: bool = False
    address: str | None = None
    agent: str | None = None


class PasswordLink(SQLModel, table=True):
    """A secret with which one person sets a password once; only its hash is kept (R48)."""

    __tablename__ = "password_link"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class TokenScope(StrEnum):
    READ = auto()
    WRITE = auto()


SCOPE_NAMES = {
    TokenScope.READ: N_("Read only"),
    TokenScope.WRITE: N_("Read and write"),
}


class ApiToken(SQLModel, table=True):
    """A program's key to the API: shown once, kept as a hash, scoped, expiring, revocable (R57)."""

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    name: str
    prefix: str
    token_hash: str = Field(unique=True)
    scope: TokenScope = Field(sa_type=stored(TokenScope))
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class FeedToken(SQLModel, table=True):
    """The secret in a calendar feed's address: read-only, one feed, revocable, kept as a hash."""

    __tablename__ = "feed_token"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class LoginTry(SQLModel, table=True):
    """One attempt to sign in; the limits per account and per address count these rows (R33, V24)."""

    __tablename__ = "login_try"

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(index=True)
    address: str = Field(index=True)
    at: datetime = Field(index=True)
    succeeded: bool
