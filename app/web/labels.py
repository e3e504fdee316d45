"""How coded values and names are printed: enum members by their tables, names in the language of the request."""

from enum import StrEnum
from typing import Any

from app.core import i18n, recurrence
from app.models import (
    channel,
    enterprise,
    evaluation,
    job,
    notice,
    org,
    portal,
    project,
    roster_shapes,
    service_day,
    ticket_life,
    user,
    visit,
    zone,
)

_NAMES: dict[type[StrEnum], dict[Any, str]] = {
    ticket_life.State: ticket_life.STATE_NAMES,
    ticket_life.Source: ticket_life.SOURCE_NAMES,
    ticket_life.Outcome: ticket_life.OUTCOME_NAMES,
    ticket_life.Ending: ticket_life.ENDING_NAMES,
    ticket_life.Sample: ticket_life.SAMPLE_NAMES,
    ticket_life.PleaKind: ticket_life.PLEA_NAMES,
    zone.Level: zone.LEVEL_NAMES,
    user.Role: user.ROLE_NAMES,
    user.Theme: user.THEME_NAMES,
    user.TokenScope: user.SCOPE_NAMES,
    org.ForceKind: org.FORCE_KIND_NAMES,
    visit.VisitState: visit.VISIT_STATE_NAMES,
    visit.Met: visit.MET_NAMES,
    visit.Upshot: visit.UPSHOT_NAMES,
    project.Stage: project.STAGE_NAMES,
    project.Track: project.TRACK_NAMES,
    project.Precision: project.PRECISION_NAMES,
    enterprise.Occasion: enterprise.OCCASION_NAMES,
    evaluation.Verdict: evaluation.VERDICT_NAMES,
    portal.Sheet: portal.SHEET_NAMES,
    notice.Colour: notice.COLOUR_NAMES,
    notice.NoticeState: notice.NOTICE_STATE_NAMES,
    notice.Verb: notice.VERB_NAMES,
    channel.ChannelKind: channel.CHANNEL_KIND_NAMES,
    channel.Topic: channel.TOPIC_NAMES,
    job.JobState: job.JOB_STATE_NAMES,
    service_day.DayState: service_day.DAY_STATE_NAMES,
    recurrence.ShiftPolicy: service_day.SHIFT_NAMES,
    roster_shapes.Clash: roster_shapes.CLASH_NAMES,
}


def label(value: StrEnum | None) -> str:
    """The word for a coded value; a dash where there is none."""
    return "–" if value is None else i18n.gettext(_NAMES[type(value)][value])


def options(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, word) of every member, for chips and selects."""
    return [(member.value, label(member)) for member in kind]


def local(row: Any, name: str = "name") -> str:
    """What a row is called: its `name`, or `name_en` for readers of English where there is one, as in `x | local`."""
    own, english = getattr(row, name, None), getattr(row, f"{name}_en", None)
    shown = english if english and i18n.language.get() == i18n.ENGLISH else own
    return shown or "–"


def pictures(names: list[str], under: str = "/photos") -> list[dict[str, str]]:
    """Stored photos as ui.gallery shows them; `under` is where whoever looks may fetch them."""
    words = i18n.gettext("Photo %(number)s")
    return [
        {"href": f"{under}/{name}", "src": f"{under}/{name}/small", "alt": words % {"number": at}}
        for at, name in enumerate(names, 1)
    ]


ALL = {"label": label, "local": local, "pictures": pictures}
