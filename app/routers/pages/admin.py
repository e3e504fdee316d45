"""Administration: where everything is, and the accounts."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.core.i18n import gettext
from app.domain import accounts
from app.models.account_shapes import UserAdd, UserChange, UserFilter
from app.models.user import User, Verb
from app.queries import admin
from app.web.accounts import AdminDep, ChangeableDep, UnkeptDep, UserDep, link_of, may, user_choices, user_list
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep

router = page_router("/admin")
FilterForm = Annotated[Form[UserFilter], Depends(query_of(UserFilter))]
AddForm = Annotated[Form[UserAdd], Depends(form_of(UserAdd))]
ChangeForm = Annotated[Form[UserChange], Depends(form_of(UserChange))]
InvitableDep = Annotated[User, Depends(may(Verb.INVITE))]
EndableDep = Annotated[User, Depends(may(Verb.END_SESSIONS))]


@router.get("", name="admin")
def index(_work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/index.html")


@router.get("/users", name="admin_users")
def users(request: Request, work: AdminDep, page: PageDep, form: FilterForm) -> Response:
    return page.show("admin/users.html", **user_list(request, work, form))


@router.get("/users/new", name="admin_user_new")
def ask_user(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/user_new.html", form=Form(UserAdd), **user_choices(work))


@router.post("/users/new")
def add_user(request: Request, work: AdminDep, _unkept: UnkeptDep, page: PageDep, form: AddForm) -> Response:
    user = form.apply(work, lambda data: accounts.add(work, data))
    if user is None:
        return page.show("admin/user_new.html", status=form.status, form=form, **user_choices(work))
    return page.show("admin/user_link.html", user=user, link=link_of(request, work, user))


@router.get("/users/{user_id}", name="admin_user")
def user(user: UserDep, work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(UserChange, user.model_dump(exclude={"phone"}))
    return page.show("admin/user.html", form=form, user=admin.read_user(work.session, user), **user_choices(work, user))


@router.post("/users/{user_id}")
def change_user(user: ChangeableDep, work: AdminDep, page: PageDep, form: ChangeForm) -> Response:
    if form.apply(work, lambda data: accounts.change(work, user, data), user):
        return page.done("admin_users", gettext("Saved; it holds from this person's next click on."))
    facts = {"form": form, "user": admin.read_user(work.session, user), **user_choices(work, user)}
    return page.show("admin/user.html", status=form.status, **facts)


@router.post("/users/{user_id}/link", name="admin_user_link")
def link(request: Request, user: InvitableDep, work: AdminDep, _unkept: UnkeptDep, page: PageDep) -> Response:
    return page.show("admin/user_link.html", user=user, link=link_of(request, work, user))


@router.post("/users/{user_id}/sign-out", name="admin_user_sign_out")
def sign_out(user: EndableDep, work: AdminDep, page: PageDep) -> Response:
    accounts.end_sessions(work, user)
    return page.done("admin_user", gettext("Signed out everywhere."), user_id=user.id)
