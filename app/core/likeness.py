"""How alike two texts are by the words that search keeps of them. What few have said weighs more; nothing is learnt."""

import math
from collections.abc import Collection, Mapping, Sequence
from statistics import median_low

from app.core import search

_WORDS_AT_MOST, _NO_CHANCE = 60, 3
_LEAST = math.log(2)  # of a word that every text holds


def telling(text: str) -> list[str]:
    """The words of a text that say what it is about, each once: bigrams and Latin words.

    Numbers and single characters are left out: that two texts hold the same number or begin alike is chance.
    """
    words = [word for word in search.grams(text).split() if len(word) > 1 and not word.isdecimal()]
    return list(dict.fromkeys(words))[:_WORDS_AT_MOST]


def weights(words: Sequence[str], sample: Sequence[Collection[str]]) -> dict[str, float]:
    """How much each word tells, from how many texts of a sample hold it; never nothing, even if all of them do."""
    of = len(sample) + 1
    return {word: math.log1p(of / (1 + sum(word in held for held in sample))) for word in words}


def unsaid(weighed: Mapping[str, float], said: Collection[str]) -> dict[str, float]:
    """The same weights, but the least one for what nobody ever said: most such bigrams straddle two words."""
    return {word: weight if word in said else _LEAST for word, weight in weighed.items()}


def rarest(weighed: Mapping[str, float], most: int) -> list[str]:
    """The most telling words; of two that tell as much, the one said first."""
    return sorted(weighed, key=lambda word: -weighed[word])[:most]


def share(weighed: Mapping[str, float], held: Collection[str]) -> float:
    """The part of what the words tell that a text holds too: 0 to 1. A shared word or two of many are chance: 0."""
    shared = [word for word in weighed if word in held]
    if len(shared) < min(_NO_CHANCE, len(weighed) // 2 + 1):
        return 0.0
    return math.fsum(weighed[word] for word in shared) / math.fsum(weighed.values()) if shared else 0.0


def favourite(votes: Sequence[int], at_least: int) -> int | None:
    """What most chose, the best matches voting first; of two with as many votes, the one named first. None: too few."""
    counted = {vote: votes.count(vote) for vote in dict.fromkeys(votes)}
    best = max(counted, key=lambda vote: counted[vote], default=None)
    return best if best is not None and counted[best] >= at_least else None


def middle(numbers: Sequence[int]) -> int | None:
    """The median, as one of the numbers themselves; None of none."""
    return median_low(numbers) if numbers else None
