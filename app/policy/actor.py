"""Who acts: an account with everything its rights depend on, read once per request."""

from dataclasses import dataclass, field

from app.models.event import Via
from app.models.user import Role, User


@dataclass(frozen=True, slots=True)
class Actor:
    """`force_ids`: task forces served in or hosted by the own department; `paired_*`: charges as service officer.

    Whoever comes through the portal has no account, so no number; of their firm's tickets they hold `ticket_id` alone.
    """

    user: User
    via: Via = Via.PAGE
    force_ids: frozenset[int] = frozenset()
    paired_enterprise_ids: frozenset[int] = frozenset()
    paired_project_ids: frozenset[int] = frozenset()
    may_write: bool = True
    session_id: int | None = None
    token_id: int | None = None
    ticket_id: int | None = None
    request_id: str | None = field(default=None, compare=False)
    address: str | None = field(default=None, compare=False)

    @property
    def id(self) -> int:
        assert self.user.id is not None
        return self.user.id

    @property
    def role(self) -> Role:
        return self.user.role

    @property
    def department_id(self) -> int | None:
        return self.user.department_id

    @property
    def enterprise_id(self) -> int | None:
        return self.user.enterprise_id

    def is_(self, *roles: Role) -> bool:
        return self.user.role in roles
