"""Each move beyond the daily ones, as a form: wrong, hostile, repeated; nothing typed is lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from conftest import Clients
from hostile import NUL, RTL
from later_moves import LATER

MARKUP = "<script>alert(1)</script>"


def sent(as_: Clients, noun: str, ticket: dict[str, Any], **typed: Any) -> Any:
    later = LATER[noun]
    form = {"version": ticket["version"]} | later.right | typed
    return as_(later.who).post(f"/tickets/{ticket['id']}/{noun}", data=form)


@pytest.mark.parametrize("noun", LATER)
@pytest.mark.parametrize("value", [NUL, RTL, "x" * 20_001], ids=["NUL", "RTL mark", "too long"])
def test_words_that_cannot_be_kept_come_back_beside_their_field(as_: Clients, noun: str, value: str):
    later, ticket = LATER[noun], LATER[noun].prepare(as_)
    answer = sent(as_, noun, ticket, **{later.text: value})
    assert answer.status_code == 422
    assert BeautifulSoup(answer.text, "html.parser").select_one(f"#f-{later.text}-error") is not None


@pytest.mark.parametrize("noun", [noun for noun, later in LATER.items() if later.choice])
@pytest.mark.parametrize("value", ["", "x", "-1", "2019-02-30", MARKUP])
def test_a_wrong_choice_keeps_the_words(as_: Clients, noun: str, value: str):
    later, ticket = LATER[noun], LATER[noun].prepare(as_)
    words = "Kept <b>words</b>"
    answer = sent(as_, noun, ticket, **{later.choice: value, later.text: words})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(f"#f-{later.choice}-error") is not None
    assert page.select_one(f"[name={later.text}]").text.strip() == words
    assert MARKUP not in answer.text


@pytest.mark.parametrize("noun", LATER)
def test_the_form_opens_and_is_taken_once(as_: Clients, noun: str):
    ticket = LATER[noun].prepare(as_)
    assert as_(LATER[noun].who).get(f"/tickets/{ticket['id']}/{noun}").status_code == 200
    assert sent(as_, noun, ticket).status_code == 303
    again = sent(as_, noun, ticket, **{LATER[noun].text: "Sent twice"})
    assert again.status_code in {403, 409}
    assert again.status_code == 403 or "Sent twice" in again.text
