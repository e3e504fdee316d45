"""The own account: language, look, password, devices, keys for programs."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.core.i18n import gettext
from app.domain import own_account
from app.models.account_shapes import LanguageChoice, PasswordChange, ThemeChoice, TokenMake
from app.queries import accounts
from app.web import own_account as shown
from app.web.accounts import RowId, UnkeptDep
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.own_account import HolderDep, MaybeWorkDep
from app.web.page import PageDep

router = page_router("/settings")
LanguageForm = Annotated[Form[LanguageChoice], Depends(form_of(LanguageChoice))]
ThemeForm = Annotated[Form[ThemeChoice], Depends(form_of(ThemeChoice))]
PasswordForm = Annotated[Form[PasswordChange], Depends(form_of(PasswordChange))]
TokenForm = Annotated[Form[TokenMake], Depends(form_of(TokenMake))]


@router.get("", name="settings")
def index(work: WorkDep, page: PageDep) -> Response:
    return page.show("settings/index.html", **shown.settings_facts(page, work))


@router.post("/language", name="settings_language")
def language(request: Request, work: MaybeWorkDep, form: LanguageForm) -> Response:
    return shown.speak(request, work, form, own_account.set_language)


@router.post("/theme", name="settings_theme")
def theme(request: Request, work: MaybeWorkDep, form: ThemeForm) -> Response:
    return shown.dress(request, work, form, own_account.set_theme)


@router.get("/password", name="settings_password")
def ask_password(_work: WorkDep, page: PageDep) -> Response:
    return page.show("settings/password.html", form=Form(PasswordChange))


@router.post("/password")
def change_password(work: WorkDep, page: PageDep, form: PasswordForm) -> Response:
    token = form.apply(work, lambda data: own_account.change_password(work, data))
    if token is None:
        return page.show("settings/password.html", status=422, form=form)
    return shown.stay(page, token)


@router.post("/sessions/{session_id}/end", name="settings_session_end")
def end_session(session_id: RowId, work: WorkDep, page: PageDep) -> Response:
    own_account.end_session(work, accounts.own_session(work.session, work.actor, session_id))
    return page.done("settings", gettext("That device is signed out."))


@router.get("/tokens/new", name="settings_token_new")
def ask_token(work: HolderDep, page: PageDep) -> Response:
    form = Form.filled(TokenMake, {"days": 90, "scope": "read"})
    return page.show("settings/token_new.html", form=form, **shown.key_facts(work))


@router.post("/tokens/new")
def make_token(work: HolderDep, _unkept: UnkeptDep, page: PageDep, form: TokenForm) -> Response:
    made = form.apply(work, lambda data: own_account.make_token(work, work.actor.user, data))
    if made is None:
        return page.show("settings/token_new.html", status=422, form=form, **shown.key_facts(work))
    return page.show("settings/token_made.html", token=made)


@router.post("/tokens/{token_id}/end", name="settings_token_end")
def revoke_token(token_id: RowId, work: WorkDep, page: PageDep) -> Response:
    own_account.revoke_token(work, accounts.own_token(work.session, work.actor, token_id))
    return page.done("settings", gettext("That key opens nothing any more."))
