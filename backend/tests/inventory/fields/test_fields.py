"""The theatre's own fields through the API."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf

URL = "/inventory/fields"


@pytest.fixture
async def admin(as_role: Any) -> AsyncClient:
    client: AsyncClient = await as_role("admin")
    return client


async def field(admin: AsyncClient, **values: Any) -> dict[str, Any]:
    answer = await admin.post(URL, json={"name": "Мощность", "type": "integer", **values})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def item(admin: AsyncClient, values: dict[str, Any], **rest: Any) -> dict[str, Any]:
    answer = await admin.post(
        "/inventory", json={"name": "Прибор", "custom_fields": values, **rest}
    )
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def codes(answer: Any) -> dict[str, str]:
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


async def test_a_field_is_made_read_changed_and_deleted(admin: AsyncClient) -> None:
    made = await field(admin, unit="Вт", minimum=1, maximum=5000)
    assert made["key"] == "moschnost"
    lamp = await item(admin, {"moschnost": 575, "Цвет": "чёрный"})
    assert lamp["custom_fields"] == {"moschnost": 575, "Цвет": "чёрный"}
    renamed = await admin.patch(f"{URL}/{made['id']}", json={"name": "Номинал"})
    assert renamed.json()["key"] == "moschnost"
    assert (await admin.delete(f"{URL}/{made['id']}")).status_code == 204
    after = (await admin.get(f"/inventory/{lamp['id']}")).json()
    assert after["custom_fields"] == {"Номинал, Вт": "575", "Цвет": "чёрный"}
    assert after["version"] == lamp["version"] + 1


@pytest.mark.parametrize("value", ["пять", 1.5, True, [], {"$ne": 1}, 10**400, "1e400"])
async def test_a_wrong_value_is_named_by_its_key(admin: AsyncClient, value: Any) -> None:
    await field(admin)
    body = {"name": "Прибор", "custom_fields": {"moschnost": value}}
    answer = await admin.post("/inventory", json=body)
    if value == []:
        assert answer.json()["custom_fields"] == {}
        return
    assert answer.status_code == 422
    assert list(codes(answer)) == ["custom_fields.moschnost"]


async def test_infinity_is_no_number(admin: AsyncClient) -> None:
    await field(admin, type="decimal")
    for raw in ("1e400", "NaN", "-Infinity"):
        text = f'{{"name": "Прибор", "custom_fields": {{"moschnost": {raw}}}}}'
        headers = {"Content-Type": "application/json"}
        answer = await admin.post("/inventory", content=text.encode(), headers=headers)
        assert answer.status_code == 422, raw


async def test_fields_are_inherited_and_required_where_they_belong(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    light = await make.category(theater, "Свет")
    spots = await make.category(theater, "Прожекторы", parent_id=light)
    sound = await make.category(theater, "Звук")
    await field(admin, category_id=light, required=True)
    refused = await admin.post("/inventory", json={"name": "Прожектор", "category_id": spots})
    assert codes(refused) == {"custom_fields.moschnost": "custom_field.required"}
    await item(admin, {}, category_id=sound)
    lamp = await item(admin, {"moschnost": 300}, category_id=spots)
    url = f"/inventory/{lamp['id']}"
    assert (await admin.patch(url, json={"name": "Другой"})).status_code == 200
    assert (await admin.patch(url, json={"custom_fields": {}})).status_code == 422
    moved = await admin.patch(url, json={"category_id": sound})
    assert moved.json()["custom_fields"] == {"moschnost": 300}


async def test_a_free_property_becomes_a_field(admin: AsyncClient) -> None:
    good = await item(admin, {"Вт": "1 200"})
    bad = await item(admin, {"Вт": "много"})
    draft = {"name": "Мощность", "type": "integer", "from_name": "Вт"}
    report = (await admin.post(f"{URL}/check", json=draft)).json()
    assert (report["values"], report["converted"], report["unfit"]) == (2, 1, 1)
    assert report["samples"][0]["value"] == "много"
    assert report["samples"][0]["item_id"] == bad["id"]
    free = (await admin.get(f"{URL}/free")).json()["items"]
    assert [(one["name"], one["items"]) for one in free] == [("Вт", 2)]
    await field(admin, from_name="Вт")
    assert (await admin.get(f"/inventory/{good['id']}")).json()["custom_fields"] == {
        "moschnost": 1200
    }
    assert (await admin.get(f"/inventory/{bad['id']}")).json()["custom_fields"] == {"Вт": "много"}


async def test_the_type_changes_only_when_every_value_can(admin: AsyncClient) -> None:
    made = await field(admin, type="text")
    await item(admin, {"moschnost": "500"})
    other = await item(admin, {"moschnost": "сильная"})
    body = {"name": "Мощность", "type": "integer"}
    report = (await admin.post(f"{URL}/{made['id']}/check", json=body)).json()
    assert (report["converted"], report["unfit"]) == (1, 1)
    refused = await admin.patch(f"{URL}/{made['id']}", json={"type": "integer"})
    assert refused.status_code == 409
    assert refused.json()["code"] == "field.values_unfit"
    await admin.patch(f"/inventory/{other['id']}", json={"custom_fields": {"moschnost": "7"}})
    assert (await admin.patch(f"{URL}/{made['id']}", json={"type": "integer"})).status_code == 200
    assert (await admin.get(f"/inventory/{other['id']}")).json()["custom_fields"] == {
        "moschnost": 7
    }


async def test_an_option_in_use_stays(admin: AsyncClient) -> None:
    options = [{"label": "Малый"}, {"label": "Большой"}]
    made = await field(admin, name="Размер", type="choice", options=options)
    values = [one["value"] for one in made["options"]]
    await item(admin, {"razmer": values[0]})
    url = f"{URL}/{made['id']}"
    fewer = await admin.patch(url, json={"options": made["options"][1:]})
    assert (fewer.status_code, fewer.json()["code"]) == (409, "field.option_in_use")
    assert fewer.json()["count"] == 1
    renamed = [{"value": values[0], "label": "Крошечный"}]
    assert (await admin.patch(url, json={"options": renamed})).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("moschnost:gte:500", {"б", "в"}),
        ("moschnost:lte:500", {"а", "б"}),
        ("moschnost:eq:500", {"б"}),
        ("moschnost:ne:500", {"а", "в", "г"}),
        ("moschnost:empty:", {"г"}),
        ("moschnost:set", {"а", "б", "в"}),
        ("tsokol:contains:GX", {"а"}),
        ("tsokol:contains:%", set()),
        ("tsokol:eq:' OR 1=1 --", set()),
    ],
)
async def test_filters(admin: AsyncClient, query: str, found: set[str]) -> None:
    await field(admin)
    await field(admin, name="Цоколь", type="text")
    await item(admin, {"moschnost": 300, "tsokol": "gx9.5"}, inventory_number="а")
    await item(admin, {"moschnost": 500}, inventory_number="б")
    await item(admin, {"moschnost": 1000}, inventory_number="в")
    await item(admin, {}, inventory_number="г")
    answer = await admin.get("/inventory", params={"field": query})
    assert {row["inventory_number"] for row in answer.json()["items"]} == found
    assert answer.json()["total"] == len(found)


async def test_filters_join_and_refuse(admin: AsyncClient) -> None:
    await field(admin)
    for number in (1, 2, 3):
        await item(admin, {"moschnost": number})
    both = await admin.get("/inventory", params={"field": ["moschnost:eq:1", "moschnost:eq:3"]})
    assert both.json()["total"] == 2
    for wrong in ("nothing:eq:1", "moschnost:like:1", "moschnost:contains:1", "moschnost:eq:",
                  "moschnost:eq:много", "x') OR 1=1 --:set", "moschnost"):  # fmt: skip
        answer = await admin.get("/inventory", params={"field": wrong})
        assert (answer.status_code, list(codes(answer))) == (422, ["field.0"]), wrong


async def test_a_strange_key_is_only_a_key(admin: AsyncClient) -> None:
    strange = '\'; DROP TABLE inventory_items; -- {"a": 1} $$'
    made = await item(admin, {strange: "\"}'); --"})
    assert made["custom_fields"] == {strange: "\"}'); --"}
    await field(admin, from_name=strange, name="Странное", type="text")
    after = (await admin.get(f"/inventory/{made['id']}")).json()
    assert after["custom_fields"] == {"strannoe": "\"}'); --"}


async def test_columns_of_the_list_and_the_export(admin: AsyncClient) -> None:
    await field(admin, unit="Вт", show_in_list=True)
    await field(admin, name="Выпущен", type="date")
    await item(admin, {"moschnost": 575, "vypuschen": "2019-03-12", "Своё": "x"})
    await field(admin, name="Готов", type="boolean")
    made = await field(admin, name="Вес нетто", type="decimal", unit="кг")
    await admin.patch(f"{URL}/{made['id']}", json={"help": "без упаковки"})
    row = (await admin.get("/inventory")).json()["items"][0]
    assert row["custom_fields"] == {"moschnost": 575}
    await item(
        admin, {"moschnost": 575, "vypuschen": "2019-03-12", "gotov": True, "ves_netto": 1.234}
    )
    columns = "name,field.moschnost,field.vypuschen,field.gotov,field.ves_netto"
    answer = await admin.get("/inventory/export", params={"columns": columns, "format": "csv"})
    head, _, first = answer.content.decode("utf-8-sig").splitlines()
    assert head.split(";")[1:] == ["Мощность, Вт", "Выпущен", "Готов", "Вес нетто, кг"]
    assert first.split(";")[1:] == ["575", "12.03.2019", "да", "1,234"]
    files = {"file": ("список.csv", answer.content)}
    read = (await admin.post("/inventory/imports", files=files)).json()
    assert read["mapping"] == {
        "name": 0,
        "field:moschnost": 1,
        "field:vypuschen": 2,
        "field:gotov": 3,
        "field:ves_netto": 4,
    }


async def test_the_rights(as_person: SignIn, make: Factory, theater: TheaterOf) -> None:
    head = await as_person(await make.user(theater, "department_head", department="light"))
    made = {"name": "Мощность", "type": "integer"}
    assert (await head.post(URL, json=made)).status_code == 403
    assert (await head.get(URL)).status_code == 200
    assert (await head.get(f"{URL}/free")).status_code == 403
