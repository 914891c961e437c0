"""When care falls due: the calendar, the shows, the zone, and what a record changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories import Factory, TheaterOf
from tests.inventory.care.tools import (
    ago,
    certificate,
    move,
    move_to_zone,
    plan,
    read,
    record,
    today,
)


@pytest.fixture
async def winch(make: Factory, theater: TheaterOf) -> int:
    return await make.item(
        theater, "Лебёдка", quantity=3, department_id=theater.departments["light"]
    )


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-03-30", 11, "2026-02-28"),
        ("2025-05-15", 240, "2045-05-15"),
    ],
)
async def test_months_end_where_the_calendar_ends_them(
    admin: AsyncClient, winch: int, last: str, months: int, due: str
) -> None:
    made = await plan(admin, winch, every_months=months, last_done_on=last)
    assert made["next_due_on"] == due


async def test_the_first_time_is_an_interval_after_the_start(
    admin: AsyncClient, winch: int
) -> None:
    made = await plan(admin, winch, every_months=1, starts_on="2026-01-31")
    assert (made["next_due_on"], made["last_done_on"]) == ("2026-02-28", None)
    fresh = await plan(admin, winch, every_months=12)
    assert fresh["starts_on"] == today().isoformat()
    assert fresh["state"] == "ok"


@pytest.mark.parametrize(
    ("left", "lead", "state"),
    [(-1, 14, "overdue"), (0, 14, "due_soon"), (14, 14, "due_soon"), (15, 14, "ok"),
     (0, 0, "due_soon"), (1, 0, "ok"), (365, 365, "due_soon")],
)  # fmt: skip
async def test_the_state_turns_on_the_day(
    admin: AsyncClient, winch: int, left: int, lead: int, state: str
) -> None:
    """By certificates, whose last day can be named; plans share the rule."""
    last = today() + timedelta(days=left)
    made = await certificate(admin, winch, valid_until=last, lead_days=lead)
    assert made["state"] == state
    item = (await admin.get(f"/inventory/{winch}")).json()
    assert item["care"]["state"] == state
    assert [r["due_on"] for r in item["care"]["reasons"]] == (
        [] if state == "ok" else [last.isoformat()]
    )


async def test_today_is_the_theatres(
    admin: AsyncClient, make: Factory, theater: TheaterOf, winch: int
) -> None:
    """Between Niue and Kiritimati lie 25 hours: their dates always differ."""
    await move_to_zone(make, theater, "Pacific/Niue")
    west = today("Pacific/Niue")
    made = await certificate(admin, winch, valid_until=west, lead_days=0)
    assert made["state"] == "due_soon"
    await move_to_zone(make, theater, "Pacific/Kiritimati")
    listed = (await admin.get(f"/inventory/{winch}/certificates")).json()["items"]
    assert [one["state"] for one in listed] == ["overdue"]
    future = (await plan(admin, winch, last_done_on=today("Pacific/Kiritimati")))["last_done_on"]
    assert future == today("Pacific/Kiritimati").isoformat()
    await move_to_zone(make, theater, "Pacific/Niue")
    refused = await admin.post(
        f"/inventory/{winch}/care-plans",
        json={"name": "О", "every_months": 1, "last_done_on": future},
    )
    assert refused.json()["errors"][0]["code"] == "care_in_future"


async def test_shows_are_counted_from_the_last_time(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, every_shows=3, name="После трёх показов")
    states = []
    for _ in range(3):
        assert (await move(admin, winch, "issue")).status_code == 201
        found = await read(admin, winch, made["id"])
        states.append((found["shows_since"], found["state"]))
        await move(admin, winch, "return")
    assert states == [(1, "ok"), (2, "due_soon"), (3, "overdue")]
    await record(admin, winch, made["id"])
    after = await read(admin, winch, made["id"])
    assert (after["shows_since"], after["state"], after["next_due_on"]) == (0, "ok", None)
    await move(admin, winch, "issue")
    assert (await read(admin, winch, made["id"]))["shows_since"] == 1


async def test_only_issues_that_stand_are_shows(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, every_shows=20)
    await move(admin, winch, "transfer", to_status="on_stage")
    await move(admin, winch, "tour_out")
    issued = (await move(admin, winch, "issue")).json()["movement"]["id"]
    assert (await read(admin, winch, made["id"]))["shows_since"] == 1
    undone = await admin.post(f"/inventory/movements/{issued}/undo")
    assert undone.status_code == 201, undone.text
    assert (await read(admin, winch, made["id"]))["shows_since"] == 0


async def test_yesterdays_inspection_leaves_todays_show_to_count(
    admin: AsyncClient, winch: int
) -> None:
    await move(admin, winch, "issue")
    late = await plan(admin, winch, every_shows=5, last_done_on=ago(1))
    assert late["shows_since"] == 1
    now = await plan(admin, winch, every_shows=5, last_done_on=today())
    assert now["shows_since"] == 0


async def test_whichever_comes_first(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, every_months=12, every_shows=1)
    await move(admin, winch, "issue")
    found = await read(admin, winch, made["id"])
    assert (found["state"], found["next_due_on"] > today().isoformat()) == ("overdue", True)


async def test_a_record_moves_the_date_and_stays_for_good(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, every_months=6, last_done_on="2020-08-31")
    assert made["state"] == "overdue"
    noted = await record(
        admin, winch, made["id"], result="remarks", note="Заменить трос весной", cost="1500.50"
    )
    assert (noted["done_on"], noted["cost"]) == (today().isoformat(), "1500.50")
    assert noted["done_by"] == noted["created_by"]
    found = await read(admin, winch, made["id"])
    assert (found["last_done_on"], found["last_result"], found["state"]) == (
        today().isoformat(),
        "remarks",
        "ok",
    )
    assert found["version"] == made["version"] + 1
    assert (await admin.delete(f"/inventory/{winch}/care-plans/{made['id']}")).status_code == 204
    history = (await admin.get(f"/inventory/{winch}/care-records")).json()
    assert [(r["plan"]["name"], r["result"]) for r in history["items"]] == [("Осмотр", "remarks")]
    assert (await admin.get(f"/inventory/{winch}/care-plans")).json()["items"] == []


async def test_a_check_that_failed_is_not_done(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, last_done_on=ago(30))
    await record(admin, winch, made["id"], result="failed", note="Трещина")
    found = await read(admin, winch, made["id"])
    assert (found["state"], found["last_result"]) == ("overdue", "failed")
    assert found["last_done_on"] == ago(30).isoformat()
    reasons = (await admin.get(f"/inventory/{winch}")).json()["care"]["reasons"]
    assert [r["cause"] for r in reasons] == ["failed"]
    await record(admin, winch, made["id"])
    assert (await read(admin, winch, made["id"]))["state"] == "ok"


async def test_what_is_noted_late_does_not_turn_the_plan_back(
    admin: AsyncClient, winch: int
) -> None:
    made = await plan(admin, winch, last_done_on=ago(10))
    await record(admin, winch, made["id"], done_on=ago(20).isoformat(), result="failed")
    found = await read(admin, winch, made["id"])
    assert (found["last_done_on"], found["last_result"]) == (ago(10).isoformat(), None)


async def test_a_date_put_right_forgets_how_the_last_time_ended(
    admin: AsyncClient, winch: int
) -> None:
    made = await plan(admin, winch, last_done_on=ago(30))
    await record(admin, winch, made["id"], result="failed")
    changed = await admin.patch(
        f"/inventory/{winch}/care-plans/{made['id']}", json={"last_done_on": ago(1).isoformat()}
    )
    assert (changed.json()["last_result"], changed.json()["state"]) == (None, "ok")


async def test_a_resting_plan_says_nothing(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, last_done_on="2020-01-01", is_active=False)
    assert made["state"] is None
    item = (await admin.get(f"/inventory/{winch}")).json()
    assert (item["care"]["state"], item["warnings"]) == (None, [])


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"every_months": None}, "every_months", "care_interval_missing"),
        ({"every_months": 0}, "every_months", "greater_than_equal"),
        ({"every_months": 241}, "every_months", "less_than_equal"),
        ({"every_shows": 1001}, "every_shows", "less_than_equal"),
        ({"lead_days": 366}, "lead_days", "less_than_equal"),
        ({"last_done_on": "2199-01-01"}, "last_done_on", "care_in_future"),
        ({"last_done_on": "0001-01-01"}, "last_done_on", "greater_than_equal"),
        ({"responsible_id": 2_000_000_000}, "responsible_id", "reference_unknown"),
        ({"next_due_on": "2027-01-01"}, "next_due_on", "extra_forbidden"),
    ],
)
async def test_plans_that_make_no_sense(
    admin: AsyncClient, winch: int, body: dict[str, Any], field: str, code: str
) -> None:
    given = {"name": "Осмотр", "every_months": 12, **body}
    answer = await admin.post(f"/inventory/{winch}/care-plans", json=given)
    assert answer.status_code == 422, answer.text
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


async def test_an_interval_is_needed_after_a_change_too(admin: AsyncClient, winch: int) -> None:
    made = await plan(admin, winch, every_months=12)
    path = f"/inventory/{winch}/care-plans/{made['id']}"
    refused = await admin.patch(path, json={"every_months": None})
    assert refused.json()["errors"][0]["code"] == "care_interval_missing"
    swapped = await admin.patch(path, json={"every_months": None, "every_shows": 4})
    assert (swapped.status_code, swapped.json()["next_due_on"]) == (200, None)


async def test_certificates_do_not_end_before_they_begin(admin: AsyncClient, winch: int) -> None:
    path = f"/inventory/{winch}/certificates"
    crossed = {"kind": "rigging", "issued_on": "2026-03-02", "valid_until": "2026-03-01"}
    refused = await admin.post(path, json=crossed)
    assert refused.json()["errors"][0]["code"] == "care_dates_crossed"
    made = await certificate(admin, winch, issued_on=date(2026, 3, 2))
    assert (made["state"], made["valid_until"]) == ("ok", None)
    refused = await admin.patch(f"{path}/{made['id']}", json={"valid_until": "2026-03-01"})
    assert refused.status_code == 422
