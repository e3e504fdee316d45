"""Administration of the zone's own data and rules: name, kinds, deadlines, working days."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import zone_rules
from app.models.zone_shapes import DaysLoad, DeadlineSet, KindAdd, KindChange, ZoneChange
from app.queries import admin
from app.web.accounts import AdminDep
from app.web.administration import DaysForm, KindDep, LoadedDayDep, form_facts, loaded_words
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router("/admin")
ZoneForm = Annotated[Form[ZoneChange], Depends(form_of(ZoneChange))]
KindAddForm = Annotated[Form[KindAdd], Depends(form_of(KindAdd))]
KindForm = Annotated[Form[KindChange], Depends(form_of(KindChange))]
DeadlineForm = Annotated[Form[DeadlineSet], Depends(form_of(DeadlineSet))]


@router.get("/zone", name="admin_zone")
def zone(work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(ZoneChange, work.zone.model_dump())
    return page.show("admin/zone.html", form=form, zone=work.zone, **form_facts(work, work.zone))


@router.post("/zone")
def change_zone(work: AdminDep, page: PageDep, form: ZoneForm) -> Response:
    if form.apply(work, lambda data: zone_rules.change_zone(work, data), work.zone):
        return page.done("admin", gettext("Saved."))
    return page.show("admin/zone.html", status=form.status, form=form, zone=work.zone, **form_facts(work, work.zone))


@router.get("/kinds", name="admin_kinds")
def kinds(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/kinds.html", kinds=admin.kinds(work.session))


@router.get("/kinds/new", name="admin_kind_new")
def ask_kind(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/kind_new.html", form=Form(KindAdd), **form_facts(work))


@router.post("/kinds/new")
def add_kind(work: AdminDep, page: PageDep, form: KindAddForm) -> Response:
    if form.apply(work, lambda data: zone_rules.add_kind(work, data)):
        return page.done("admin_kinds", gettext("Added."))
    return page.show("admin/kind_new.html", status=form.status, form=form, **form_facts(work))


@router.get("/kinds/{kind_id}", name="admin_kind")
def kind(row: KindDep, work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(KindChange, row.model_dump())
    return page.show("admin/kind.html", form=form, row=row, **form_facts(work, row))


@router.post("/kinds/{kind_id}")
def change_kind(row: KindDep, work: AdminDep, page: PageDep, form: KindForm) -> Response:
    if form.apply(work, lambda data: zone_rules.change_kind(work, row, data), row):
        return page.done("admin_kinds", gettext("Saved."))
    return page.show("admin/kind.html", status=form.status, form=form, row=row, **form_facts(work, row))


@router.get("/deadlines", name="admin_deadlines")
def deadlines(work: AdminDep, page: PageDep) -> Response:
    facts = {"form": Form(DeadlineSet), "deadlines": admin.deadlines(work.session, work.now), **form_facts(work)}
    return page.show("admin/deadlines.html", **facts)


@router.post("/deadlines")
def set_deadline(work: AdminDep, page: PageDep, form: DeadlineForm) -> Response:
    if form.apply(work, lambda data: zone_rules.set_deadline(work, data)):
        return page.done("admin_deadlines", gettext("Holds for tickets from now on; earlier ones keep theirs."))
    facts = {"form": form, "deadlines": admin.deadlines(work.session, work.now), **form_facts(work)}
    return page.show("admin/deadlines.html", status=form.status, **facts)


@router.get("/holidays", name="admin_holidays")
def days(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/holidays.html", form=Form(DaysLoad), days=admin.days(work.session))


@router.post("/holidays")
def load_days(work: AdminDep, page: PageDep, form: DaysForm) -> Response:
    clashes = form.apply(work, lambda data: zone_rules.load_days(work, data))
    if clashes is not None:
        return page.done("admin_holidays", loaded_words(clashes))
    return page.show("admin/holidays.html", status=form.status, form=form, days=admin.days(work.session))


@router.post("/holidays/{day}/end", name="admin_holiday_end")
def drop_day(row: LoadedDayDep, work: AdminDep, page: PageDep) -> Response:
    zone_rules.drop_day(work, row)
    return page.done("admin_holidays", gettext("Taken back; the State Council's word counts again."))
