"""The demo theatre: loaded once, its ledger adds up, and everybody can sign in."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.auth.permissions import P
from app.core.config import Settings
from app.core.embedded.demo import DEMO_ACCOUNTS
from app.kit import clock
from app.main import create_app
from scripts.demo.book import MOSCOW
from scripts.demo.people import PASSWORD
from tests.conftest import new_client
from tests.stack import BACKEND, Stack

# Places where the balances differ from the sum of the movements.
_UNEXPLAINED = """
SELECT count(*) FROM (
  SELECT theater_id, item_id, coalesce(location_id, 0) AS place, status, sum(quantity) AS pieces
  FROM (
    SELECT theater_id, item_id, to_location_id AS location_id, to_status AS status, quantity
    FROM inventory_movements WHERE to_status IS NOT NULL
    UNION ALL
    SELECT theater_id, item_id, from_location_id, from_status, -quantity
    FROM inventory_movements WHERE from_status IS NOT NULL) AS moved
  GROUP BY 1, 2, 3, 4 HAVING sum(quantity) <> 0) AS told
FULL JOIN (
  SELECT theater_id, item_id, coalesce(location_id, 0) AS place, status, quantity AS pieces
  FROM inventory_stock) AS held USING (theater_id, item_id, place, status)
WHERE told.pieces IS DISTINCT FROM held.pieces
"""
# Items whose summary is not that of their balances.
_MISTAKEN = """
SELECT count(*) FROM inventory_items i WHERE quantity <> coalesce((
  SELECT sum(s.quantity) FROM inventory_stock s
  WHERE s.theater_id = i.theater_id AND s.item_id = i.id AND s.status <> 'decommissioned'), 0)
OR NOT EXISTS (
  SELECT FROM inventory_stock s WHERE s.theater_id = i.theater_id AND s.item_id = i.id
  AND s.status = i.status AND s.location_id IS NOT DISTINCT FROM i.location_id)
"""
_SEASON = "FROM schedule_events e JOIN theaters t ON t.id = e.theater_id AND t.code = 'slobodskoy'"


@pytest.fixture(scope="module")
def seeded(stack: Stack, worker_number: int) -> Iterator[str]:
    name = stack.clone_database(f"theatre_seed_{worker_number}")
    stack.run_script("scripts.seed_data", database=name)
    yield name
    stack.drop_database(name)


@pytest.fixture
async def visitor(stack: Stack, seeded: str, redis_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """An anonymous client of the application on the demo theatre."""
    environment = stack.environment(seeded) | {"REDIS_URL": redis_url}
    values: dict[str, Any] = {name.lower(): value for name, value in environment.items()}
    app = create_app(Settings(_env_file=None, **values))
    async with app.router.lifespan_context(app), new_client(app) as client:
        yield client


def test_it_is_a_house_of_the_promised_size(stack: Stack, seeded: str) -> None:
    counted = stack.run_sql(
        "SELECT t.code, (SELECT count(*) FROM inventory_items i WHERE i.theater_id = t.id), "
        "(SELECT count(*) FROM users u WHERE u.theater_id = t.id), "
        "(SELECT count(*) FROM departments d WHERE d.theater_id = t.id), "
        "(SELECT count(*) FROM venues v WHERE v.theater_id = t.id) FROM theaters t ORDER BY 1",
        seeded,
    )
    assert counted.splitlines() == ["second|36|4|6|4", "slobodskoy|400|60|6|5"]
    without_head = "SELECT count(*) FROM departments d JOIN theaters t ON t.id = d.theater_id "
    without_head += "WHERE t.code = 'slobodskoy' AND head_id IS NULL"
    assert stack.run_sql(without_head, seeded) == "0"


def test_every_balance_is_the_sum_of_its_movements(stack: Stack, seeded: str) -> None:
    assert stack.run_sql(_UNEXPLAINED, seeded) == "0"
    assert stack.run_sql(_MISTAKEN, seeded) == "0"


def test_the_forty_red_chairs_lie_in_three_places(stack: Stack, seeded: str) -> None:
    found = stack.run_sql(
        "SELECT l.name, s.status, s.quantity FROM inventory_items i "
        "JOIN inventory_stock s ON s.theater_id = i.theater_id AND s.item_id = i.id "
        "JOIN inventory_locations l ON l.theater_id = s.theater_id AND l.id = s.location_id "
        "WHERE i.name = 'Кресло (красное)' ORDER BY s.quantity DESC",
        seeded,
    )
    assert found.splitlines() == [
        "Стеллаж 3|in_stock|30",
        "Основная сцена|on_stage|6",
        "Бутафорская мастерская|in_repair|4",
    ]


def test_eighteen_spotlights_have_numbers_and_a_case_is_packed(stack: Stack, seeded: str) -> None:
    more = (
        "SELECT count(*) FROM (SELECT theater_id, item_id, location_id, status, count(*) AS pieces "
        "FROM inventory_units GROUP BY 1, 2, 3, 4) u LEFT JOIN inventory_stock s "
        "USING (theater_id, item_id, status) WHERE s.location_id IS NOT DISTINCT FROM "
        "u.location_id AND u.pieces > s.quantity"
    )
    assert stack.run_sql(more, seeded) == "0"
    spots = "SELECT min(number), max(number) FROM inventory_units WHERE number LIKE 'СВ-1302/%'"
    assert stack.run_sql(spots, seeded) == "СВ-1302/01|СВ-1302/18"
    kits = "SELECT count(DISTINCT kit_id) FROM inventory_kit_contents"
    assert stack.run_sql(kits, seeded) == "3"


def test_its_history_knows_every_kind_of_act_and_its_title(stack: Stack, seeded: str) -> None:
    kinds = stack.run_sql("SELECT DISTINCT movement_type FROM inventory_movements", seeded)
    assert {"issue", "return", "reserve", "repair_out", "repair_in", "tour_out"} <= set(
        kinds.splitlines()
    )
    moved_on = (
        "SELECT count(*) FROM inventory_movements WHERE from_location_id <> to_location_id "
        "AND movement_type IN ('reserve', 'unreserve', 'write_off')"
    )
    assert stack.run_sql(moved_on, seeded) == "0"
    untitled = (
        "SELECT count(*) FROM inventory_movements m JOIN theaters t ON t.id = m.theater_id "
        "WHERE t.code = 'slobodskoy' AND movement_type = 'issue' AND performance_id IS NULL"
    )
    assert stack.run_sql(untitled, seeded) == "0"


def test_nothing_happened_in_the_future_or_before_its_receipt(stack: Stack, seeded: str) -> None:
    late = "SELECT count(*) FROM inventory_movements WHERE created_at > now()"
    assert stack.run_sql(late, seeded) == "0"
    first = (
        "SELECT count(*) FROM (SELECT DISTINCT ON (item_id) movement_type "
        "FROM inventory_movements ORDER BY item_id, created_at, id) f "
        "WHERE movement_type <> 'receipt'"
    )
    assert stack.run_sql(first, seeded) == "0"


@pytest.mark.parametrize("email", [email for email, _, _ in DEMO_ACCOUNTS])
async def test_demo_accounts_sign_in(visitor: httpx.AsyncClient, email: str) -> None:
    body = {"email": email, "password": PASSWORD, "client": "api"}
    answer = await visitor.post("/auth/login", json=body)
    assert answer.status_code == 200, answer.text
    signed_in = answer.json()
    headers = {"Authorization": f"Bearer {signed_in['access_token']}"}
    items = await visitor.get("/inventory", headers=headers)
    assert P.INVENTORY_READ.value in signed_in["user"]["permissions"]
    assert items.json()["total"] > 0


def test_a_second_load_is_refused_politely(stack: Stack, seeded: str) -> None:
    with pytest.raises(RuntimeError, match=r"Nothing was loaded: .*already"):
        stack.run_script("scripts.seed_data", database=seeded)
    assert stack.run_sql("SELECT count(*) FROM theaters", seeded) == "2"


def test_a_load_that_was_cut_short_is_finished(stack: Stack, seeded: str) -> None:
    """The second theatre was founded, then the power failed."""
    name = stack.clone_database(f"{seeded}_cut", template=seeded)
    try:
        stack.run_sql(
            "DELETE FROM theaters WHERE code = 'second';"
            "INSERT INTO theaters (name, code) VALUES ('Театр на набережной', 'second');"
            "INSERT INTO roles (theater_id, code, name, is_system) "
            "SELECT t.id, r.code, r.name, true FROM theaters t, roles r "
            "WHERE t.code = 'second' AND r.theater_id <> t.id;"
            "INSERT INTO departments (theater_id, code, name) SELECT t.id, d.code, d.name "
            "FROM theaters t, departments d WHERE t.code = 'second' AND d.theater_id <> t.id;"
            "INSERT INTO venues (theater_id, code, name, type) SELECT t.id, v.code, v.name, v.type "
            "FROM theaters t, venues v WHERE t.code = 'second' AND v.theater_id <> t.id "
            "AND v.type <> 'tour' AND v.code <> 'small_stage'",
            name,
        )
        stack.run_script("scripts.seed_data", database=name)
        counted = "SELECT count(*) FROM inventory_items GROUP BY theater_id ORDER BY 1"
        assert stack.run_sql(counted, name).splitlines() == ["36", "400"]
    finally:
        stack.drop_database(name)


def test_copies_have_names_numbers_and_ledgers_of_their_own(
    stack: Stack, worker_number: int
) -> None:
    name = stack.clone_database(f"theatre_many_{worker_number}")
    try:
        stack.run_script("scripts.seed_data", "--scale", "3", database=name)
        counted = (
            "SELECT count(*), count(DISTINCT inventory_number), count(DISTINCT i.name) > 1000 "
            "FROM inventory_items i JOIN theaters t ON t.id = i.theater_id "
            "WHERE t.code = 'slobodskoy'"
        )
        assert stack.run_sql(counted, name) == "1200|1200|t"
        calls = (
            "SELECT count(DISTINCT p.event_id), count(*) FROM event_participants p "
            "JOIN users u ON u.id = p.user_id WHERE u.email LIKE '%theatre.demo' "
            "GROUP BY u.email LIKE 'f1.%'"
        )
        own, copied = stack.run_sql(calls, name).splitlines()
        assert own == copied
        assert stack.run_sql(f"SELECT count(*) {_SEASON}", name) == "700"
    finally:
        stack.drop_database(name)


def test_production_refuses_demo_data(stack: Stack, database: str) -> None:
    environment = {**os.environ, **stack.environment(database)} | {
        "APP_ENV": "production",
        "PUBLIC_URL": "https://kulisa.example",
    }
    done = subprocess.run(
        [sys.executable, "-m", "scripts.seed_data"],
        cwd=BACKEND,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "APP_ENV is production" in done.stderr


async def test_things_have_been_photographed(
    stack: Stack, seeded: str, visitor: httpx.AsyncClient
) -> None:
    without = (
        "SELECT count(*) FROM inventory_items i JOIN theaters t ON t.id = i.theater_id "
        "WHERE t.code = 'slobodskoy' AND NOT EXISTS "
        "(SELECT FROM inventory_photos p WHERE p.item_id = i.id AND p.is_main)"
    )
    assert 20 <= int(stack.run_sql(without, seeded)) <= 60
    assert stack.run_sql("SELECT count(*) FROM pending_objects", seeded) == "0"
    body = {"email": "admin@theatre.demo", "password": PASSWORD, "client": "api"}
    answer = await visitor.post("/auth/login", json=body)
    token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    found = await visitor.get("/inventory/by-number/МБ-0417", headers=token)
    item = found.json()["id"]
    photos = (await visitor.get(f"/inventory/{item}/photos", headers=token)).json()["items"]
    captions = ["Общий вид", "Сзади, бирка", "Дефект: разошёлся шов, 4 шт."]
    assert [p["caption"] for p in photos] == captions
    for address in (photos[0]["url"], photos[2]["thumbnail_url"]):
        served = await visitor.get(address.removeprefix("/api/v1"), headers=token)
        assert served.status_code == 200


async def test_the_season_clashes_only_where_it_is_meant_to(visitor: httpx.AsyncClient) -> None:
    token = await _token(visitor, "td@theatre.demo")
    now = clock.now()
    found = []
    for days in range(-70, 310, 95):
        since = now + timedelta(days=days)
        query = {"from": since.isoformat(), "to": (since + timedelta(days=95)).isoformat()}
        answer = await visitor.get("/schedule/conflicts", params=query, headers=token)
        found += answer.json()["items"]
    kinds = Counter(
        (one["kind"], one["reason"], one["severity"], one["overridden"]) for one in found
    )
    assert kinds == {
        ("venue", "busy", "hard", True): 1,
        ("person", "busy", "hard", True): 1,
        ("venue", "closed", "hard", False): 1,
        ("person", "absent", "hard", False): 2,
        ("person", "night_rest", "soft", False): 1,
        ("item", "needed", "soft", False): 1,
    }
    samovar = next(one for one in found if one["kind"] == "item")
    assert samovar["item"]["inventory_number"] == "РК-0112"
    assert [one["title"] for one in samovar["events"]] == ["Вишнёвый сад", "Женитьба"]
    sleepy = next(one for one in found if one["reason"] == "night_rest")
    assert sleepy["gap_minutes"] == 9 * 60
    assert all(one["starts_at"] > now.isoformat() for one in found)


def test_the_season_is_dense_around_now(stack: Stack, seeded: str) -> None:
    counted = stack.run_sql(
        "SELECT count(*), count(*) FILTER (WHERE date_trunc('month', starts_at AT TIME ZONE "
        "'Europe/Moscow') = date_trunc('month', now() AT TIME ZONE 'Europe/Moscow')) >= 60, "
        "min(starts_at) > now() - interval '63 days', max(starts_at) < now() + interval '306 days' "
        f"{_SEASON}",
        seeded,
    )
    assert counted == "350|t|t|t"
    untitled = f"SELECT count(DISTINCT performance_id) {_SEASON}"
    assert stack.run_sql(untitled, seeded) == "14"
    kinds = f"SELECT count(DISTINCT event_type), count(DISTINCT status) {_SEASON}"
    assert stack.run_sql(kinds, seeded) == "10|4"
    over_midnight = stack.run_sql(
        "SELECT to_char(starts_at AT TIME ZONE 'Europe/Moscow', 'HH24:MI'), "
        "to_char(ends_at AT TIME ZONE 'Europe/Moscow', 'HH24:MI'), "
        "to_char(busy_to AT TIME ZONE 'Europe/Moscow', 'HH24:MI') "
        f"{_SEASON} WHERE ends_at - starts_at > interval '6 hours' AND event_type = 'performance'",
        seeded,
    )
    assert over_midnight == "19:00|01:30|04:00"
    without = f"SELECT count(*) {_SEASON} WHERE venue_id IS NULL AND e.live"
    assert stack.run_sql(without, seeded) == "3"
    handful = "SELECT count(*) FROM schedule_events e JOIN theaters t ON t.id = e.theater_id "
    assert stack.run_sql(f"{handful} AND t.code = 'second'", seeded) == "8"


def test_every_date_of_the_series_is_a_row(stack: Stack, seeded: str) -> None:
    found = stack.run_sql(
        "SELECT rrule, count(*), count(*) FILTER (WHERE is_exception), "
        "count(*) FILTER (WHERE status = 'cancelled') FROM event_series s JOIN schedule_events e "
        "ON e.theater_id = s.theater_id AND e.series_id = s.id GROUP BY s.id ORDER BY 1",
        seeded,
    )
    assert found.splitlines() == [
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=24|24|2|1",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=24|24|0|0",
    ]


def test_answers_belong_to_versions_of_their_calls(stack: Stack, seeded: str) -> None:
    odd = (
        "SELECT count(*) FROM event_participants WHERE responded_version > call_version "
        "OR (status = 'confirmed' AND responded_version IS DISTINCT FROM call_version) "
        "OR (status = 'declined') <> (decline_reason IS NOT NULL) OR responded_at > now()"
    )
    assert stack.run_sql(odd, seeded) == "0"
    statuses = "SELECT count(DISTINCT status) FROM event_participants"
    assert stack.run_sql(statuses, seeded) == "4"
    vacant = f"SELECT count(*) {_SEASON} JOIN event_participants p ON p.event_id = e.id "
    vacant += "WHERE p.user_id IS NULL AND e.starts_at > now() - interval '1 day'"
    assert int(stack.run_sql(vacant, seeded)) >= 3


async def test_the_actor_has_calls_to_answer(visitor: httpx.AsyncClient) -> None:
    token = await _token(visitor, "actor@theatre.demo")
    since = clock.now()
    query = {"from": since.isoformat(), "to": (since + timedelta(days=14)).isoformat()}
    answer = await visitor.get("/schedule/calls/mine", params=query, headers=token)
    calls = answer.json()["items"]
    assert len(calls) >= 4
    again = [call for call in calls if call["asked_again"]]
    assert again
    assert again[0]["previous_call_at"] > again[0]["call_at"]
    assert [c for c in calls if c["status"] == "invited" and not c["asked_again"]]


async def test_the_plan_was_published_and_has_changed_since(visitor: httpx.AsyncClient) -> None:
    token = await _token(visitor, "td@theatre.demo")
    today = clock.now().astimezone(MOSCOW).date()
    months = sorted({f"{today:%Y-%m}", f"{today + timedelta(days=10):%Y-%m}"})
    differences = []
    for month in months:
        plan = (await visitor.get(f"/schedule/plans/{month}", headers=token)).json()
        assert plan["published"]["version"] == 1
        differences.append(plan["difference"])
    for kind in ("added", "removed", "changed"):
        assert sum(len(one[kind]) for one in differences) == 1, kind


async def _token(visitor: httpx.AsyncClient, email: str) -> dict[str, str]:
    body = {"email": email, "password": PASSWORD, "client": "api"}
    answer = await visitor.post("/auth/login", json=body)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
