"""Chief service officers: a charge is given and ended through both doors, and rights follow it."""

import pytest
from actors import CAST, FIRM, RIVAL_FIRM
from api.test_projects import added
from conftest import Clients

OFFICER = CAST["officer"].id


@pytest.fixture(params=["api", "page"])
def pair(request, as_: Clients):
    """Gives a charge through one of the doors and says with which status."""

    def asked(who, place, **given):
        if request.param == "api":
            return as_(who).post(f"/api/v1{place}/officers", json=given).status_code
        return as_(who).post(f"{place}/officers", data=given).status_code

    return asked


def test_a_project_outside_the_task_force_appears_with_the_charge_and_goes_with_it(as_: Clients, pair):
    project = added(as_("coordinator"), task_force_id=None)
    place = f"/projects/{project['id']}"
    assert as_("officer").get(f"/api/v1{place}").status_code == 404
    assert pair("coordinator", place, user_id=OFFICER) in {201, 303}
    (one,) = as_("officer").get(f"/api/v1{place}").json()["people"]
    assert (one["id"], one["from_on"]) == (OFFICER, "2019-07-16")
    assert as_("coordinator").get(f"{place}/officers").status_code == 200
    ended = as_("coordinator").post(f"{place}/officers/{one['pairing_id']}/end")
    assert ended.status_code == 303
    assert as_("officer").get(f"/api/v1{place}").status_code == 404
    again = as_("coordinator").post(f"/api/v1{place}/officers/{one['pairing_id']}/end", json={})
    assert again.status_code == 404


def test_a_firms_file_may_be_kept_by_whoever_has_charge(as_: Clients, pair):
    place = f"/enterprises/{RIVAL_FIRM}"
    assert pair("coordinator", place, user_id=OFFICER) in {201, 303}
    changed = as_("officer").patch(f"/api/v1{place}", json={"sector": "Pipes"}, headers={"If-Match": '"1"'})
    assert changed.status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"user_id": CAST["leader"].id},
        {"user_id": 99},
        {"user_id": 2**70},
        {"user_id": "x"},
        {"user_id": OFFICER, "from_on": "2019-07-17"},
        {"user_id": OFFICER},
        {},
    ],
)
def test_a_wrong_or_double_charge_is_refused(as_: Clients, pair, given):
    before = as_("coordinator").get(f"/api/v1/enterprises/{FIRM}").json()["people"]
    assert pair("coordinator", f"/enterprises/{FIRM}", **given) == 422
    assert as_("coordinator").get(f"/api/v1/enterprises/{FIRM}").json()["people"] == before


@pytest.mark.parametrize("who", ["leader", "officer", "supervisor", "handler"])
def test_only_a_coordinator_gives_a_charge(pair, who):
    assert pair(who, f"/enterprises/{FIRM}", user_id=OFFICER) == 403
