"""Accounts as JSON, for administrators."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from app.domain import accounts
from app.models.account_shapes import LinkMade, UserAdd, UserChange, UserFilter, UserRead, UserRow
from app.models.user import User, Verb
from app.queries import admin
from app.web.accounts import AdminDep, UnkeptDep, UserDep, link_of, may, to_change
from app.web.api import Listing, PageOf, tagged
from app.web.door import api_router

router = api_router("/users", "administration")
Filter = Annotated[UserFilter, Query()]


@router.get("")
def index(wanted: Filter, work: AdminDep, listing: Listing) -> PageOf[UserRow]:
    return listing.of(admin.users(work.session, work.actor, wanted))


@router.post("", status_code=201)
def add(work: AdminDep, data: UserAdd, response: Response) -> UserRead:
    return tagged(response, admin.read_user(work.session, accounts.add(work, data)))


@router.get("/{user_id}")
def show(user: UserDep, work: AdminDep, response: Response) -> UserRead:
    return tagged(response, admin.read_user(work.session, user))


@router.put("/{user_id}")
def change(user: Annotated[User, Depends(to_change)], work: AdminDep, data: UserChange, response: Response) -> UserRead:
    return tagged(response, admin.read_user(work.session, accounts.change(work, user, data)))


@router.post("/{user_id}/password-link", status_code=201)
def link(
    user: Annotated[User, Depends(may(Verb.INVITE))], work: AdminDep, _unkept: UnkeptDep, request: Request
) -> LinkMade:
    return link_of(request, work, user)


@router.delete("/{user_id}/sessions", status_code=204)
def end_sessions(user: Annotated[User, Depends(may(Verb.END_SESSIONS))], work: AdminDep) -> None:
    accounts.end_sessions(work, user)
