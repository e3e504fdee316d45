"""Files on disk: written whole or not at all, on the disk before the row that names them (reliability R5)."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.core import virus
from app.core.errors import DomainError

_NAME = re.compile(r"^[a-z0-9]{26}$")
_SMALL = "-s"
_OURS = re.compile(rf"^[a-z0-9]{{26}}({_SMALL})?\.(jpg|part)$")


class Folder:
    """Files under random names in two-letter sub-folders of `root`, outside the web root (R59).

    `clamd` is where the virus scanner listens, empty for none; `verdicts` is what it said already, by SHA-256.
    """

    def __init__(self, root: Path, clamd: str = "", verdicts: Mapping[str, DomainError | None] | None = None) -> None:
        self.root, self.clamd, self.verdicts = root, clamd, verdicts or {}

    def judged(self, uploads: list[bytes]) -> "Folder":
        """This folder knowing the scanner's word on raw uploads, so that no transaction waits for the scanner.

        Asks no further once one is not clean: then none is kept.
        """
        verdicts: dict[str, DomainError | None] = {}
        for upload in uploads:
            try:
                self.admit(upload)
                verdicts[_mark(upload)] = None
            except DomainError as refused:
                verdicts[_mark(upload)] = refused
                break
        return Folder(self.root, self.clamd, verdicts)

    def admit(self, upload: bytes) -> None:
        """RuleBroken when a raw upload is infected, Unavailable when nobody can say; unless known, it is scanned."""
        if not self.clamd:
            return
        mark = _mark(upload)
        if mark not in self.verdicts:
            virus.scan(self.clamd, upload)
        elif (refused := self.verdicts[mark]) is not None:
            raise refused

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


def _mark(upload: bytes) -> str:
    return hashlib.sha256(upload).hexdigest()


def _write(place: Path, content: bytes) -> None:
    draft = place.with_suffix(".part")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
