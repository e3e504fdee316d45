"""Today and the war chart through the JSON door: what the pages show, to whom the pages show it."""

import pytest
from api.test_visits import planned
from conftest import Clients
from tickets import brought_to, raised

DAY, WALL = "/api/v1/today", "/api/v1/wall"


def test_a_handlers_day_is_what_the_page_shows(as_: Clients):
    ticket = brought_to(as_, "assignment", title="No power at gate 3")
    day, page = as_("handler").get(DAY).json(), as_("handler").get("/today").text
    assert (day["on"], day["todo_count"]) == ("2019-07-16", 1)
    assert [(row["id"], row["title"]) for row in day["todo"]] == [(ticket["id"], "No power at gate 3")]
    assert "No power at gate 3" in page
    assert (day["numbers"], day["clashes"]) == (None, [])


def test_an_officers_day_names_the_next_stop(as_: Clients):
    stop = planned(as_("officer"), at="2019-07-16T14:00", purpose="Winter break")
    day = as_("officer").get(DAY).json()
    assert ([row["id"] for row in day["stops"]], day["stops_done"]) == ([stop["id"]], 0)
    assert (day["next_stop"]["visit"]["id"], day["next_stop"]["open_count"]) == (stop["id"], 0)


def test_a_leaders_day_has_the_zones_numbers(as_: Clients):
    raised(as_("officer"))
    numbers = {metric["code"]: metric["value"] for metric in as_("leader").get(DAY).json()["numbers"]["metrics"]}
    same = {metric["code"]: metric["value"] for metric in as_("leader").get("/api/v1/metrics").json()["metrics"]}
    assert numbers == same
    assert numbers["open_tickets"] == 1


def test_the_wall_is_what_the_page_shows(as_: Clients):
    raised(as_("officer"))
    wall = as_("leader").get(WALL).json()
    assert (wall["at"], wall["now_column"], wall["next_day"]["on_day"]) == ("2019-07-16T01:30:00Z", 14, "2019-08-06")
    assert wall["lights"] == {"red": 0, "amber": 0, "green": 1}
    assert as_("rival_handler").get(WALL).json()["lights"] == {"red": 0, "amber": 0, "green": 0}


@pytest.mark.parametrize("path", [DAY, WALL])
@pytest.mark.parametrize(
    ("who", "status"),
    [("supervisor", 200), ("coordinator", 200), ("contact", 403), ("admin", 403)],
)
def test_the_boards_are_for_staff(as_: Clients, path, who, status):
    assert as_(who).get(path).status_code == status


@pytest.mark.parametrize(("who", "says"), [("officer", True), ("handler", True), ("leader", False)])
@pytest.mark.parametrize("path", ["/today", "/wall"])
def test_a_page_says_when_its_counts_are_of_what_the_reader_may_see(as_: Clients, path, who, says):
    assert ("These numbers count what you may see." in as_(who).get(path).text) is says
