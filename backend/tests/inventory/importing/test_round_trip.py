"""An export imported again changes nothing; what was edited in it is offered, and taken back."""

from datetime import date
from typing import Any

import pytest

from app.inventory.models import Item
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx
from tests.inventory.importing.steps import (
    Work,
    codes,
    count,
    dry_run,
    items,
    run,
    upload,
)

HEAD = ["Инв. №", "Наименование", "Категория", "Состояние", "Цена приобретения", "Теги", "Кол-во"]


async def stocked(client: Client, make: Factory, theater: TheaterOf) -> dict[str, Any]:
    """A chair with something in every field, half of it in repair, and two plainer things."""
    furniture = await make.category(theater, "Мебель")
    chairs = await make.category(theater, "Стулья, кресла", parent_id=furniture)
    shop = await make.location(theater, "Склад № 1")
    shelf = await make.location(theater, "Стеллаж 3", parent_id=shop)
    keeper = await make.user(
        theater, "department_staff", "light", last_name="Петрова", first_name="Анна"
    )
    tag = (await client.post("/tags", json={"name": "дуб"})).json()
    chair = await client.post(
        "/inventory",
        json={
            "name": "Кресло «Чайка»  красное",
            "inventory_number": "0012300",
            "category_id": chairs,
            "location_id": shelf,
            "department_id": theater.departments["light"],
            "responsible_id": keeper.id,
            "condition": "fair",
            "quantity": 40,
            "unit": "Шт.",
            "min_quantity": 0,
            "description": "=Сцена\n\n\nТри ножки",
            "technical_description": "'00123",
            "serial_number": "8939010102358478435",
            "manufacturer": "-",
            "model": "1E5",
            "width": "45.50",
            "weight": "0.30",
            "purchase_price": "12500.00",
            "current_value": "0.10",
            "purchase_date": "1900-01-01",
            "warranty_until": "2031-05-06",
            "custom_fields": {"Цвет": "красный"},
            "tag_ids": [tag["id"]],
        },
    )
    assert chair.status_code == 201, chair.text
    place = f"/inventory/{chair.json()['id']}/movements"
    sent = {"movement_type": "repair_out", "quantity": 6}
    moved = await client.post(place, json=sent)
    assert moved.status_code == 201, moved.text
    await client.post("/inventory", json={"name": "Стол", "quantity": 0})
    await client.post("/inventory", json={"name": "Шар", "inventory_number": "=1+1"})
    found: dict[str, Any] = (await client.get(f"/inventory/{chair.json()['id']}")).json()
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
async def test_an_export_imported_again_has_no_changes(
    admin: Client, make: Factory, theater: TheaterOf, file_format: str, language: str
) -> None:
    await stocked(admin, make, theater)
    spoken = {"Accept-Language": language}
    exported = await admin.get("/inventory/export", params={"format": file_format}, headers=spoken)
    uploaded = await upload(admin, exported.content, f"список.{file_format}")
    unknown = [c["heading"] for c in uploaded["columns"] if not c["suggested_field"]]
    computed = {
        "ru": ["Остатки по местам", "Прочее", "Создано", "Изменено"],
        "en": ["Balances", "Other", "Created", "Changed"],
    }
    assert unknown == computed[language]
    dry = await dry_run(admin, uploaded["id"])
    assert (dry["unchanged"], dry["changed"], dry["valid"], dry["invalid"]) == (3, 0, 0, 0), dry[
        "updates"
    ]
    assert dry["updates"] == []
    assert {warning["code"] for warning in dry["warnings"]} <= {"import.date_zero"}


async def edited(client: Client, **options: Any) -> tuple[int, dict[str, Any]]:
    rows = [
        [
            "0012300",
            "Кресло «Чайка» красное",
            "Мебель / Пуфы",
            "хорошее",
            13000.0,
            "дуб, бархат",
            50,
        ],
        ["=1+1", "Шар зеркальный", "", "", "", "", 1.0],
        ["N-9", "Новая ваза", "", "", "", "", 2.0],
    ]
    uploaded = await upload(client, xlsx({"Л": [HEAD, *rows]}))
    dry = await dry_run(client, uploaded["id"], options=options)
    return uploaded["id"], dry


async def test_changed_cells_are_offered_row_by_row(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    chair = await stocked(admin, make, theater)
    _, dry = await edited(admin)
    assert (dry["valid"], dry["changed"], dry["unchanged"], dry["invalid"]) == (1, 2, 0, 0)
    first, second = dry["updates"]
    assert (first["row"], first["item"]["id"]) == (2, chair["id"])
    assert [(c["field"], c["old"], c["new"]) for c in first["changes"]] == [
        ("condition", "Удовлетворительное", "Хорошее"),
        ("purchase_price", "12500.00", "13000.00"),
        ("category", "Мебель / Стулья, кресла", "Мебель / Пуфы"),
        ("tags", "дуб", "дуб, бархат"),
    ]
    assert first["changes"][1]["heading"] == "Цена приобретения"
    assert [(c["old"], c["new"]) for c in second["changes"]] == [("Шар", "Шар зеркальный")]
    # The number of pieces belongs to the ledger: told, never written.
    assert [(w["place"], w["code"], w["value"]) for w in dry["warnings"]] == [
        ("Стр. 2, «Кол-во»", "import.quantity_kept", "50")
    ]
    assert dry["would_create"]["categories"] == ["Мебель / Пуфы"]
    assert dry["would_create"]["tags"] == ["бархат"]


async def test_chosen_updates_are_written_as_the_form_would_and_taken_back(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    before = await stocked(admin, make, theater)
    import_id, _ = await edited(admin, known="update", left_rows=[3])
    done = await run(admin, work, import_id)
    assert (done["created"], done["updated"], done["failed"]) == (1, 1, 0), done
    place = f"/inventory/{before['id']}"
    after = (await admin.get(place)).json()
    assert (after["condition"], after["purchase_price"]) == ("good", "13000.00")
    assert after["category"]["name"] == "Пуфы"
    assert {tag["name"] for tag in after["tags"]} == {"дуб", "бархат"}
    assert (after["quantity"], after["stock"]) == (before["quantity"], before["stock"])
    assert after["name"] == before["name"]
    assert after["custom_fields"] == before["custom_fields"]
    assert after["version"] > before["version"]
    journal = (
        await admin.get("/audit", params={"entity": "item", "entity_id": before["id"]})
    ).json()
    assert journal["items"][0]["action"] == "update"
    assert [item["name"] for item in await items(admin, q="Шар")] == ["Шар"]
    newer = await admin.patch(place, json={"purchase_price": "14000.00"})
    assert newer.status_code == 200
    undone = await admin.post(f"/inventory/imports/{import_id}/undo")
    assert undone.status_code == 200, undone.text
    restored = (await admin.get(place)).json()
    assert restored["purchase_price"] == "14000.00"  # changed since: nobody's work is lost
    for field in ("condition", "category", "tags", "custom_fields", "stock"):
        assert restored[field] == before[field], field
    assert await items(admin, q="ваза") == []


async def test_without_a_choice_known_items_stay_as_they_are(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    before = await stocked(admin, make, theater)
    import_id, dry = await edited(admin)
    assert dry["changed"] == 2
    done = await run(admin, work, import_id)
    assert (done["created"], done["updated"], done["failed"]) == (1, 0, 0)
    assert (await admin.get(f"/inventory/{before['id']}")).json()["version"] == before["version"]


async def test_an_item_that_changed_after_the_look_is_not_overwritten(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    before = await stocked(admin, make, theater)
    import_id, _ = await edited(admin, known="update")
    await admin.patch(f"/inventory/{before['id']}", json={"condition": "poor"})
    done = await run(admin, work, import_id)
    assert (done["updated"], done["failed"]) == (1, 1)
    assert (await admin.get(f"/inventory/{before['id']}")).json()["condition"] == "poor"
    errors = await admin.get(f"/inventory/imports/{import_id}/errors")
    assert "изменился после проверки" in errors.text


async def test_a_department_head_updates_only_their_own_items(
    admin: Client, as_role: SignIn, work: Work, make: Factory, theater: TheaterOf
) -> None:
    await stocked(admin, make, theater)
    head = await as_role("department_head", department="light")
    rows = [["0012300", "Кресло новое"], ["=1+1", "Чужой шар"]]
    uploaded = await upload(head, xlsx({"Л": [HEAD[:2], *rows]}))
    dry = await dry_run(head, uploaded["id"], options={"known": "update"})
    assert codes(dry) == [(3, "inventory_number", "import.item_foreign")]
    done = await run(head, work, uploaded["id"])
    assert (done["updated"], done["failed"]) == (1, 1)
    assert [item["name"] for item in await items(admin, q="новое")] == ["Кресло новое"]


async def test_numbers_that_only_look_alike_are_told(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await make.item(theater, inventory_number="BR-А001")  # a Russian А
    rows = [["BR-A001", "Стул"], ["С-1", "Стол"], ["C-1", "Шкаф"], ["01-7", "Ваза"]]
    uploaded = await upload(admin, xlsx({"Л": [HEAD[:2], *rows]}))
    dry = await dry_run(admin, uploaded["id"])
    assert dry["valid"] == 4
    assert [(w["row"], w["code"], w["value"]) for w in dry["warnings"]] == [
        (2, "import.number_lookalike", "BR-A001"),
        (4, "import.number_lookalike", "C-1"),
    ]
    assert "BR-А001" in dry["warnings"][0]["message"]


async def test_an_empty_cell_wipes_nothing(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    before = await stocked(admin, make, theater)
    rows = [["0012300", "Кресло", "", "", "", "", ""]]
    uploaded = await upload(admin, xlsx({"Л": [HEAD, *rows, ["х", "х", "", "", "", "", 1.0]]}))
    dry = await dry_run(admin, uploaded["id"], options={"known": "update"})
    assert [c["field"] for c in dry["updates"][0]["changes"]] == ["name"]
    await run(admin, work, uploaded["id"])
    after = (await admin.get(f"/inventory/{before['id']}")).json()
    kept = set(before) - {"name", "version", "updated_at", "updated_by"}
    assert {field: after[field] for field in kept} == {field: before[field] for field in kept}
    assert after["purchase_date"] == date(1900, 1, 1).isoformat()
    assert await count(make, theater, Item) == 4


async def test_rows_that_changed_items_have_a_list_of_their_own_and_go_back_beside_used_ones(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    """The only item that it made is reserved: it stays, what the import changed goes back."""
    before = await stocked(admin, make, theater)
    import_id, _ = await edited(admin, known="update", left_rows=[3])
    await run(admin, work, import_id)
    listed = (await admin.get("/inventory", params={"import_updated": import_id})).json()
    assert [item["id"] for item in listed["items"]] == [before["id"]]
    made = (await admin.get("/inventory", params={"import": import_id})).json()["items"]
    assert before["id"] not in {item["id"] for item in made}
    await make.reservation(theater, await make.event(theater), made[0]["id"])
    path = f"/inventory/imports/{import_id}/undo"
    refused = (await admin.post(path)).json()
    assert (refused["touched"], refused["untouched"], refused["updated"]) == (1, 0, 1)
    undone = await admin.post(path, params={"rest": True})
    assert undone.status_code == 200, undone.text
    restored = (await admin.get(f"/inventory/{before['id']}")).json()
    assert restored["condition"] == before["condition"]
    left = (await admin.get("/inventory", params={"import": import_id})).json()["items"]
    assert [item["id"] for item in left] == [made[0]["id"]]
