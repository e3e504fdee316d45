"""What each room of the house must not do."""

import ast
from collections.abc import Iterator

from house.sources import tree

FORBIDDEN_AT_THE_DOOR = {"commit", "flush", "headers"}
NOT_MADE_AT_THE_DOOR = {"HTTPException", "JSONResponse", "select"}
WRITES = {"add", "add_all", "delete", "merge", "flush", "commit"}
SELECT_ROOMS = ("app/queries/", "app/policy/", "app/core/", "app/demo/")


def fat_route(name: str, text: str) -> Iterator[str]:
    """A route that reaches past its verb or its query."""
    if not name.startswith("app/routers/"):
        return
    for node in ast.walk(tree(text)):
        reaches = isinstance(node, ast.Attribute) and (node.attr in FORBIDDEN_AT_THE_DOOR or _uses_session(node))
        makes = isinstance(node, ast.Name) and node.id in NOT_MADE_AT_THE_DOOR
        if reaches or makes:
            yield f"{name}:{node.lineno} a route reaches past its verb: {ast.unparse(node)}"


def commit_in_a_rule(name: str, text: str) -> Iterator[str]:
    """One transaction per request: nobody below the web commits."""
    if not name.startswith(("app/domain/", "app/queries/", "app/policy", "app/models/", "app/exchange/")):
        return
    for node in _calls(text):
        if node.func.attr in {"commit", "rollback"}:
            yield f"{name}:{node.lineno} {ast.unparse(node.func)}: the request's transaction decides"


def writing_query(name: str, text: str) -> Iterator[str]:
    """Queries only read."""
    if not name.startswith("app/queries/"):
        return
    for node in _calls(text):
        if node.func.attr in WRITES and ast.unparse(node.func.value).endswith("session"):
            yield f"{name}:{node.lineno} {ast.unparse(node.func)} in a query"


def stray_select(name: str, text: str) -> Iterator[str]:
    """Every select stands in app/queries; policy narrows one."""
    if not name.startswith("app/") or name.startswith(SELECT_ROOMS):
        return
    for node in ast.walk(tree(text)):
        if isinstance(node, ast.ImportFrom) and any(each.name == "select" for each in node.names):
            yield f"{name}:{node.lineno} select belongs in app/queries"


def _uses_session(node: ast.Attribute) -> bool:
    """`work.session.get`: handing `work.session` to a query is fine, working on it is not."""
    return isinstance(node.value, ast.Attribute) and node.value.attr == "session"


def _calls(text: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node
