"""Administration of the ways out of the house: robots, mailboxes, and what in the queue went wrong."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import channels, jobs
from app.models.channel_shapes import ChannelAdd, ChannelChange
from app.queries import channels as stored
from app.web.accounts import AdminDep
from app.web.channels import AllowedDep, ChannelDep, JobDep, TrialWordsDep, channel_facts, channel_list
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router("/admin")
AddForm = Annotated[Form[ChannelAdd], Depends(form_of(ChannelAdd))]
ChangeForm = Annotated[Form[ChannelChange], Depends(form_of(ChannelChange))]


@router.get("/channels", name="admin_channels")
def index(work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/channels.html", **channel_list(work))


@router.get("/channels/new", name="admin_channel_new")
def ask(_work: AdminDep, page: PageDep) -> Response:
    return page.show("admin/channel_new.html", form=Form(ChannelAdd), **channel_facts())


@router.post("/channels/new")
def add(work: AdminDep, allowed: AllowedDep, page: PageDep, form: AddForm) -> Response:
    if row := form.apply(work, lambda data: channels.add(work, data, allowed)):
        return page.done("admin_channel", gettext("Added; now send a test."), channel_id=row.id)
    return page.show("admin/channel_new.html", status=form.status, form=form, **channel_facts())


@router.get("/channels/{channel_id}", name="admin_channel")
def show(row: ChannelDep, page: PageDep) -> Response:
    form = Form.filled(ChannelChange, row.model_dump(include={"name", "is_active"}))
    return page.show("admin/channel.html", form=form, row=stored.read(row), **channel_facts(row))


@router.post("/channels/{channel_id}")
def change(row: ChannelDep, work: AdminDep, allowed: AllowedDep, page: PageDep, form: ChangeForm) -> Response:
    if form.apply(work, lambda data: channels.change(work, row, data, allowed), row):
        return page.done("admin_channels", gettext("Saved."))
    return page.show("admin/channel.html", status=form.status, form=form, row=stored.read(row), **channel_facts(row))


@router.post("/channels/{channel_id}/test", name="admin_channel_test")
def try_(row: ChannelDep, work: AdminDep, words: TrialWordsDep, page: PageDep) -> Response:
    channels.try_(work, row, words)
    return page.done("admin_channel", gettext("The test is on its way; look again in a moment."), channel_id=row.id)


@router.post("/channels/{channel_id}/end", name="admin_channel_end")
def drop(row: ChannelDep, work: AdminDep, page: PageDep) -> Response:
    channels.drop(work, row)
    return page.done("admin_channels", gettext("Gone; nothing is sent there any more."))


@router.post("/jobs/{job_id}/retry", name="admin_job_retry")
def retry(row: JobDep, work: AdminDep, page: PageDep) -> Response:
    jobs.retry(work, row)
    return page.done("admin_channels", gettext("It is tried again now."))
