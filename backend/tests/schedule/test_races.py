"""What a hundred people press in the same second: one wins, the others read who did."""

import asyncio
import contextlib
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
from httpx import Response

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.inventory.tools import at_once
from tests.schedule.test_events import body, made
from tests.served import serve

ROUNDS, CROWD = 20, 100


def _offset(number: int) -> dict[str, Any]:
    return {
        "starts_at": f"2027-03-10T19:{number % 30:02d}:00+03:00",
        "ends_at": "2027-03-10T22:00:00+03:00",
        "strike_minutes": number % 45,
    }


def _one_winner(answers: list[Response]) -> None:
    count = Counter(answer.status_code for answer in answers)
    assert count == {201: 1, 409: len(answers) - 1}, count
    winner = next(a.json()["id"] for a in answers if a.status_code == 201)
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["conflicts"][0]["event"]["id"] == winner


async def test_one_slot_one_winner_over_two_servers(
    make: Factory, theater: TheaterOf, app_environment: dict[str, str], tmp_path: Path
) -> None:
    """Over real sockets, with the pools of production: nobody is sent away with a failure."""
    token = await make.access_token(await make.user(theater))
    environment = {**app_environment, "RATE_LIMIT_PER_MINUTE": "1000000"}
    folders = [tmp_path / name for name in ("one", "two")]
    async with contextlib.AsyncExitStack() as house:
        clients = []
        for folder in folders:
            folder.mkdir()
            base = house.enter_context(serve(environment, folder))
            client = httpx.AsyncClient(
                base_url=base, timeout=30, headers={"Authorization": f"Bearer {token}"}
            )
            clients.append(await house.enter_async_context(client))
        for _ in range(ROUNDS):
            stage = await make.venue(theater)
            answers = await asyncio.gather(
                *(
                    clients[n % 2].post("/schedule", json=body(venue_id=stage, **_offset(n)))
                    for n in range(CROWD)
                )
            )
            _one_winner(answers)


async def test_creations_moves_and_series_meet_in_one_slot(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    stage = await make.venue(theater)
    movable = [
        (await made(admin, starts_at=f"2027-05-{n:02d}T19:00:00+03:00",
                    ends_at=f"2027-05-{n:02d}T21:00:00+03:00"))["id"]
        for n in range(1, 11)
    ]  # fmt: skip

    async def press(number: int) -> Response:
        kind = number % 3
        if kind == 0:
            return await admin.post("/schedule", json=body(venue_id=stage))
        if kind == 1:
            target = {"starts_at": "2027-03-10T20:00:00+03:00", "venue_id": stage}
            return await admin.patch(f"/schedule/{movable[number // 3]}/move", json=target)
        series = body(venue_id=stage, rrule="FREQ=WEEKLY;COUNT=3")
        return await admin.post("/schedule", json=series)

    answers = await at_once(30, press)
    count = Counter(answer.status_code // 100 for answer in answers)
    assert count == {2: 1, 4: 29}, [a.text[:200] for a in answers if a.status_code >= 500]
    on_stage = (await admin.get("/schedule", params={"venue": stage})).json()
    assert on_stage["total"] in (1, 3)


async def test_the_last_piece_goes_to_one(admin: Client, make: Factory, theater: TheaterOf) -> None:
    samovar = await make.item(theater, "Самовар", quantity=2)
    wanted = [{"inventory_item_id": samovar, "quantity": 1}]
    answers = await at_once(
        40, lambda n: admin.post("/schedule", json=body(inventory=wanted, **_offset(n)))
    )
    count = Counter(answer.status_code for answer in answers)
    assert count == {201: 2, 409: 38}, count


async def test_nobody_is_called_twice_by_two_planners(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    actor = await make.user(theater, "actor")
    called = [{"user_id": actor.id}]
    answers = await at_once(
        30, lambda n: admin.post("/schedule", json=body(participants=called, **_offset(n)))
    )
    _one_winner(answers)


async def test_two_events_that_change_places_never_wait_in_a_ring(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    """Moves between two stages with shared people and things, both ways at once."""
    stages = [await make.venue(theater), await make.venue(theater)]
    people = [{"user_id": (await make.user(theater, "actor")).id} for _ in range(3)]
    chairs = await make.item(theater, quantity=20)
    things = [{"inventory_item_id": chairs, "quantity": 1}]
    events = [
        (await made(admin, venue_id=stages[n % 2], inventory=things,
                    participants=people if n == 0 else [],
                    starts_at=f"2027-03-{10 + n}T19:00:00+03:00",
                    ends_at=f"2027-03-{10 + n}T22:00:00+03:00"))["id"]
        for n in range(6)
    ]  # fmt: skip
    answers = await at_once(
        48,
        lambda n: admin.patch(
            f"/schedule/{events[n % 6]}/move",
            json={
                "starts_at": f"2027-03-{10 + (n * 7) % 6}T18:00:00+03:00",
                "venue_id": stages[(n // 6) % 2],
            },
        ),
    )
    assert {a.status_code for a in answers} <= {200, 409}
    assert all(a.json()["code"] == "event.conflict" for a in answers if a.status_code == 409)


async def test_of_fifty_drags_with_one_version_one_lands(admin: Client) -> None:
    event = await made(admin)

    async def drag(number: int) -> Response:
        return await admin.patch(
            f"/schedule/{event['id']}/move",
            json={"starts_at": f"2027-03-{11 + number % 15}T19:00:00+03:00"},
            headers={"If-Match": '"v1"'},
        )

    answers = await at_once(50, drag)
    assert Counter(a.status_code for a in answers) == {200: 1, 412: 49}


async def test_the_database_refuses_what_slips_past_the_rules(
    make: Factory, theater: TheaterOf
) -> None:
    """Without the locks and the question, the constraint alone keeps a venue single."""
    stage = await make.venue(theater)

    async def insert() -> str:
        try:
            await make.event(theater, venue_id=stage)
        except Exception as error:
            return "ex_schedule_events_venue" if "ex_schedule" in str(error) else str(error)
        return "made"

    results = Counter(await asyncio.gather(*(insert() for _ in range(8))))
    assert results.pop("made") == 1
    # Without the locks some losers are found in a ring instead; they lose all the same.
    assert all(text == "ex_schedule_events_venue" or "deadlock" in text for text in results)
