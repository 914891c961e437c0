"""The life of one item: numbers, fields, versions, archive."""

from httpx import AsyncClient

from tests.factories import Factory, TheaterOf


async def test_new_item_gets_the_next_number_and_a_receipt(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    place = await make.location(theater)
    made = await admin.post(
        "/inventory", json={"name": "Кресло", "quantity": 40, "location_id": place}
    )
    assert made.status_code == 201, made.text
    item = made.json()
    assert item["inventory_number"] == "INV-00001"
    assert made.headers["Location"] == f"/api/v1/inventory/{item['id']}"
    assert made.headers["ETag"] == '"v1"'
    assert item["stock"] == [
        {
            "location_id": place,
            "status": "in_stock",
            "quantity": 40,
            "location": {"id": place, "name": "Склад А"},
        }
    ]
    history = (await admin.get(f"/inventory/{item['id']}/history")).json()
    assert [(m["movement_type"], m["quantity"]) for m in history["items"]] == [("receipt", 40)]
    assert history["next"] is None
    listed = (await admin.get("/inventory")).json()
    assert listed["total"] == 1
    assert listed["items"][0]["stock"][0]["quantity"] == 40
