"""Where the words of a question stand in a text."""

import re

from app.core import search
from app.models.search_shapes import Piece

_AROUND = 30  # characters shown before and after the first hit


def pieces(text: str, question: str) -> list[Piece]:
    """The text cut into marked and unmarked stretches; together they are the text again."""
    asked = _pattern(question)
    if asked is None:
        return [Piece(text, is_hit=False)]
    parts = asked.split(text)
    return [Piece(part, is_hit=at % 2 == 1) for at, part in enumerate(parts) if part]


def excerpt(title: str, body: str, question: str) -> str:
    """The words around the first hit in the body, on one line; empty when the title has it or nothing does."""
    asked = _pattern(question)
    if asked is None or asked.search(title):
        return ""
    hit = asked.search(body)
    if hit is None:
        return ""
    start, end = max(0, hit.start() - _AROUND), hit.end() + _AROUND
    cut = " ".join(body[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(body) else ''}"


def _pattern(question: str) -> re.Pattern[str] | None:
    words = sorted(search.runs(question), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None
