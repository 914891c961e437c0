"""Sheets of labels, read back from the paper."""

import asyncio
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest
from httpx import Response

from app.inventory.labels.presets import PRESETS
from app.kit import pdf
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.labels.papers import codes, letters, texts

ALL_FIELDS = [
    "name", "inventory_number", "category", "location", "department", "responsible", "theatre",
    "serial",
]  # fmt: skip
PAYLOADS = (
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd")',
    '#include "/etc/hostname"',
    '#eval("1+1") #sys.inputs',
    r"\u{41} \ $x^2$ *b* _i_ `raw` <label> @ref ~ -- ---",
    'https://evil.example/x #link("https://evil.example")[y]',
    "= Заголовок\n- список /* */ // конец",
    '"); #panic("x") //',
)


async def _print(client: Client, ids: list[int], **rest: Any) -> Response:
    return await client.post("/inventory/qr-sheet", json={"preset": "a4_3x8", "ids": ids} | rest)


async def test_every_code_of_a_sheet_leads_to_its_item(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = [await make.item(theater, name=f"Стул {n}") for n in range(26)]
    answer = await _print(admin, ids)
    assert answer.headers["content-type"] == "application/pdf"
    name = "%D0%AD%D1%82%D0%B8%D0%BA%D0%B5%D1%82%D0%BA%D0%B8%20"
    assert (
        f"inline; filename=\"document.pdf\"; filename*=UTF-8''{name}"
        in (answer.headers["content-disposition"])
    )
    assert len(pypdfium2.PdfDocument(answer.content)) == 2
    found = []
    for code in codes(answer.content):
        resolved = (await admin.get("/inventory/resolve", params={"code": code})).json()
        assert (resolved["kind"], resolved["by"]) == ("item", "link")
        found.append(resolved["item"]["id"])
    assert sorted(found) == sorted(ids)


@pytest.mark.parametrize("preset", PRESETS)
async def test_nothing_leaves_its_label(
    preset: str, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    names = [
        "Я" * 255,
        "\u200fПрожектор \u200e" + "профильный длинный " * 12,
        "ё № — «»",
        "Ш ж" * 80,
        "שלום " * 40,
        "i" * 255,
    ]
    ids = [
        await make.item(theater, name=name, inventory_number="№" * (40 + n))
        for n, name in enumerate(names)
    ]
    layout = PRESETS[preset]
    answer = await _print(admin, ids, preset=preset)
    assert answer.status_code == 200, answer.text
    pages = len(pypdfium2.PdfDocument(answer.content))
    assert pages == (len(ids) if layout.page == "roll" else 1)
    count = 0
    for page in range(pages):
        for letter, box in letters(answer.content, page):
            column = (box.left - layout.margin_left) // (layout.label_width + layout.gap_x)
            row = (box.top - layout.margin_top) // (layout.label_height + layout.gap_y)
            left = layout.margin_left + column * (layout.label_width + layout.gap_x)
            top = layout.margin_top + row * (layout.label_height + layout.gap_y)
            assert left <= box.left < box.right <= left + layout.label_width + 0.01, letter
            assert top <= box.top < box.bottom <= top + layout.label_height + 0.01, letter
            count += 1
    assert count > 100
    assert len(codes(answer.content)) == len(ids)


async def test_russian_letters_are_embedded_and_read_back(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, name="Щётка ё № — «»", inventory_number="РК-0112")
    content = (await _print(admin, [item])).content
    assert "Щётка ё № — «»" in texts(content)[0].replace("\r\n", " ")
    assert "РК-0112" in texts(content)[0]
    document = pypdfium2.PdfDocument(content)
    fonts = [
        raw.FPDFTextObj_GetFont(thing.raw)
        for thing in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    ]
    assert fonts
    assert all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)
    assert b"GolosText" in content


async def test_names_that_look_like_code_stay_names(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = [await make.item(theater, name=payload) for payload in PAYLOADS]
    fields = [{"kind": "name", "size": 6, "lines": 4}]
    fields += [{"kind": "text", "text": payload, "size": 4, "lines": 2} for payload in PAYLOADS[:2]]
    layout = PRESETS["a4_2x7"].model_dump(mode="json") | {"fields": fields}
    answer = await _print(admin, ids, preset=None, layout=layout)
    assert answer.status_code == 200, answer.text
    said = "".join(texts(answer.content)[0].split()).replace("\u200b", "").replace("\ufffe", "")
    for payload in PAYLOADS:
        assert "".join(payload.split()) in said
    assert "root:" not in said
    assert b"/URI" not in answer.content
    assert b"/EmbeddedFile" not in answer.content


async def test_all_fields_copies_and_used_places(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    place = await make.location(theater, "Стеллаж 3")
    head = await make.user(theater, "department_head", department="light")
    item = await make.item(
        theater, name="Кресло", inventory_number="К-1", serial_number="SN-77",
        category_id=await make.category(theater, "Мебель"), location_id=place, quantity=1,
        department_id=theater.departments["light"], responsible_id=head.id,
    )  # fmt: skip
    fields = [{"kind": kind, "size": 6} for kind in ALL_FIELDS]
    fields.append({"kind": "text", "text": "ВСТД", "size": 6})
    layout = PRESETS["a4_2x7"].model_dump(mode="json") | {"fields": fields, "border": True}
    answer = await _print(
        admin, [item, item], preset=None, layout=layout, copies=3, start_position=13
    )
    assert answer.status_code == 200, answer.text
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 2
    assert len(codes(answer.content)) == 3
    said = texts(answer.content)
    for word in (
        "Кресло",
        "К-1",
        "Мебель",
        "Стеллаж 3",
        "Light",
        "Иванов",
        "Театр",
        "SN-77",
        "ВСТД",
    ):
        assert word in said[0]
    # Twelve places of the first sheet are used up.
    first = PRESETS["a4_2x7"]
    assert min(box.top for _, box in letters(answer.content)) > (
        first.margin_top + 6 * first.label_height
    )


async def test_numbered_pieces_get_labels_of_their_own(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = (await admin.post("/inventory", json={"name": "Прожектор", "quantity": 5})).json()["id"]
    made = await admin.post(f"/inventory/{item}/units", json={"count": 3})
    units = {unit["id"]: unit["number"] for unit in made.json()["items"]}
    answer = await _print(admin, [item], units=True)
    resolved = [
        (await admin.get("/inventory/resolve", params={"code": code})).json()
        for code in codes(answer.content)
    ]
    assert {one["unit"]["id"]: one["unit"]["number"] for one in resolved} == units
    assert {one["kind"] for one in resolved} == {"unit"}
    only = next(iter(units))
    answer = await _print(admin, [item], unit_ids=[only])
    assert [code.rsplit("/", 1)[1] for code in codes(answer.content)] == [str(only)]


async def test_what_cannot_be_printed_says_why(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    foreign = await make.item(await make.theater())
    other = await make.label_template(await make.theater())
    layout = PRESETS["roll_40x30"].model_dump(mode="json")
    refused: list[tuple[dict[str, Any], str]] = [
        ({"copies": 500, "ids": [item, await make.item(theater)]}, "label.too_many"),
        ({"ids": [item, foreign]}, "reference_unknown"),
        ({"preset": "a4_9x9"}, "reference_unknown"),
        ({"preset": None, "template_id": other}, "reference_unknown"),
        ({"preset": None}, "label_choice"),
        ({"start_position": 25}, "label.no_such_place"),
        ({"preset": None, "layout": layout | {"qr_size": 39}}, "label_code_too_big"),
        (
            {"preset": None, "layout": layout | {"page": "a4", "columns": 6, "rows": 2}},
            "label_off_sheet",
        ),
        (
            {"preset": None, "layout": layout | {"qr_place": "none", "fields": []}},
            "label_empty",
        ),
    ]
    for change, code in refused:
        answer = await admin.post(
            "/inventory/qr-sheet", json={"preset": "a4_3x8", "ids": [item]} | change
        )
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["code"] == code, answer.text
    many = await admin.post("/inventory/qr-sheet", json={"preset": "a4_3x8", "ids": [item] * 501})
    assert many.status_code == 422


async def test_an_actor_prints_only_what_is_theirs(
    as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    actor = await as_role("actor")
    answer = await _print(actor, [await make.item(theater)])
    assert answer.json()["errors"][0]["code"] == "reference_unknown"


async def test_a_third_sheet_at_once_waits(
    admin: Client, make: Factory, theater: TheaterOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = await make.item(theater)
    hold = asyncio.Event()

    async def slow(*_: Any, **__: Any) -> bytes:
        await hold.wait()
        return b"%PDF-"

    monkeypatch.setattr(pdf, "render", slow)
    two = [asyncio.create_task(_print(admin, [item])) for _ in range(2)]
    await asyncio.sleep(0.2)
    third = await _print(admin, [item])
    assert third.status_code == 429
    assert int(third.headers["retry-after"]) > 0
    hold.set()
    assert [(await one).status_code for one in two] == [200, 200]
    assert (await _print(admin, [item])).status_code == 200


async def test_the_preview_is_a_picture_of_the_first_sheet(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    answer = await admin.post(
        "/inventory/qr-sheet/preview", json={"preset": "roll_62x29", "ids": [item]}
    )
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
