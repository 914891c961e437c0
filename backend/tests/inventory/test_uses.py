"""What an act that takes things away says before it is done, and which things it can leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from httpx import AsyncClient
from sqlalchemy import Engine, event

from app.kit import clock
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_bulk import bulk, counted, outcomes


@contextmanager
def counting() -> Iterator[list[str]]:
    """The questions that are asked meanwhile; each item is written by itself."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def told(uses: Any) -> dict[str, int]:
    return {use["kind"]: use["number"] for use in uses["kinds"]}


def names(uses: Any, kind: str) -> list[str]:
    return [one["name"] for use in uses["kinds"] if use["kind"] == kind for one in use["first"]]


async def needed(make: Factory, theater: TheaterOf, *items: int, dates: int = 3) -> int:
    """A title that needs the items, played on some dates to come and on one that has gone."""
    title = await make.performance(theater, "Чайка")
    for item in items:
        await make.performance_item(theater, title, item)
    for day in (-20, *range(1, dates + 1)):
        await make.event(
            theater, "Чайка", event_type="performance", performance_id=title,
            starts_at=clock.now() + timedelta(days=day),
        )  # fmt: skip
    return title


async def test_a_bulk_archive_names_what_it_takes_things_from_and_can_leave_those(
    make: Factory, theater: TheaterOf, admin: AsyncClient
) -> None:
    person = await make.user(theater, "department_head")
    stage = await make.location(theater, "Сцена")
    free = [await make.item(theater, f"Стол {n}") for n in range(2)]
    needs = [await make.item(theater, f"Кресло {n}", responsible_id=person.id) for n in range(2)]
    out = await make.item(theater, "Трон", quantity=4, status="on_stage", location_id=stage)
    reserved = await make.item(theater, "Ваза")
    other = await make.item(theater, "Ширма")
    await make.kit(theater, other)
    await needed(make, theater, *needs)
    concert = await make.event(theater, "Концерт", starts_at=clock.now() + timedelta(days=1))
    await make.reservation(theater, concert, reserved)
    used = [*needs, out, reserved, other]

    preview = (await bulk(admin, [*free, *used], dry_run=True, type="archive")).json()
    assert counted(preview) == (7, 7, 0, 0)
    assert preview["used"] == 5
    assert told(preview["uses"]) == {
        "on_stage": 4, "kits": 1, "people": 1, "titles": 1, "dates": 4,
    }  # fmt: skip
    assert names(preview["uses"], "titles") == ["Чайка"]
    assert names(preview["uses"], "on_stage") == ["Сцена"]
    assert set(names(preview["uses"], "dates")) == {"Чайка", "Концерт"}
    lines = {line["item"]["id"]: line for line in preview["results"]}
    assert [one for one in lines if not lines[one]["used"]] == free
    assert told(lines[needs[0]]["uses"]) == {"people": 1, "titles": 1, "dates": 3}
    assert told(lines[reserved]["uses"]) == {"dates": 1}

    body = {
        "selection": {"ids": [*free, *used]},
        "action": {"type": "archive"},
        "leave_used": True,
    }
    done = await admin.post("/inventory/bulk", json=body)
    assert done.status_code == 201, done.text
    assert counted(done.json()) == (7, 2, 0, 5)
    assert outcomes(done.json())[out] == ("refused", "bulk.in_use")
    for item in used:
        assert (await admin.get(f"/inventory/{item}")).status_code == 200
    assert (await admin.get(f"/inventory/{free[0]}")).status_code == 404


async def test_a_move_that_takes_nothing_away_says_nothing(
    make: Factory, theater: TheaterOf, admin: AsyncClient
) -> None:
    item, place = await make.item(theater), await make.location(theater)
    await needed(make, theater, item)
    moved: dict[str, Any] = {
        "type": "move", "movement_type": "transfer", "to_location_id": place,
    }  # fmt: skip
    preview = (await bulk(admin, [item], dry_run=True, **moved)).json()
    assert (preview["used"], preview["uses"]) == (0, None)
    off = {"type": "move", "movement_type": "write_off"}
    preview = (await bulk(admin, [item], dry_run=True, **off)).json()
    assert preview["used"] == 1
    assert told(preview["uses"]) == {"titles": 1, "dates": 3}


async def test_what_one_may_not_see_keeps_a_thing_in_use_and_is_not_counted(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """A role that may archive, but reads neither titles nor the schedule."""
    theater.roles["keeper"] = await make.role(
        theater, "inventory:read", "inventory:delete", "inventory:bulk"
    )
    item = await make.item(theater)
    await needed(make, theater, item)
    client = await as_person(await make.user(theater, "keeper"))
    preview = (await bulk(client, [item], dry_run=True, type="archive")).json()
    assert preview["used"] == 1
    assert preview["uses"] == {"kinds": [], "hidden": True}
    usage = (await client.get(f"/inventory/{item}/usage")).json()
    assert (usage["kinds"], usage["hidden"]) == ([], True)


async def test_uses_of_many_items_take_as_many_statements_as_of_one(
    make: Factory, theater: TheaterOf, admin: AsyncClient
) -> None:
    items = [await make.item(theater, f"Стул {n}") for n in range(12)]
    await needed(make, theater, *items)
    spent = []
    for some in (items[:2], items[:2], items):
        with counting() as statements:
            preview = await bulk(admin, some, dry_run=True, type="archive")
        assert preview.json()["used"] == len(some)
        spent.append(len(statements))
    assert spent[1] == spent[2]


async def test_a_title_says_which_dates_and_people_depend_on_it(
    make: Factory, theater: TheaterOf, admin: AsyncClient
) -> None:
    title = await needed(make, theater)
    actor = await make.user(theater, "actor")
    date = await make.event(
        theater, "Чайка", performance_id=title, starts_at=clock.now() + timedelta(days=9)
    )
    await make.call(theater, date, actor.id)
    usage = (await admin.get(f"/performances/{title}/usage")).json()
    assert told(usage) == {"dates": 4, "people": 1}
    assert not usage["hidden"]
