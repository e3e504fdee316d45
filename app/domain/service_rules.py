"""What all service days follow: the one rule row, and the themes of the seasons."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal
from app.domain.work import Work
from app.models.service_day import ServiceDayRule, Theme, Verb
from app.models.service_day_shapes import RuleWrite, ThemeWrite


def set_rule(work: Work, rule: ServiceDayRule, data: RuleWrite) -> ServiceDayRule:
    """Change the one rule row; days that are planned already stay as they are."""
    policy.require(work.actor, Verb.SET_RULE, rule)
    before = _rule_facts(rule)
    rule.ordinals = ",".join(str(ordinal) for ordinal in dict.fromkeys(data.ordinals) if ordinal)
    if not rule.ordinals:
        raise RuleBroken(N_("Say which of the month's days: 1 to 5, or -1 for the last."), field="ordinals")
    rule.weekday, rule.valid_from, rule.valid_until = data.weekday - 1, data.valid_from, data.valid_until
    rule.starts, rule.ends, rule.shift = data.starts, data.ends, data.shift
    journal.record(work, Verb.SET_RULE, rule, before=before, after=_rule_facts(rule))
    return rule


def set_theme(work: Work, data: ThemeWrite) -> Theme:
    """Name what the days of a period are about; the newest period wins, a day's own theme wins over it."""
    policy.require(work.actor, Verb.SET_THEME)
    if data.until_on and data.until_on < data.from_on:
        raise RuleBroken(N_("The last day is before the first."), field="until_on")
    theme = Theme(**data.model_dump())
    work.session.add(theme)
    journal.record(work, Verb.SET_THEME, theme, after=journal.snapshot(theme, "from_on", "until_on", "text"))
    return theme


def _rule_facts(rule: ServiceDayRule) -> dict[str, object]:
    names = ("ordinals", "weekday", "valid_from", "valid_until", "shift")
    return journal.snapshot(rule, *names) | {
        "starts": rule.starts.isoformat(),
        "ends": rule.ends.isoformat(),
    }
