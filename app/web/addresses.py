"""Addresses of routes by their names."""

from starlette.requests import HTTPConnection


def path(connection: HTTPConnection, name: str, /, **where: object) -> str:
    """The path of the route `name`, such as `/tickets/7`; NoMatchFound if there is none with these parameters.

    The router walks every route to find one, which for a list's rows costs more than all the rest of the page; so
    what it finds is kept as a pattern.
    """
    patterns: dict[tuple[str, ...], str] = connection.app.state.patterns
    key = (name, *where)
    if key not in patterns:
        patterns[key] = str(connection.app.url_path_for(name, **{part: f"{{{part}}}" for part in where}))
    return str(connection.scope.get("root_path", "")) + patterns[key].format_map(where)
