"""Addresses of static files that change with their content, and the style sheet made of its parts."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

STATIC = Path(str(files("app").joinpath("static")))
SHEET = "app.css"


@cache
def stylesheet() -> str:
    """The parts in the order of css/index.txt, one after the other; no build step."""
    folder = STATIC / "css"
    names = (folder / "index.txt").read_text(encoding="utf-8").split()
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


@cache
def _mark(path: str) -> str:
    if path == SHEET:
        content = stylesheet().encode()
    else:
        file = STATIC / path
        content = file.read_bytes() if file.is_file() else b""
    return hashlib.sha256(content).hexdigest()[:12]


def url(path: str) -> str:
    """`/static/<path>?v=<content hash>`: cached for a year, fresh at once when the file changes."""
    return f"/static/{path}?v={_mark(path)}"


@cache
def has_vendor() -> bool:
    """Whether the browser libraries were fetched; without them pages work as plain HTML."""
    return (STATIC / "vendor" / "htmx.min.js").is_file()
