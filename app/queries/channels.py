"""Ways out of the house, never with their secrets where somebody reads."""

from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.channel import Channel, ChannelKind, Mailbox, Topic
from app.models.channel_shapes import ChannelRead, MailboxRead
from app.models.user import User

_SHOWN_END = 4


def channel(session: Session, channel_id: int) -> Channel:
    found = session.get(Channel, channel_id)
    if found is None:
        raise NotFound(N_("No such channel."))
    return found


def channels(session: Session) -> list[ChannelRead]:
    return [read(row) for row in session.exec(select(Channel).order_by(col(Channel.id)))]


def read(row: Channel) -> ChannelRead:
    """What may be shown: enough to know the address again, too little to use it."""
    return ChannelRead.model_validate(row.model_dump() | {"hint": hint(row), "is_signed": row.secret is not None})


def hint(row: Channel) -> str:
    """`qyapi.example.cn…4f2a`; an e-mail address is no secret."""
    if row.kind is ChannelKind.EMAIL:
        return row.address
    return f"{urlsplit(row.address).hostname}…{row.address[-_SHOWN_END:]}"


def open_ids(session: Session) -> list[int]:
    """The channels that are switched on."""
    wanted = select(Channel.id).where(col(Channel.is_active)).order_by(col(Channel.id))
    return [key for key in session.exec(wanted) if key]


def mailbox(session: Session, user_id: int) -> Mailbox | None:
    return session.get(Mailbox, user_id)


def own_mailbox(session: Session, user_id: int) -> MailboxRead:
    """The own mailbox; without one, what would be sent if there were one: everything."""
    found = mailbox(session, user_id)
    if found is None:
        return MailboxRead(address=None, topics=list(Topic), sent_at=None, failed_at=None, failure=None)
    return MailboxRead.model_validate(found.model_dump())


def reachable(session: Session, user_id: int) -> Mailbox | None:
    """The mailbox of somebody whose account works."""
    wanted = select(Mailbox).join(User, col(User.id) == col(Mailbox.user_id))
    return session.exec(wanted.where(Mailbox.user_id == user_id, col(User.is_active))).first()
