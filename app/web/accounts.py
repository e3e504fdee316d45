"""What routes of accounts and of the administration need first: who may, which row, which version."""

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from app.core.errors import NotAllowed, RuleBroken
from app.core.i18n import N_
from app.domain import accounts
from app.domain.work import Work
from app.models.account_shapes import LinkMade, UserFilter
from app.models.user import Role, User, Verb
from app.policy import accounts as rights
from app.queries import admin, people
from app.web import labels, wiring
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.guards import guards

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def administering(work: WorkDep) -> Work:
    """Work of an administrator; NotAllowed (403) for anybody else, before anything is looked up."""
    if not rights.administers(work.actor):
        raise NotAllowed(N_("Only an administrator may do this."))
    return work


AdminDep = Annotated[Work, Depends(administering)]


def refuse_keeping(request: Request) -> None:
    """An answer that holds a secret is given once and kept nowhere, so it cannot be asked for again by its key."""
    if "idempotency-key" in request.headers:
        raise RuleBroken(N_("This answer is shown once and never kept; send it without an Idempotency-Key."))


UnkeptDep = Annotated[None, Depends(refuse_keeping)]


def find(user_id: RowId, work: AdminDep) -> User:
    return admin.user(work.session, work.actor, user_id)


UserDep = Annotated[User, Depends(find)]
may, to = guards(find)
ChangeableDep = Annotated[User, Depends(may(Verb.CHANGE))]
to_change = to(Verb.CHANGE)


def link_of(request: Request, work: Work, user: User) -> LinkMade:
    """A fresh link to set a password with, on the configured address (R48)."""
    secret, expires_at = accounts.invite(work, user)
    base = wiring.of(request).settings.base_url.rstrip("/") or str(request.base_url).rstrip("/")
    path = request.url_for("password", secret=secret).path
    return LinkMade(url=f"{base}{path}", expires_at=expires_at)


def user_choices(work: Work, user: User | None = None) -> dict[str, Any]:
    """What the form of an account offers to choose from; nobody makes an administrator here.

    `version` is that of the account being changed, 0 for a new one.
    """
    return {
        "version": user.version if user else 0,
        "roles": [(value, word) for value, word in labels.options(Role) if value != Role.ADMIN],
        "departments": [(row.id, labels.local(row)) for row in people.departments(work.session)],
        "enterprises": [(row.id, row.name) for row in admin.enterprises(work.session)],
    }


def user_list(request: Request, work: Work, form: Form[UserFilter]) -> dict[str, Any]:
    """One page of accounts, with the address of the next."""
    wanted = form.data or UserFilter()
    rows = admin.users(work.session, work.actor, wanted)
    following = rows.next_cursor and str(request.url.include_query_params(after=rows.next_cursor).query)
    return {"users": rows.items, "form": form, "next_url": following and f"{request.url.path}?{following}"}
