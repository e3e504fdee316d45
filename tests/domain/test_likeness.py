"""How alike texts are: shared words, rare ones before common ones."""

import pytest

from app.core import likeness, search

POWER, POWER_TOO, ROAD = "厂区电容不足，申请增容", "电容不足影响投产", "临时道路没接通"


def held(text: str) -> set[str]:
    return set(search.grams(text).split())


def share(asked: str, other: str, sample: list[str] = ()) -> float:
    words = likeness.telling(asked)
    return likeness.share(likeness.weights(words, [held(text) for text in sample]), held(other))


def test_the_same_words_are_wholly_alike_and_other_words_not_at_all():
    assert share(POWER, POWER) == 1
    assert share(POWER, ROAD) == 0
    assert 0 < share(POWER, POWER_TOO) < 1


def test_a_rare_word_tells_more_than_a_common_one():
    common = ["申请道路", "申请用地", "申请补贴", "申请用工"]
    rare, frequent = share("申请变压", "请变压", common), share("申请变压", "申请变", common)
    assert rare > frequent > 0


def test_few_shared_words_of_many_are_chance():
    assert share("变压", "变压器") == 1
    assert share("申请变压", "变压器") == 0
    assert share("厂区电容不足", "电容告急") == share("厂区电容不足", "电容不告急") == 0
    assert share("厂区电容不足", "电容不足") > 0


def test_numbers_and_single_characters_tell_nothing():
    assert likeness.telling("第 3 号 400 kVA") == ["kva"]
    assert likeness.telling("电") == []


def test_a_question_of_one_word_is_answered_by_that_word():
    assert share("用电", "用电困难") == 1


def test_the_most_telling_words_come_first_and_equal_ones_as_they_were_said():
    weighed = likeness.weights(["申请", "增容", "变压"], [{"申请"}, {"申请", "增容"}])
    assert likeness.rarest(weighed, 2) == ["变压", "增容"]
    assert likeness.rarest(dict.fromkeys(["b", "a"], 1.0), 2) == ["b", "a"]


@pytest.mark.parametrize(
    ("votes", "chosen"), [([2, 1, 1, 2], 2), ([1, 2, 2], 2), ([1, 2], None), ([], None), ([3, 3], 3)]
)
def test_what_most_similar_ones_chose(votes, chosen):
    assert likeness.favourite(votes, at_least=2) == chosen


def test_the_middle_is_one_of_the_numbers():
    assert [likeness.middle(given) for given in ([6, 2, 9], [2, 6], [])] == [6, 2, None]
