"""Where a refused event could stand instead: safe and fitting places first."""

from typing import Any

import pytest

from tests.conftest import Client
from tests.factories import Factory, TheaterOf

START, END = "2027-03-12T19:00:00+03:00", "2027-03-12T22:00:00+03:00"


@pytest.fixture
async def show(admin: Client, make: Factory, theater: TheaterOf) -> dict[str, Any]:
    """A show of a title short of chairs, put where another one stands already."""
    stage = await make.venue(theater, "Основная сцена", capacity=400, city="Москва")
    play, chair = await make.performance(theater), await make.item(theater, "Стул", quantity=1)
    await make.performance_item(theater, play, chair, quantity=2)
    for day in ("05", "06"):
        body = {
            "event_type": "performance", "performance_id": play, "venue_id": stage,
            "starts_at": START.replace("12T", f"{day}T"), "ends_at": END.replace("12T", f"{day}T"),
        }  # fmt: skip
        assert (await admin.post("/schedule", json=body)).status_code == 201
    taken = {"event_type": "technical", "starts_at": START, "ends_at": END, "venue_id": stage}
    assert (await admin.post("/schedule", json=taken)).status_code == 201
    return {**taken, "event_type": "performance", "performance_id": play}


async def test_a_shortage_that_follows_the_title_is_told_but_makes_no_place_unsafe(
    admin: Client, make: Factory, theater: TheaterOf, show: dict[str, Any]
) -> None:
    second = await make.venue(theater, "Вторая сцена", capacity=350, city="Москва")
    told = (await admin.post("/schedule/conflicts/check", json=show)).json()
    assert {(one["kind"], one["reason"]) for one in told["conflicts"]} == {
        ("venue", "busy"), ("item", "needed"),
    }  # fmt: skip
    first = told["alternatives"][0]
    assert (first["venue"]["id"], first["conflicts"], first["unfit"]) == (second, 0, None)
    times = [slot for slot in told["alternatives"] if slot["kind"] == "time"]
    assert times
    assert {slot["conflicts"] for slot in times} == {0}


async def test_halls_that_do_not_suit_the_title_come_last_and_say_why(
    admin: Client, make: Factory, theater: TheaterOf, show: dict[str, Any]
) -> None:
    await make.venue(theater, "Камерная", capacity=30, city="Москва")
    tver = await make.venue(theater, "Тверь, драма", capacity=500, city="Тверь")
    slots = (await admin.post("/schedule/conflicts/check", json=show)).json()["alternatives"]
    fit = [slot["unfit"] is None for slot in slots]
    assert fit == sorted(fit, reverse=True)
    reasons = {s["venue"]["name"]: s["unfit"] for s in slots if s["unfit"]}
    assert {name: why["reason"] for name, why in reasons.items()} == {
        "Камерная": "capacity", "Тверь, драма": "city",
    }  # fmt: skip
    small = reasons["Камерная"]
    assert (small["capacity"], small["usual_capacity"]) == (30, 400)
    # Where the title has been played it suits.
    there = {
        **show, "venue_id": tver, "starts_at": START.replace("12T", "09T"),
        "ends_at": END.replace("12T", "09T"),
    }  # fmt: skip
    assert (await admin.post("/schedule", json=there)).status_code == 201
    slots = (await admin.post("/schedule/conflicts/check", json=show)).json()["alternatives"]
    assert slots[0]["venue"]["id"] == tver
