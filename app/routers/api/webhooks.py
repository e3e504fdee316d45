"""Webhooks as JSON, for administrators."""

from fastapi import Response

from app.domain import webhooks
from app.models.webhook_shapes import WebhookAdd, WebhookChange, WebhookMade, WebhookRead
from app.queries import webhooks as stored
from app.web.accounts import AdminDep, UnkeptDep
from app.web.api import tagged
from app.web.channels import AllowedDep, SeenWebhookDep, WebhookDep, made
from app.web.door import api_router

router = api_router("/webhooks", "administration")


@router.get("")
def index(work: AdminDep) -> list[WebhookRead]:
    return stored.webhooks(work.session)


@router.post("", status_code=201)
def add(work: AdminDep, allowed: AllowedDep, _unkept: UnkeptDep, data: WebhookAdd, response: Response) -> WebhookMade:
    return tagged(response, made(work, webhooks.add(work, data, allowed)))


@router.get("/{webhook_id}")
def show(row: WebhookDep, work: AdminDep, response: Response) -> WebhookRead:
    return tagged(response, stored.read(work.session, row))


@router.put("/{webhook_id}")
def change(
    row: SeenWebhookDep, work: AdminDep, allowed: AllowedDep, data: WebhookChange, response: Response
) -> WebhookRead:
    return tagged(response, stored.read(work.session, webhooks.change(work, row, data, allowed)))


@router.post("/{webhook_id}/secret", status_code=201)
def renew(row: WebhookDep, work: AdminDep, _unkept: UnkeptDep) -> WebhookMade:
    return made(work, webhooks.renew(work, row))


@router.post("/{webhook_id}/test", status_code=202)
def try_(row: WebhookDep, work: AdminDep) -> None:
    webhooks.try_(work, row)


@router.delete("/{webhook_id}", status_code=204)
def drop(row: SeenWebhookDep, work: AdminDep) -> None:
    webhooks.drop(work, row)
