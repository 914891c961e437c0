"""The theatre's own fields in spreadsheets: out, into another theatre, and what is refused."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx
from tests.inventory.importing.steps import Work, codes, dry_run, items, run, upload

OPTIONS = [{"label": "S"}, {"label": "Мех, бархат"}, {"label": "Ёлочный"}]
FIELDS: list[dict[str, Any]] = [
    {"name": "Ткань", "type": "text"},
    {"name": "Уход", "type": "long_text"},
    {"name": "Мощность", "type": "integer", "unit": "Вт", "minimum": -100, "maximum": 5000},
    {"name": "Вес нетто", "type": "decimal", "unit": "кг"},
    {"name": "Выпущен", "type": "date"},
    {"name": "Готов", "type": "boolean"},
    {"name": "Размер", "type": "choice", "options": OPTIONS},
    {"name": "Отделка", "type": "multi_choice", "options": OPTIONS},
    {"name": "Паспорт", "type": "url"},
]


async def fields_of(client: AsyncClient, *wanted: dict[str, Any]) -> list[dict[str, Any]]:
    made = []
    for body in wanted:
        answer = await client.post("/inventory/fields", json=body)
        assert answer.status_code == 201, answer.text
        made.append(answer.json())
    return made


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_every_type_survives_the_way_into_another_theatre(
    admin: AsyncClient, as_person: SignIn, make: Factory, work: Work, form: str
) -> None:
    made = await fields_of(admin, *FIELDS)
    keys = [one["key"] for one in made]
    options = {one["label"]: one["value"] for one in made[6]["options"]}
    rows: list[list[Any]] = [
        [
            "=шёлк; «лён»", "Стирать\nГладить; сушить", 575, 1.234, "2019-03-12", True,
            options["Мех, бархат"], [options["S"], options["Мех, бархат"]], "https://театр.рф/?a=1",
        ],
        [
            "-12", "+7 900", -5, -0.000001, "1898-02-03", False, options["Ёлочный"],
            [options["Мех, бархат"]], "http://example.org/a,b",
        ],
        ["2019", None, 0, 1000000.5, None, None, None, list(options.values()), None],
        ["12.5", None, 1234, 1.5, "2000-12-01", None, options["S"], [options["Ёлочный"]], None],
    ]  # fmt: skip
    for number, row in enumerate(rows):
        values = {key: value for key, value in zip(keys, row, strict=True) if value is not None}
        body = {"name": f"Вещь {number}", "custom_fields": values}
        answer = await admin.post("/inventory", json=body)
        assert answer.status_code == 201, answer.text
    columns = ",".join(["name", *(f"field.{key}" for key in keys)])
    file = await admin.get("/inventory/export", params={"columns": columns, "format": form})

    second = await as_person(await make.user(await make.theater(), "admin"))
    await fields_of(second, *FIELDS)
    uploaded = await upload(second, file.content, f"список.{form}")
    assert set(uploaded["mapping"]) == {"name", *(f"field:{key}" for key in keys)}
    assert codes(await dry_run(second, uploaded["id"])) == []
    assert (await run(second, work, uploaded["id"]))["created"] == len(rows)

    async def held(client: AsyncClient) -> dict[str, Any]:
        ids = [row["id"] for row in await items(client)]
        found = [(await client.get(f"/inventory/{one}")).json() for one in ids]
        return {one["name"]: one["custom_fields"] for one in found}

    before = await held(admin)
    assert before["Вещь 0"] == dict(zip(keys, rows[0], strict=True))
    assert await held(second) == before


async def test_bad_and_missing_values_refuse_their_rows(
    admin: AsyncClient, make: Factory, theater: TheaterOf, work: Work
) -> None:
    light = await make.category(theater, "Свет")
    await make.category(theater, "Прожекторы", parent_id=light)
    await fields_of(
        admin,
        {
            "name": "Мощность",
            "type": "integer",
            "unit": "Вт",
            "category_id": light,
            "required": True,
        },
        {"name": "Цвет", "type": "choice", "options": [{"label": "Красный"}]},
    )
    rows = [
        ["Пятьсот", "Свет / Прожекторы", "пятьсот", "красный"],
        ["Без мощности", "Свет / Прожекторы", "", ""],
        ["Новая ветвь", "Свет / Пушки", "", ""],
        ["Стул", "Мебель", "", "Синий"],
        ["Диван", "Мебель", "", ""],
        ["Прибор", "Свет", "500 Вт", "красный"],
    ]
    heads = ["Наименование", "Категория", "Мощность", "Цвет"]
    uploaded = await upload(admin, xlsx({"Лист": [heads, *rows]}))
    dry = await dry_run(admin, uploaded["id"])
    assert codes(dry) == [
        (2, "field:moschnost", "custom_field.number"),
        (3, "field:moschnost", "import.field_required"),
        (4, "field:moschnost", "import.field_required"),
        (5, "field:tsvet", "custom_field.choice"),
    ]
    assert "«Мощность, Вт»" in dry["errors"][1]["message"]
    assert (await run(admin, work, uploaded["id"]))["created"] == 2
    assert {row["name"] for row in await items(admin)} == {"Диван", "Прибор"}


async def test_a_required_field_without_a_column_refuses_every_row(admin: AsyncClient) -> None:
    await fields_of(admin, {"name": "Ткань", "type": "text", "required": True})
    uploaded = await upload(admin, xlsx({"Лист": [["Наименование"], ["Плащ"], ["Шляпа"]]}))
    dry = await dry_run(admin, uploaded["id"])
    assert [code for *_, code in codes(dry)] == ["import.field_required"] * 2
    gone = {"name": 0, "field:net-takogo": 0}
    answer = await dry_run(admin, uploaded["id"], mapping=gone)
    assert ("field:net-takogo", "custom_field.filter_key") in {one[1:] for one in codes(answer)}
