"""The war chart: numbers, bars, who is stuck, rates; readable without JavaScript, drawn without inline styles."""

import re
from datetime import date

import pytest

from app.models.ticket_shapes import Light
from app.queries import wall

JUNE = date(2019, 6, 10)


@pytest.fixture
def page(zone):
    return zone("leader").get("/wall", headers={"Accept-Language": "en"}).text


def test_six_numbers_link_to_their_rows(zone, page):
    links = re.findall(r'<a class="kpi"[^>]*href="([^"]+)"', page)
    assert len(links) == 6
    for link in links:
        assert zone("leader").get(link.replace("&amp;", "&")).status_code == 200


def test_bars_stand_by_their_half_month_and_without_styles(page):
    assert 'class="plan" data-from="' in page
    assert 'class="real" data-from="13" data-to="15"' in page
    assert 'class="now" data-from="14"' in page
    assert " style=" not in page


def test_a_start_known_as_a_bound_is_early_by_at_least_so_many_days(page):
    assert page.count("83 days early or more") == 3
    assert "Started by 9 Jul" in page


def test_a_plan_known_to_the_month_and_one_known_as_before_are_not_due(page):
    assert "To start August 2019" in page
    assert "To start before 1 Oct" in page


def test_rates_add_up_to_the_headline_and_name_no_person(page):
    rates = re.findall(r'<b class="num">(\d+)/(\d+)</b>', page)
    assert (sum(int(done) for done, _ in rates), sum(int(every) for _, every in rates)) == (128, 142)
    assert "Task force not stated" in page


def test_it_renews_itself_with_and_without_javascript(zone, page):
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page
    assert 'hx-trigger="every 60s"' in page
    part = zone("leader").get("/wall", headers={"HX-Request": "true", "HX-Request-Type": "partial"}).text
    assert "<html" not in part
    assert 'id="wall-board"' in part


@pytest.mark.parametrize("role", ["officer", "handler", "coordinator", "supervisor"])
def test_staff_see_it_over_what_they_may_see(zone, statements, role):
    browser = zone(role)
    statements.clear()
    assert browser.get("/wall").status_code == 200
    assert len(statements) <= 15


@pytest.mark.parametrize("role", ["enterprise", "admin"])
def test_nobody_else_sees_it(zone, role):
    assert zone(role).get("/wall").status_code == 403


@pytest.mark.parametrize(
    ("planned", "today", "light"),
    [
        (JUNE, date(2019, 5, 31), Light.GREY),
        (JUNE, date(2019, 6, 30), Light.AMBER),
        (JUNE, date(2019, 7, 31), Light.AMBER),
        (JUNE, date(2019, 8, 1), Light.RED),
        (date(2019, 11, 1), date(2020, 1, 2), Light.RED),
        (None, date(2019, 8, 1), Light.GREY),
    ],
)
def test_a_missed_start_is_amber_for_two_months_and_red_in_the_third(planned, today, light):
    assert wall.start_light(planned, today, is_started=False) is light
    assert wall.start_light(planned, today, is_started=True) is Light.GREEN


def test_the_year_has_24_half_months():
    days = [date(2019, 1, 1), date(2019, 1, 16), date(2019, 7, 15), date(2019, 12, 31)]
    assert [wall.half_month(day) for day in days] == [1, 2, 13, 24]


def test_an_empty_zone_has_a_wall_too(as_):
    page = as_("leader").get("/wall").text
    assert "No red light." in page
    assert "No project is tagged as a key project yet." in page
