"""Files on disk: written whole or not at all, on the disk before the row that names them (reliability R5)."""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.core import virus

_NAME = re.compile(r"^[a-z0-9]{26}$")
_SMALL = "-s"
_OURS = re.compile(rf"^[a-z0-9]{{26}}({_SMALL})?\.(jpg|part)$")


class Folder:
    """Files under random names in two-letter sub-folders of `root`, outside the web root (R59).

    `clamd` is where the virus scanner listens, empty for none.
    """

    def __init__(self, root: Path, clamd: str = "") -> None:
        self.root, self.clamd = root, clamd

    def admit(self, upload: bytes) -> None:
        """Have a raw upload scanned; RuleBroken when it is infected, Unavailable when nobody can say."""
        if self.clamd:
            virus.scan(self.clamd, upload)

    def path(self, name: str, variant: str = "") -> Path:
        """Where a file lies. Names that we did not make lead nowhere."""
        if not _NAME.match(name):
            raise FileNotFoundError(name)
        return self.root / name[:2] / f"{name}{variant}.jpg"

    def places(self, name: str) -> tuple[Path, Path]:
        """A picture's own file and its small copy."""
        return self.path(name), self.path(name, _SMALL)

    def files(self) -> Iterator[Path]:
        """Every file that lies here, half-written ones included; what somebody else put here is left alone."""
        return (file for file in self.root.glob("??/*") if file.is_file() and _OURS.match(file.name))

    def put(self, content: bytes, *, small: bytes) -> str:
        """Store a picture and its small copy; returns the new name once both are forced to disk."""
        name = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(26))
        place = self.path(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, content)
        _write(self.path(name, _SMALL), small)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name


def _write(place: Path, content: bytes) -> None:
    draft = place.with_suffix(".part")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
