"""Forms: what was typed, what is wrong with it, what comes back."""

from typing import Annotated
from uuid import uuid4

import pytest
from pydantic import Field

from app.core import i18n
from app.models.ticket_asks import NoteTyped
from app.models.ticket_move_shapes import Assignment
from app.models.ticket_shapes import Given, TicketRaise
from app.web.forms import Form


class Sample(Given):
    number: Annotated[int, Field(ge=1, le=9)] = 1
    words: Annotated[str, Field(min_length=2, max_length=4)] = "abc"


@pytest.fixture(autouse=True)
def english():
    before = i18n.language.set(i18n.ENGLISH)
    yield
    i18n.language.reset(before)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"number": "x"}, {"number": "Write a whole number."}),
        ({"number": "0"}, {"number": "At least 1."}),
        ({"number": "10"}, {"number": "At most 9."}),
        ({"words": ""}, {"words": "Please fill this in."}),
        ({"words": "abcde"}, {"words": "At most 4 characters."}),
        ({"words": "ab", "is_admin": "1"}, {"is_admin": "This cannot be set here."}),
        ({"<script>": "1"}, {"": "This cannot be set here."}),
        ({"number": "0", "words": "a"}, {"number": "At least 1.", "words": "Please fill this in."}),
    ],
)
def test_every_error_has_its_field_and_our_words(typed: dict[str, str], errors: dict[str, str]):
    form = Form(Sample, typed)
    assert (form.data, form.errors, form.typed) == (None, errors, typed)


def test_what_the_frame_carries_is_not_the_verbs():
    form = Form(Sample, {"number": "3", "version": "7", "next": "/", "photos": ""})
    assert (form.errors, form.data and form.data.number, form.seen) == ({}, 3, 7)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\u0663"])
def test_a_version_that_is_none_was_never_seen(version: str):
    assert Form(Sample, {"version": version}).seen in {0, 3}


def test_boxes_keep_what_was_chosen():
    form = Form(Assignment, {"lead_department_id": "2", "assist_department_ids": ["1", "3"]})
    assert form.chosen("assist_department_ids") == ["1", "3"]
    assert form.chosen("lead_department_id") == ["2"]
    assert form.chosen("handler_id") == []
    assert form.data.assist_department_ids == [1, 3]


def test_an_empty_field_is_not_given():
    form = Form(TicketRaise, {"key": str(uuid4()), "kind_id": "1", "title": " ", "enterprise_id": "", "level": ""})
    assert (form.errors, form.data.title, form.data.enterprise_id, form.data.level) == ({}, None, None, None)


def test_ready_words_stand_before_typed_ones():
    form = Form(NoteTyped, {"key": str(uuid4()), "quick": "Been on site", "body": "All dark"})
    assert form.data.body == "Been on site\nAll dark"
    assert Form(NoteTyped, {"key": str(uuid4()), "quick": "Been on site"}).data.body == "Been on site"
