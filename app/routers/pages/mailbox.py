"""Where the own notices go, and which."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import channels
from app.models.channel_shapes import MailboxSet
from app.queries import channels as stored
from app.web.channels import topic_facts
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router("/settings/mailbox")
MailboxForm = Annotated[Form[MailboxSet], Depends(form_of(MailboxSet))]


@router.get("", name="settings_mailbox")
def ask(work: WorkDep, page: PageDep) -> Response:
    box = stored.own_mailbox(work.session, work.actor.id)
    form = Form.filled(MailboxSet, box.model_dump(mode="json"))
    return page.show("settings/mailbox.html", form=form, box=box, **topic_facts())


@router.post("")
def change(work: WorkDep, page: PageDep, form: MailboxForm) -> Response:
    form.apply(work, lambda data: channels.set_mailbox(work, data))
    if not form.errors:
        return page.done("settings", gettext("Saved."))
    box = stored.own_mailbox(work.session, work.actor.id)
    return page.show("settings/mailbox.html", status=form.status, form=form, box=box, **topic_facts())
