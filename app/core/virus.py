"""Asking a clamd whether an upload is clean, by its INSTREAM command (reliability R59)."""

import socket
import struct

from app.core.errors import RuleBroken, Unavailable
from app.core.i18n import N_

_WAIT_S = 10
_PIECE = 64 * 1024
_ANSWER_AT_MOST = 4096


def scan(clamd: str, content: bytes) -> None:
    """Stream `content` to the scanner at `host:port` or at a socket's path.

    RuleBroken (422, field `photos`) for an infected file; Unavailable (503) when the scanner does not answer or
    answers anything but that the file is clean: what was not scanned is not kept.
    """
    try:
        with _connected(clamd) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(content), _PIECE):
                piece = content[at : at + _PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            said = _answer(line)
    except OSError as silent:
        raise _unscanned() from silent
    if said.endswith(b" FOUND"):
        raise RuleBroken(N_("The virus scanner refuses this file. Nothing was kept."), field="photos")
    if said != b"stream: OK":
        raise _unscanned()


def _connected(clamd: str) -> socket.socket:
    host, separator, port = clamd.rpartition(":")
    if separator and port.isdecimal():
        return socket.create_connection((host.strip("[]"), int(port)), _WAIT_S)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_WAIT_S)
    try:
        line.connect(clamd)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> bytes:
    said = b""
    while len(said) < _ANSWER_AT_MOST and (some := line.recv(_ANSWER_AT_MOST)):
        said += some
        if said.endswith(b"\0"):
            break
    return said.rstrip(b"\0\n")


def _unscanned() -> Unavailable:
    return Unavailable(N_("The virus scanner does not answer, so no file can be kept. Please try again shortly."))
