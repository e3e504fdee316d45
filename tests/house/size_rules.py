"""Small is enforced: files and functions over their cap."""

import ast
from collections.abc import Iterator

from house.sources import tree

FILE_CAPS = {
    "app/routers/": 120,
    "app/templates/": 80,
    "app/static/": 150,
    "app/": 200,
    "tests/": 250,
    "bench/": 250,
    "dev/": 200,
}
ROUTE_CAP, FUNCTION_CAP = 12, 30
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_file(name: str, text: str) -> Iterator[str]:
    """A file that should be two."""
    count = len(text.splitlines())
    cap = next((cap for room, cap in FILE_CAPS.items() if name.startswith(room)), count)
    if count > cap:
        yield f"{name}:1 {count} lines, cap {cap}"


def long_function(name: str, text: str) -> Iterator[str]:
    """A function that does more than one thing; decorators count, a docstring does not."""
    cap = ROUTE_CAP if name.startswith("app/routers/") else FUNCTION_CAP
    for node in ast.walk(tree(text)):
        if isinstance(node, Function) and (length := _length(node)) > cap:
            yield f"{name}:{node.lineno} {node.name} is {length} lines, cap {cap}"


def _length(node: Function) -> int:
    first = node.body[0]
    is_explained = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    said = (first.end_lineno or first.lineno) - first.lineno + 1 if is_explained else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - said
