"""Each rule catches the offence it is for, and lets the clean twin pass."""

import pytest
from house import page_rules, room_rules, size_rules, verb_rules

LONG = "def f():\n" + "    x = 1\n" * 30
ROUTE = "app/routers/pages/tickets.py"
QUERY = "app/queries/tickets.py"
VERB = "app/domain/tickets.py"
PAGE = "app/templates/tickets/show.html"
STYLE = "app/static/css/card.css"
LAYER = "@layer components { .card { color: %s } }"

PLANTED = [
    (size_rules.long_file, QUERY, "x = 1\n" * 201, "x = 1\n" * 200),
    (size_rules.long_file, PAGE, "<p>\n" * 81, "<p>\n" * 80),
    (size_rules.long_function, VERB, LONG, LONG.replace("    x = 1\n", "", 1)),
    (size_rules.long_function, ROUTE, LONG, "def f():\n" + "    x = 1\n" * 11),
    (
        room_rules.fat_route,
        ROUTE,
        "def f(work):\n    work.session.add(1)",
        "def f(work):\n    tickets.take(work)",
    ),
    (room_rules.fat_route, ROUTE, "raise HTTPException(404)", "raise NotFound('x')"),
    (room_rules.commit_in_a_rule, VERB, "work.session.commit()", "work.session.flush()"),
    (room_rules.writing_query, QUERY, "session.add(row)", "seen.add(row)"),
    (room_rules.stray_select, VERB, "from sqlmodel import select", "from sqlmodel import Session"),
    (page_rules.template_logic, PAGE, "{% if " * 9, "{% if " * 8),
    (page_rules.template_logic, PAGE, "{% set a = 1 %}", "{{ a }}"),
    (page_rules.template_logic, PAGE, "{{ a|safe }}", "{{ a }}"),
    (page_rules.template_logic, PAGE, "{% if a > 1 %}", "{% if ticket.is_late %}"),
    (page_rules.template_logic, PAGE, '<p style="x">', '<p class="x">'),
    (page_rules.template_logic, PAGE, '<p onclick="x">', '<p data-on="x">'),
    (page_rules.template_logic, PAGE, "<script>x</script>", '<script src="x"></script>'),
    (page_rules.template_logic, PAGE, 'hx-target="#list"', 'hx-target="#{{ dom_id(x) }}"'),
    (page_rules.bare_text, PAGE, "<b>Late</b>", '<b>{{ _("Late") }}</b>'),
    (page_rules.bare_text, PAGE, '<a title="Late">', '<a title="{{ _("Late") }}">'),
    (page_rules.loose_style, STYLE, ".card { color: red }", LAYER % "var(--ink)"),
    (page_rules.loose_style, STYLE, LAYER % "#fff", LAYER % "var(--ink)"),
    (page_rules.loose_style, STYLE, LAYER % "var(--ink) !important", LAYER % "var(--ink)"),
    (page_rules.chinese_in_code, VERB, "x = '\u4e13\u73ed'", "x = 'task force'"),
]


@pytest.mark.parametrize(("rule", "name", "offence", "clean"), PLANTED)
def test_a_rule_catches_its_offence_and_nothing_else(rule, name, offence, clean):
    assert list(rule(name, offence))
    assert not list(rule(name, clean))


def test_verbs_are_found_with_their_first_line():
    module = 'def take(work, ticket):\n    """Why."""\n    policy.require(work, "take")\n\ndef _own(work): ...\n'
    (verb,) = verb_rules.verbs([(VERB, module)])
    assert (verb.name, verb.opens_with) == ("tickets.take", "policy.require(work, 'take')")


def test_a_door_names_verbs_whatever_it_calls_the_module():
    door = "from app.domain import tickets as rules\nfrom app.domain.visits import start\nform.apply(rules.take)"
    assert {"tickets.take", "visits.start"} <= verb_rules.named_by([(ROUTE, door)])
