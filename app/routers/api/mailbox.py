"""Where the own notices go, as JSON."""

from app.domain import channels
from app.models.channel_shapes import MailboxRead, MailboxSet
from app.queries import channels as stored
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/me/mailbox", "me")


@router.get("")
def show(work: WorkDep) -> MailboxRead:
    return stored.own_mailbox(work.session, work.actor.id)


@router.put("")
def change(work: WorkDep, data: MailboxSet) -> MailboxRead:
    channels.set_mailbox(work, data)
    return stored.own_mailbox(work.session, work.actor.id)
