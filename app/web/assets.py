"""Addresses of static files that change with their content; the style sheet and the script made of their parts."""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

_FOR_READERS = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
STATIC = Path(str(files("app").joinpath("static")))


@cache
def stylesheet() -> str:
    """The parts in the order of css/index.txt, one after the other; no build step.

    Comments and indentation stay here: with them a first visit, which brings the sheet along, is a tenth larger.
    """
    return _FOR_READERS.sub("", "\n".join(_parts("css")))


@cache
def script() -> str:
    """The parts in the order of js/index.txt, each in a block of its own, so that nothing they name is shared."""
    return "\n".join(f"{{\n{part}}}" for part in _parts("js"))


def _parts(folder: str) -> list[str]:
    names = (STATIC / folder / "index.txt").read_text(encoding="utf-8").split()
    return [(STATIC / folder / name).read_text(encoding="utf-8") for name in names]


MADE: dict[str, Callable[[], str]] = {"app.css": stylesheet, "app.js": script}


@cache
def _mark(path: str) -> str:
    file = STATIC / path
    made = MADE.get(path)
    content = made().encode() if made else file.read_bytes() if file.is_file() else b""
    return hashlib.sha256(content).hexdigest()[:12]


def url(path: str) -> str:
    """`/static/<path>?v=<content hash>`: cached for a year, fresh at once when the file changes."""
    return f"/static/{path}?v={_mark(path)}"


def found(path: str) -> Path | None:
    """The file at a path below the static folder; None for any other, whatever the path is made of."""
    try:
        file = (STATIC / path).resolve()
        return file if file.is_relative_to(STATIC) and file.is_file() else None
    except (OSError, ValueError):
        return None


@cache
def has_vendor() -> bool:
    """Whether the browser libraries were fetched; without them pages work as plain HTML."""
    return (STATIC / "vendor" / "htmx.min.js").is_file()
