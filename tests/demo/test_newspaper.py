"""The newspaper test (M39): the article's paragraph comes out of the records, and every number opens to its rows."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

PAPER = json.loads((Path(__file__).parent / "paragraph.json").read_text(encoding="utf-8"))
AS_OF = "2019-07-09"


def numbers(zone, as_of=AS_OF):
    found = zone("leader").get("/api/v1/metrics", params={"as_of": as_of}).json()
    assert found["as_of"] == as_of
    return {metric["code"]: metric for metric in found["metrics"]}


def listed(zone, href):
    """Every row behind a link, whatever the size of a page."""
    client, found, after = zone("leader"), [], None
    while True:
        cursor = {"after": after} if after else {}
        page = client.get(f"/api/v1{href}&{urlencode({'limit': 50} | cursor)}")
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        after = page.json()["next_cursor"]
        if after is None:
            return found


def test_the_paragraph_reads_as_it_was_printed(zone):
    values = {code: metric["value"] for code, metric in numbers(zone).items()}
    assert PAPER["projects"].format_map(values) == PAPER["printed"]
    assert PAPER["pipeline"].format_map(values) == PAPER["pipeline_printed"]
    assert values["not_started"] == 14
    assert values["continuing"] + values["new_starts"] == values["under_way"]


@pytest.mark.parametrize(
    "code",
    ["major", "under_way", "continuing", "new_starts", "not_started", "signed", "to_sign", "reserve", "expansion"],
)
def test_a_number_links_to_exactly_its_rows(zone, code):
    metric = numbers(zone)[code]
    found = listed(zone, metric["href"])
    assert len({row["id"] for row in found}) == len(found) == metric["value"]


def test_a_rate_links_to_both_its_sides(zone):
    rate = numbers(zone)["under_way_rate"]
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (128, 142, 90.1)
    assert len(listed(zone, rate["href"])) == 128
    assert len(listed(zone, rate["denominator_href"])) == 142


def test_starts_and_resumptions_are_also_told_apart(zone):
    found = numbers(zone)
    assert (found["start_rate"]["numerator"], found["resumption_rate"]["numerator"]) == (34, 94)
    assert found["start_rate"]["denominator"] + found["resumption_rate"]["denominator"] == 142


def test_every_number_says_what_it_counts_in_both_languages(zone):
    for metric in numbers(zone).values():
        assert metric["version"] >= 1
        assert metric["cut_off"] == AS_OF
        assert all(metric[name] for name in ("name", "name_en", "definition", "definition_en"))
        assert metric["definition"].isascii() is False
        assert metric["definition_en"].isascii()


def test_the_three_stages_are_not_added_up_and_it_says_why(zone):
    total = numbers(zone)["pipeline_total"]
    assert (total["value"], total["href"]) == (None, None)
    assert "not added up" in total["refusal_en"]
    assert total["refusal"]


def test_an_earlier_day_has_other_numbers_and_keeps_them(zone):
    june, july = numbers(zone, "2019-06-09"), numbers(zone)
    codes = ("under_way", "continuing", "new_starts", "signed", "to_sign", "reserve")
    assert all(june[code]["value"] != july[code]["value"] for code in codes)
    assert numbers(zone, "2019-06-09") == june
    assert len(listed(zone, june["under_way"]["href"])) == june["under_way"]["value"]


def test_the_wall_says_the_same(zone):
    page = zone("leader").get("/wall").text
    assert all(f"<b>{number}" in page for number in ("142", "128", "90.1", "63"))
    assert "94" in page
    assert "34" in page
    assert PAPER["floor_area"] in page
    assert "1,500,000" not in page


def test_group_totals_stay_whole(zone):
    metric = numbers(zone)["expansion"]
    assert metric["value"] == 25
    assert [figure["text"] for figure in metric["stated"]] == [PAPER["group_investment"], PAPER["group_output"]]
    for row in listed(zone, metric["href"]):
        assert row["total_investment_yuan"] is None
        assert "2.4" not in (row["total_investment_text"] or "")


def test_the_five_new_ones_are_those_of_the_article(zone):
    found = listed(zone, numbers(zone)["new_in_month"]["href"])
    assert {row["name"] for row in found} == set(PAPER["new_in_month"])
    started = {row["name"] for row in listed(zone, numbers(zone)["new_starts"]["href"])}
    assert started >= set(PAPER["new_and_started"])
    assert numbers(zone)["modern_services"]["value"] == 21


def test_one_project_changes_the_rate_everywhere(own_zone):
    coordinator, on = own_zone("coordinator"), "2019-07-16"
    idle = listed(own_zone, own_zone.number("not_started", on)["href"])[0]
    seen = coordinator.get(f"/api/v1/projects/{idle['id']}")
    sent = coordinator.post(
        f"/api/v1/projects/{idle['id']}/stages",
        json={"stage": "started", "on_day": on},
        headers={"If-Match": seen.headers["etag"]},
    )
    assert sent.status_code == 201, sent.text
    assert own_zone.number("under_way", on)["value"] == 129
    assert own_zone.number("under_way_rate", on)["value"] == 90.8
    assert len(listed(own_zone, own_zone.number("not_started", on)["href"])) == 13
    for page in ("/wall", "/today", "/metrics/under_way_rate"):
        assert "90.8" in own_zone("leader").get(page).text
    assert own_zone.number("under_way_rate")["value"] == 90.1
