"""How sending to a place went last, in plain words."""

import re

from app.core.i18n import N_, gettext
from app.models.channel import Mailbox
from app.models.channel_shapes import MailboxRead, ReachRead
from app.models.webhook import Webhook
from app.web import filters

Place = ReachRead | MailboxRead | Mailbox | Webhook
# By the kind of a job; what is missing here has no other name.
_JOBS = {
    "channel": N_("A letter to a channel"),
    "mail": N_("An e-mail to somebody"),
    "webhook": N_("A message to a program"),
    "lapse": N_("Closing a ticket that got no answer"),
    "resume": N_("Going on with a suspended ticket"),
    "periodic": N_("What the clock does by itself"),
}
_PARTS = re.compile(r"(.*?)(?: \(([^()]*)\))?", re.DOTALL)


def failure(why: str | None) -> str:
    """What went wrong: a sentence in the reader's language, and the receiver's own word in brackets."""
    found = _PARTS.fullmatch(why or "")
    if not why or found is None:
        return ""
    return f"{gettext(found[1])} ({found[2]})" if found[2] else gettext(found[1])


def light(place: Place) -> str:
    """Red when the last sending failed, green when it arrived, grey before the first."""
    if place.failure:
        return "red"
    return "green" if place.sent_at else "grey"


def words(place: Place) -> str:
    """`arrived Tue 16 July 09:30`, or when and why it did not."""
    if place.failure and place.failed_at:
        said = gettext(N_("failed %(time)s: %(why)s"))
        return said % {"time": filters.moment(place.failed_at), "why": failure(place.failure)}
    if place.sent_at:
        return gettext(N_("arrived %(time)s")) % {"time": filters.moment(place.sent_at)}
    return gettext(N_("nothing sent yet"))


def job(kind: str) -> str:
    """What a job in the queue is about."""
    return gettext(_JOBS.get(kind, kind))


FILTERS = {"job_words": job, "failure": failure, "reach_light": light, "reach_words": words}
