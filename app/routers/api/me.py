"""The own account as JSON: who I am, my devices, my keys."""

from fastapi import Request, Response

from app.domain import own_account
from app.models.account_shapes import (
    LanguageChoice,
    MeRead,
    PasswordChange,
    SessionRead,
    ThemeChoice,
    TokenMade,
    TokenMake,
    TokenRead,
)
from app.queries import accounts
from app.web import sign_in
from app.web.accounts import RowId, UnkeptDep
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.own_account import HolderDep, OwnerDep

router = api_router("/me", "me")


@router.get("")
def show(work: WorkDep) -> MeRead:
    return accounts.me(work.actor)


@router.post("/language")
def set_language(work: WorkDep, data: LanguageChoice) -> MeRead:
    own_account.set_language(work, data)
    return accounts.me(work.actor)


@router.post("/theme")
def set_theme(work: WorkDep, data: ThemeChoice) -> MeRead:
    own_account.set_theme(work, data)
    return accounts.me(work.actor)


@router.post("/password", status_code=204)
def change_password(request: Request, response: Response, work: OwnerDep, data: PasswordChange) -> None:
    sign_in.renew(request, response, own_account.change_password(work, data))


@router.get("/sessions")
def sessions(work: WorkDep) -> list[SessionRead]:
    return accounts.devices(work.session, work.actor, work.now)


@router.delete("/sessions/{session_id}", status_code=204)
def end_session(session_id: RowId, work: OwnerDep) -> None:
    own_account.end_session(work, accounts.own_session(work.session, work.actor, session_id))


@router.get("/tokens")
def tokens(work: WorkDep) -> list[TokenRead]:
    return accounts.keys(work.session, work.actor, work.now)


@router.post("/tokens", status_code=201)
def make_token(work: HolderDep, _unkept: UnkeptDep, data: TokenMake) -> TokenMade:
    return own_account.make_token(work, work.actor.user, data)


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: RowId, work: OwnerDep) -> None:
    own_account.revoke_token(work, accounts.own_token(work.session, work.actor, token_id))
