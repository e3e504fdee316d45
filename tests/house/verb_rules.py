"""Verbs: the functions of app/domain that a door offers."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from house.sources import texts, tree


@dataclass(frozen=True)
class Verb:
    """A function that takes the work first; `opens_with` is its first line after the docstring."""

    name: str
    place: str
    opens_with: str


def verbs(modules: Iterable[tuple[str, str]]) -> Iterator[Verb]:
    """The public functions of domain modules that take the work as their first argument."""
    for path, text in modules:
        for node in tree(text).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _takes_work(node):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                first = ast.unparse(body[0]) if body else ""
                module = path.removeprefix("app/domain/").removesuffix(".py").replace("/", ".")
                yield Verb(f"{module}.{node.name}", f"{path}:{node.lineno}", first)


def named_by(doors: Iterable[tuple[str, str]]) -> set[str]:
    """Which `module.function` of app.domain the given files name, whatever they call the module."""
    return {name for _, text in doors for name in _named_in(text)}


def _named_in(text: str) -> Iterator[str]:
    modules: dict[str, str] = {}
    for node in ast.walk(tree(text)):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("app.domain"):
            continue
        inside = (node.module or "").removeprefix("app.domain").removeprefix(".")
        for each in node.names:
            path = f"{inside}.{each.name}".lstrip(".")
            modules[each.asname or each.name] = path
            yield path
    for node in ast.walk(tree(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield f"{modules[node.value.id]}.{node.attr}"


def _takes_work(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "work"


def door(room: str) -> set[str]:
    """What the routers of one door name."""
    return named_by(texts(".py", under=f"app/routers/{room}/"))
