"""Administration of webhooks: programs elsewhere that are told what happens to tickets."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import webhooks
from app.models.webhook_shapes import WebhookAdd, WebhookChange
from app.queries import webhooks as stored
from app.web.accounts import AdminDep, UnkeptDep
from app.web.channels import AllowedDep, WebhookDep, webhook_facts
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router("/admin/webhooks")
AddForm = Annotated[Form[WebhookAdd], Depends(form_of(WebhookAdd))]
ChangeForm = Annotated[Form[WebhookChange], Depends(form_of(WebhookChange))]


@router.get("", name="admin_webhooks")
def index(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/webhooks.html", webhooks=stored.webhooks(work.session))


@router.get("/new", name="admin_webhook_new")
def ask(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/webhook_new.html", form=Form(WebhookAdd), **webhook_facts(work))


@router.post("/new")
def add(work: AdminDep, allowed: AllowedDep, _unkept: UnkeptDep, page: PageDep, form: AddForm) -> Response:
    if row := form.apply(work, lambda data: webhooks.add(work, data, allowed)):
        return page.show("admin/webhook_secret.html", row=row)
    return page.show("admin/webhook_new.html", status=form.status, form=form, **webhook_facts(work))


@router.get("/{webhook_id}", name="admin_webhook")
def show(row: WebhookDep, work: AdminDep, page: PageDep) -> Response:
    form = Form.filled(WebhookChange, row.model_dump())
    return page.show("admin/webhook.html", form=form, row=row, **webhook_facts(work, row))


@router.post("/{webhook_id}")
def change(row: WebhookDep, work: AdminDep, allowed: AllowedDep, page: PageDep, form: ChangeForm) -> Response:
    if form.apply(work, lambda data: webhooks.change(work, row, data, allowed), row):
        return page.done("admin_webhooks", gettext("Saved."))
    return page.show("admin/webhook.html", status=form.status, form=form, row=row, **webhook_facts(work, row))


@router.post("/{webhook_id}/secret", name="admin_webhook_secret")
def renew(row: WebhookDep, work: AdminDep, _unkept: UnkeptDep, page: PageDep) -> Response:
    return page.show("admin/webhook_secret.html", row=webhooks.renew(work, row))


@router.post("/{webhook_id}/test", name="admin_webhook_test")
def try_(row: WebhookDep, work: AdminDep, page: PageDep) -> Response:
    webhooks.try_(work, row)
    return page.done("admin_webhook", gettext("The test is on its way; look again in a moment."), webhook_id=row.id)


@router.post("/{webhook_id}/end", name="admin_webhook_end")
def drop(row: WebhookDep, work: AdminDep, page: PageDep) -> Response:
    webhooks.drop(work, row)
    return page.done("admin_webhooks", gettext("Gone; nothing is sent there any more."))
