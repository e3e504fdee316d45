"""How sending to a place went last, in plain words."""

import re

from app.core.i18n import N_, gettext
from app.models.channel import Mailbox
from app.models.channel_shapes import MailboxRead, ReachRead
from app.models.webhook import Webhook
from app.web import filters

Place = ReachRead | MailboxRead | Mailbox | Webhook
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


FILTERS = {"failure": failure, "reach_light": light, "reach_words": words}
