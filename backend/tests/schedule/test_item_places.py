"""Things of an event say where they are, in the order of a walk through the house."""

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.schedule.test_events import made


async def test_things_tell_their_place_in_walking_order(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    house = await make.location(theater, "Склад А", sort_order=1)
    first = await make.location(theater, "Стеллаж 1", parent_id=house, sort_order=1)
    second = await make.location(theater, "Стеллаж 2", parent_id=house, sort_order=2)
    other = await make.location(theater, "Склад Б", sort_order=2)
    table = await make.item(theater, "Стол", location_id=second)
    bench = await make.item(theater, "Скамья", location_id=other)
    chair = await make.item(theater, "Стул", location_id=first, status="in_repair")
    event = await made(
        admin,
        inventory=[{"inventory_item_id": one} for one in (table, bench, chair)],
        override={"reason": "Стул починят к показу"},
    )
    things = {row["item"]["id"]: row["places"] for row in event["inventory"]}
    assert things[table][0] == {
        "location": {"id": second, "name": "Стеллаж 2"},
        "path": "Склад А / Стеллаж 2",
        "order": 2,
        "status": "in_stock",
        "quantity": 1,
    }
    walk = sorted(things, key=lambda item: things[item][0]["order"])
    assert walk == [chair, table, bench]
    assert things[chair][0]["status"] == "in_repair"
