from collections.abc import Callable, Iterable, Iterator

import pytest
from house import page_rules, room_rules, size_rules
from house.sources import read, texts

Rule = Callable[[str, str], Iterator[str]]


def smells(rule: Rule, files: Iterable[tuple[str, str]]) -> str:
    return "\n".join(line for name, text in files for line in rule(name, text))


def test_files_are_small():
    assert smells(size_rules.long_file, texts(".py", ".html", ".css", ".js")) == ""


def test_functions_are_small():
    assert smells(size_rules.long_function, texts(".py")) == ""


@pytest.mark.parametrize(
    "rule",
    [room_rules.fat_route, room_rules.commit_in_a_rule, room_rules.writing_query, room_rules.stray_select],
)
def test_every_room_keeps_to_its_work(rule: Rule):
    assert smells(rule, texts(".py", under="app/")) == ""


@pytest.mark.parametrize("rule", [page_rules.template_logic, page_rules.bare_text])
def test_templates_only_print_facts(rule: Rule):
    assert smells(rule, texts(".html", under="app/templates/")) == ""


def test_styles_stay_in_layers_and_colours_in_tokens():
    assert smells(page_rules.loose_style, texts(".css", under="app/static/")) == ""


def test_chinese_stays_in_the_catalogue_and_in_data():
    assert smells(page_rules.chinese_in_code, texts(".py", ".html", ".css", ".js", under="app/")) == ""


def test_every_template_is_used():
    words = "\n".join(text for _, text in texts(".py", ".html", under="app/"))
    pages = [name.removeprefix("app/templates/") for name, _ in texts(".html", under="app/templates/")]
    assert [name for name in pages if f'"{name}"' not in words and f"'{name}'" not in words] == []


def test_every_stylesheet_and_script_is_used():
    words = "\n".join(text for _, text in texts(".py", ".html", ".css", ".js", ".txt", under="app/"))
    files = [name.rsplit("/", 1)[-1] for name, _ in texts(".css", ".js", under="app/static/")]
    assert [name for name in files if name not in words and name.partition(".")[0] not in words] == []


def test_every_task_in_a_comment_is_an_issue():
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    code = texts(".py", ".html", ".css", ".js")
    assert [name for name, text in code if any(mark in text for mark in marks)] == []


def test_the_licence_is_whole():
    assert "Version 2.0, January 2004" in read("LICENSE")
    assert 'license = "Apache-2.0"' in read("pyproject.toml")
