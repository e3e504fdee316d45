"""How text becomes findable: bigrams for two-character words, pinyin initials for lazy thumbs.

Everything that a search can ask for is stored as a word of its own, beginnings of Latin words and of initials
included. So both databases only ever look up whole words, and find the same (dependencies.md 4.7).
"""

import re
from collections.abc import Iterator
from functools import cache

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[0-9A-Za-z]+")
_FIRST_IDEOGRAPH = "\u3400"
_BEGINNING_AT_MOST = 8
_INITIALS_AT_MOST = 24


def document(kind: str, title: str, body: str, *, is_name: bool) -> str:
    """The words, space-separated, under which something is found.

    A name is found by initials from any character on (Jilin Guangda Boli by gdbl), a sentence only by its first ones.
    """
    letters = initials(title)[:_INITIALS_AT_MOST]
    starts = range(len(letters)) if is_name else range(1)
    short = [word for at in starts for word in _beginnings(letters[at:])]
    latin = [run.lower() for run in _RUN.findall(f"{title} {body}" if is_name else title) if run[0] < _FIRST_IDEOGRAPH]
    short += [part for word in latin for part in _beginnings(word)]
    return " ".join([kind_word(kind), grams(f"{title}\n{body}"), *dict.fromkeys(short)])


def kind_word(kind: str) -> str:
    """A word that no text holds, so that a search can stay within one kind."""
    return f"_{kind}"


def grams(text: str) -> str:
    """First character and bigrams of every run of ideographs, and whole Latin words in lower case.

    The lone first character lets a one-character search find what begins with it.
    """
    return " ".join(gram for run in _RUN.findall(text) for gram in _of_run(run))


def _of_run(run: str) -> list[str]:
    if run[0] < _FIRST_IDEOGRAPH:
        return [run.lower()]
    return [run[0], *_bigrams(run)]


def _bigrams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _beginnings(word: str) -> Iterator[str]:
    for length in range(1, min(len(word), _BEGINNING_AT_MOST) + 1):
        yield word[:length]


def phrases(text: str) -> list[list[str]]:
    """What a search must find, one phrase per run of the question: four ideographs are three bigrams.

    A lone ideograph beside other words is passed over: only beginnings are stored, and it may stand at an end.
    """
    found = _RUN.findall(text)
    telling = [run for run in found if run[0] < _FIRST_IDEOGRAPH or len(run) > 1] or found
    return [[run.lower()] if run[0] < _FIRST_IDEOGRAPH else _bigrams(run) or [run] for run in telling]


def runs(text: str) -> list[str]:
    """The words of a question as they may stand in a text, lower case."""
    return [run.lower() for run in _RUN.findall(text)]


@cache
def initials(text: str) -> str:
    """Pinyin initials, Latin letters and digits kept: Guangda Boli (Glass) is gdbl (ux.md F9)."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  slow to import, needed on writes only

    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="default")).lower()
    return "".join(mark for mark in letters if mark.isascii() and mark.isalnum())[:64]
