"""How text becomes findable: bigrams for two-character words, pinyin initials for lazy thumbs."""

import re
from functools import cache

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[0-9A-Za-z]+")
_FIRST_IDEOGRAPH = "\u3400"


def grams(text: str) -> str:
    """Space-separated bigrams of every run of ideographs, its last character, and whole Latin words, lower case.

    The lone last character lets a one-character search match as a prefix (dependencies.md 4.7).
    """
    return " ".join(gram for run in _RUN.findall(text) for gram in _of_run(run))


def _of_run(run: str) -> list[str]:
    if run[0] < _FIRST_IDEOGRAPH:
        return [run.lower()]
    return [run[at : at + 2] for at in range(len(run) - 1)] + [run[-1]]


def query_grams(text: str) -> list[list[str]]:
    """The grams that a search must find, one phrase per run: 光大玻璃 becomes [[光大, 大玻, 玻璃]]."""
    return [
        _of_run(run)[: max(1, len(run) - 1)] if run[0] >= _FIRST_IDEOGRAPH else [run.lower()]
        for run in _RUN.findall(text)
    ]


@cache
def initials(text: str) -> str:
    """Pinyin initials, Latin letters and digits kept: 光大玻璃 is gdbl (ux.md F9)."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  slow to import, needed on writes only

    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="default")).lower()
    return "".join(mark for mark in letters if mark.isascii() and mark.isalnum())[:64]
