"""The catalogue against the code: complete, nothing fuzzy, nothing left over. Runs in the venv (Babel)."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "build" / "messages.pot"
LOCALES = ROOT / "app" / "locales"
WIDTH = ("--width", "110")
EXTRACT = ("extract", "-F", "pyproject.toml", "-k", "N_", "--no-location", "--sort-output", *WIDTH)
UPDATE = ("update", "--ignore-obsolete", "--no-fuzzy-matching", "--ignore-pot-creation-date", *WIDTH)


def main(words: list[str]) -> int:
    """Compare the catalogues with the code, or with `--write` bring them in line; 1 if any is missing."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    mode = [] if "--write" in words else ["--check"]
    stale = _pybabel(*EXTRACT, "-o", str(TEMPLATE), ".") or _pybabel(
        *UPDATE, *mode, "-i", str(TEMPLATE), "-d", str(LOCALES)
    )
    wrong = [line for path in sorted(LOCALES.rglob("*.po")) for line in faults(path)]
    print("\n".join(wrong) or "every message is translated")
    if stale:
        print("The catalogue does not match the code: make messages, then translate what is empty.")
    return 1 if stale or wrong else 0


def faults(path: Path) -> Iterator[str]:
    """Messages that are untranslated, fuzzy, or whose placeholders differ between the two languages."""
    with path.open("rb") as lines:
        catalogue = read_po(lines, locale=path.parts[-3])
    for message in catalogue:
        if message.id and (message.fuzzy or not all(_texts(message.string))):
            yield f"{path.parts[-3]}: {'fuzzy' if message.fuzzy else 'untranslated'}: {message.id}"
    for message, errors in catalogue.check():
        yield f"{path.parts[-3]}: {message.id}: {'; '.join(map(str, errors))}"


def _texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


def _pybabel(*words: str) -> int:
    command = [sys.executable, "-m", "babel.messages.frontend", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
