"""Letters to people: put into the queue with whatever caused them, so that none is lost and none goes out twice."""

import re
from dataclasses import asdict, dataclass

from app.core.text import masked
from app.domain import jobs
from app.domain.jobs import Task
from app.domain.work import Work
from app.models.channel import Topic
from app.queries import channels

BY_CHANNEL, BY_MAIL = "channel", "mail"
# A mobile number, or a fixed one with its area code. Inside the house they are masked, outside there are none (R68).
_PHONE = re.compile(r"(?<![\w-])(?:\+?86[ -]?)?(?:1[3-9]\d{9}|0\d{2,3}[ -]?\d{7,8})(?![\w-])")
_TOPICS = {topic.value for topic in Topic}


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` names it for ever, such as `digest:2019-07-16:5`; its first part is its topic, for those who choose.

    To one person, or with `user_id` None to the zone's own channels. Plain text in the reader's language; `path` is the
    page that it is about.
    """

    key: str
    user_id: int | None
    subject: str
    body: str
    path: str


def send(work: Work, letter: Letter) -> None:
    """Queue one delivery for each way in which the letter reaches its reader; nothing when there is none.

    A letter whose key was used before is not sent again. Part of the caller's transaction.
    """
    content = asdict(letter) | {"subject": unphoned(letter.subject), "body": unphoned(letter.body)}
    if letter.user_id is None:
        for channel_id in channels.open_ids(work.session):
            to_channel(work, channel_id, content)
        return
    mailbox = channels.reachable(work.session, letter.user_id)
    topic = letter.key.partition(":")[0]
    if mailbox and (topic not in _TOPICS or topic in mailbox.topics):
        jobs.enqueue(work, Task(f"{BY_MAIL}:{letter.user_id}:{letter.key}", BY_MAIL, content))


def to_channel(work: Work, channel_id: int, content: dict[str, object]) -> None:
    """Queue a letter for one channel."""
    key = f"{BY_CHANNEL}:{channel_id}:{content['key']}"
    jobs.enqueue(work, Task(key, BY_CHANNEL, content | {"channel_id": channel_id}))


def unphoned(words: str) -> str:
    """The words with every phone number masked."""
    return _PHONE.sub(lambda found: masked(found[0]) or "", words)
