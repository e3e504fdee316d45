"""The repository's own text, for rules that read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_WRITTEN_HERE = ("app/static/vendor/", "app/migrations/versions/", "app/locales/")


@cache
def _everything() -> tuple[str, ...]:
    """Files of the repository as git sees them: tracked, and new ones it does not ignore."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in said.splitlines() if (ROOT / name).is_file()))


def texts(*endings: str, under: str = "") -> Iterator[tuple[str, str]]:
    """(path from the root, content) of each file below `under` with one of the endings; none means all."""
    for name in _everything():
        is_wanted = name.startswith(under) and (not endings or name.endswith(endings))
        if is_wanted and not name.startswith(NOT_WRITTEN_HERE):
            yield name, read(name)


@cache
def read(name: str) -> str:
    """Text of one file; a picture or font reads as nothing."""
    content = (ROOT / name).read_bytes()
    return "" if b"\0" in content else content.decode()


def tree(text: str) -> ast.Module:
    """The parsed module; raises SyntaxError as Python would."""
    return ast.parse(text)


def line_of(text: str, at: int) -> int:
    """Line number (from 1) of a character's place."""
    return text.count("\n", 0, at) + 1
