"""What similar tickets tell, in words: why a department or a kind is suggested, how long a case took."""

from app.core.i18n import N_, gettext, ngettext
from app.models.common_problem_shapes import CommonProblemRow
from app.models.similar_shapes import Leaning, OpenCase, SimilarCase
from app.web.labels import label, local


def days(count: int) -> str:
    """How long something took; on the day itself is said so."""
    if count < 1:
        return gettext(N_("the same day"))
    return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}


def went(leaning: Leaning) -> str:
    """Why a department is suggested: what is known, not what is guessed."""
    words = ngettext(
        "%(count)s similar ticket went to %(department)s, solved in: %(days)s (median)",
        "%(count)s similar tickets went to %(department)s, solved in: %(days)s (median)",
        leaning.count,
    )
    return words % {"count": leaning.count, "department": local(leaning), "days": days(leaning.workdays)}


def was(leaning: Leaning) -> str:
    """Why a kind is suggested."""
    words = ngettext(
        "%(count)s similar ticket was of this kind: %(kind)s",
        "%(count)s similar tickets were of this kind: %(kind)s",
        leaning.count,
    )
    return words % {"count": leaning.count, "kind": local(leaning)}


def took(case: SimilarCase) -> str:
    """Who solved a case, and in which time."""
    return f"{local(case, 'department')} · {days(case.workdays)}" if case.department else days(case.workdays)


def done(case: SimilarCase) -> str:
    """What was done; without a note, what it came to, if that is known."""
    return case.resolution or (label(case.outcome) if case.outcome else "")


def why_open(case: OpenCase) -> str:
    """Why an open ticket may be the same matter."""
    same = [gettext(N_("The same enterprise"))] if case.is_same_firm else []
    alike = [gettext("%(count)s%% of the words") % {"count": case.likeness_percent}] if case.likeness_percent else []
    return " · ".join([*same, *alike])


def members(row: CommonProblemRow) -> str:
    """How many tickets it is, and how many of them are not solved."""
    words = ngettext("%(count)s ticket", "%(count)s tickets", row.tickets) % {"count": row.tickets}
    return words + " · " + gettext("%(count)s not solved yet") % {"count": row.unsolved}


FILTERS = {"went": went, "was": was, "took": took, "done": done, "why_open": why_open, "members": members}
