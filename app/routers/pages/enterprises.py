"""Enterprises as pages: the register, one firm's file, open one, change it, ask for the phone number."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_, gettext
from app.domain import enterprises
from app.models.enterprise import Enterprise, Verb
from app.models.enterprise_shapes import EnterpriseAdd, EnterpriseFilter, EnterpriseTyped, Reveal
from app.web.accounts import UnkeptDep
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.enterprise_pages import EnterpriseDeskDep
from app.web.enterprises import AdderDep, EnterpriseDep, may, to_reveal
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep

router = page_router("/enterprises")
ToChange = Annotated[Enterprise, Depends(may(Verb.CHANGE))]
ToReveal = Annotated[Enterprise, Depends(to_reveal)]


@router.get("", name="enterprises")
def index(
    desk: EnterpriseDeskDep, form: Annotated[Form[EnterpriseFilter], Depends(query_of(EnterpriseFilter))]
) -> Response:
    return desk.list_(form)


@router.get("/new", name="enterprise_new")
def new(_work: AdderDep, desk: EnterpriseDeskDep) -> Response:
    return desk.new()


@router.post("/new")
def add(
    work: AdderDep,
    form: Annotated[Form[EnterpriseAdd], Depends(form_of(EnterpriseAdd))],
    desk: EnterpriseDeskDep,
    page: PageDep,
) -> Response:
    row = form.apply(work, lambda data: enterprises.add(work, data))
    return page.done("enterprise", "", enterprise_id=row.id) if row else desk.new(form, status=form.status)


@router.get("/{enterprise_id}", name="enterprise")
def show(enterprise: EnterpriseDep, desk: EnterpriseDeskDep) -> Response:
    return desk.show(enterprise)


@router.get("/{enterprise_id}/edit", name="enterprise_edit")
def edit(enterprise: ToChange, desk: EnterpriseDeskDep) -> Response:
    return desk.edit(enterprise)


@router.post("/{enterprise_id}/edit")
def change(
    enterprise: ToChange,
    work: WorkDep,
    form: Annotated[Form[EnterpriseTyped], Depends(form_of(EnterpriseTyped))],
    desk: EnterpriseDeskDep,
    page: PageDep,
) -> Response:
    if form.apply(work, lambda data: enterprises.change(work, enterprise, data), enterprise) is None:
        return desk.edit(enterprise, form, status=form.status)
    return page.done("enterprise", gettext(N_("The file is changed")), enterprise_id=enterprise.id)


@router.get("/{enterprise_id}/phone", name="enterprise_phone")
def ask(enterprise: ToReveal, desk: EnterpriseDeskDep) -> Response:
    return desk.phone(enterprise)


@router.post("/{enterprise_id}/phone")
def reveal(
    enterprise: ToReveal,
    _unkept: UnkeptDep,
    work: WorkDep,
    form: Annotated[Form[Reveal], Depends(form_of(Reveal))],
    desk: EnterpriseDeskDep,
) -> Response:
    return desk.phone(enterprise, form, form.apply(work, lambda data: enterprises.reveal(work, enterprise, data)))
