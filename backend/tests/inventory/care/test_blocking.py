"""Overdue care keeps pieces in the store, and nothing but care taken lets them out."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.care.tools import ago, certificate, move, plan, record, today


@pytest.fixture
async def light(make: Factory, theater: TheaterOf) -> int:
    return await make.item(
        theater, "Прожектор", quantity=4, department_id=theater.departments["light"]
    )


async def overdue(client: AsyncClient, item: int) -> int:
    made = await plan(
        client, item, name="Проверка креплений", last_done_on=ago(400), blocks_issue=True
    )
    return int(made["id"])


@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        ("issue", {}),
        ("tour_out", {}),
        ("transfer", {"to_status": "on_stage"}),
        ("transfer", {"to_status": "on_tour"}),
    ],
)
async def test_overdue_pieces_do_not_leave_until_care_is_recorded(
    admin: AsyncClient, light: int, kind: str, sides: dict[str, Any]
) -> None:
    plan_id = await overdue(admin, light)
    refused = await move(admin, light, kind, **sides)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "inventory.care_overdue")
    assert [(r["name"], r["cause"]) for r in problem["reasons"]] == [("Проверка креплений", "date")]
    assert "Проверка креплений: срок был" in problem["detail"]
    item = (await admin.get(f"/inventory/{light}")).json()
    assert (item["care"]["blocks_issue"], item["quantity"], item["version"]) == (True, 4, 1)
    await record(admin, light, plan_id)
    assert (await move(admin, light, kind, **sides)).status_code == 201


async def test_inside_the_house_everything_still_moves(
    admin: AsyncClient, make: Factory, theater: TheaterOf, light: int
) -> None:
    await overdue(admin, light)
    workshop = await make.location(theater, "Мастерская")
    for kind, sides in (
        ("transfer", {"to_location_id": workshop}),
        ("repair_out", {"from_location_id": None}),
        ("write_off", {"from_location_id": None, "from_status": "in_stock"}),
        ("reserve", {"from_location_id": None}),
        ("receipt", {}),
    ):
        answer = await move(admin, light, kind, **sides)
        assert answer.status_code == 201, (kind, answer.text)


async def test_what_is_out_comes_back_and_may_change_stages(
    admin: AsyncClient, make: Factory, theater: TheaterOf, light: int
) -> None:
    stages = [await make.location(theater, f"Сцена {n}") for n in range(2)]
    issued = await move(admin, light, "issue", to_location_id=stages[0])
    assert issued.status_code == 201
    await overdue(admin, light)
    across: dict[str, Any] = {
        "from_status": "on_stage",
        "from_location_id": stages[0],
        "to_status": "on_stage",
    }
    moved = await move(admin, light, "transfer", to_location_id=stages[1], **across)
    assert moved.status_code == 201, moved.text
    back = await move(admin, light, "return")
    assert back.status_code == 201, back.text
    undone = await admin.post(f"/inventory/movements/{back.json()['movement']['id']}/undo")
    assert undone.status_code == 201, undone.text
    assert (await move(admin, light, "issue")).status_code == 409


async def test_an_expired_certificate_forbids_and_a_new_date_allows(
    admin: AsyncClient, light: int
) -> None:
    made = await certificate(admin, light, valid_until=ago(1), blocks_issue=True)
    refused = await move(admin, light, "issue")
    assert refused.status_code == 409
    assert "Огнезащитная обработка № 17/А: срок действия истёк" in refused.json()["detail"]
    path = f"/inventory/{light}/certificates/{made['id']}"
    renewed = await admin.patch(path, json={"valid_until": today().isoformat()})
    assert renewed.json()["state"] == "due_soon"
    assert (await move(admin, light, "issue")).status_code == 201


async def test_all_reasons_come_at_once_in_the_language_asked(
    admin: AsyncClient, light: int
) -> None:
    await overdue(admin, light)
    await certificate(admin, light, kind="electrical", valid_until=ago(5), blocks_issue=True)
    await plan(admin, light, name="Чистка", last_done_on=ago(800))
    admin.headers["Accept-Language"] = "en"
    problem = (await move(admin, light, "issue")).json()
    assert [r["what"] for r in problem["reasons"]] == ["plan", "certificate"]
    assert "Electrical safety № 17/А: expired on" in problem["detail"]
    assert "Чистка" not in problem["detail"]


@pytest.mark.parametrize("how", ["not blocking", "resting", "removed", "due today", "in months"])
async def test_what_does_not_forbid(
    admin: AsyncClient, make: Factory, theater: TheaterOf, light: int, how: str
) -> None:
    done = {"due today": today(), "in months": ago(30)}.get(how, ago(900))
    made = await plan(
        admin, light, last_done_on=done, blocks_issue=how != "not blocking",
        is_active=how != "resting",
    )  # fmt: skip
    if how == "removed":
        await admin.delete(f"/inventory/{light}/care-plans/{made['id']}")
    if how == "due today":
        await certificate(admin, light, valid_until=today(), blocks_issue=True)
    other = await make.item(theater, "Другой")
    await plan(admin, other, last_done_on=ago(900), blocks_issue=True)
    assert (await move(admin, light, "issue")).status_code == 201


async def test_rights_per_role_and_department(
    as_role: SignIn, make: Factory, theater: TheaterOf, light: int
) -> None:
    head = await as_role("department_head", department="light")
    staff = await as_role("department_staff", department="light")
    stranger = await as_role("department_head", department="sound")
    assistant = await as_role("assistant_director")
    actor = await as_role("actor")
    made = await plan(head, light)
    path = f"/inventory/{light}/care-plans/{made['id']}"
    body = {"name": "О", "every_months": 1}
    assert (await staff.post(f"{path}/records", json={})).status_code == 201
    assert (await staff.delete(path)).status_code == 403
    assert (await stranger.get(path)).status_code == 200
    for refused in (
        await stranger.post(f"/inventory/{light}/care-plans", json=body),
        await stranger.patch(path, json={"lead_days": 1}),
        await stranger.post(f"{path}/records", json={}),
        await stranger.delete(path),
        await stranger.post(f"/inventory/{light}/certificates", json={"kind": "other"}),
    ):
        assert refused.status_code == 404
    assert (await assistant.post(f"{path}/records", json={})).status_code == 403
    assert (await actor.get(path)).status_code == 404
    assert (await head.delete(path)).status_code == 204


async def test_a_plan_answers_only_under_its_own_item(
    admin: AsyncClient, make: Factory, theater: TheaterOf, light: int
) -> None:
    other = await make.item(theater, "Другой")
    made = await plan(admin, light)
    paper = await certificate(admin, light)
    for path in (f"care-plans/{made['id']}", f"certificates/{paper['id']}"):
        assert (await admin.get(f"/inventory/{light}/{path}")).status_code == 200
        assert (await admin.get(f"/inventory/{other}/{path}")).status_code == 404
        assert (await admin.delete(f"/inventory/{other}/{path}")).status_code == 404
    record = await admin.post(f"/inventory/{other}/care-plans/{made['id']}/records", json={})
    assert record.status_code == 404
