"""What a scanned or typed code leads to."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from app.kit.layouts import readings
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


async def _found(client: Client, code: str) -> tuple[int, str] | int:
    answer = await client.get("/inventory/resolve", params={"code": code})
    if answer.status_code != 200:
        return answer.status_code
    return answer.json()["item"]["id"], answer.json()["by"]


@pytest.mark.parametrize(
    "form",
    [
        "http://localhost:8000/i/{}", "https://kulisa.example/i/{}", "HTTP://10.0.0.7:81/I/{}",
        "/i/{}", "http://localhost:8000/i/{}/", "http://localhost:8000/i/{}?utm=1#top",
        "  http://localhost:8000/i/{}\r\n", "реезЖ..дщсфдрщыеЖ8000.ш.{}",
        "РЕЕЗЖ..ДЩСФДРЩЫЕЖ8000.Ш.{}",
    ],
)  # fmt: skip
async def test_our_link_from_any_host_and_layout(
    form: str, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    assert await _found(admin, form.format(item)) == (item, "link")


@pytest.mark.parametrize(
    "typed", ["РК-0112/а", "рк-0112/А", "HR-0112|f", "  РК-0112/а ", "hr-0112|F"]
)
async def test_a_number_in_any_case_and_layout(
    typed: str, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, inventory_number="РК-0112/а")
    assert await _found(admin, typed) == (item, "number")


async def test_a_latin_number_from_a_scanner_under_russian_letters(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, inventory_number="INV-00017")
    assert await _found(admin, "ШТМ-00017") == (item, "number")
    assert await _found(admin, "штм-00017") == (item, "number")


async def test_numbers_come_before_serials_and_equal_serials_are_asked_about(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    numbered = await make.item(theater, inventory_number="A-1")
    await make.item(theater, serial_number="a-1")
    assert await _found(admin, "a-1") == (numbered, "number")
    first = await make.item(theater, name="Пульт", serial_number="SN-5")
    assert await _found(admin, "sn-5") == (first, "serial")
    second = await make.item(theater, name="Пульт второй", serial_number="Sn-5")
    answer = await admin.get("/inventory/resolve", params={"code": "SN-5"})
    assert answer.status_code == 409
    assert {one["item_id"] for one in answer.json()["candidates"]} == {first, second}
    assert {one["name"] for one in answer.json()["candidates"]} == {"Пульт", "Пульт второй"}


async def test_a_single_piece(admin: Client) -> None:
    item = (await admin.post("/inventory", json={"name": "Софит", "quantity": 2})).json()["id"]
    body = {"number": "СФ-7/1", "serial_number": "ZX-9"}
    made = await admin.post(f"/inventory/{item}/units", json=body)
    unit = made.json()["items"][0]["id"]
    for code in ("сф-7/1", "CA-7|1", "zx-9", f"http://x/i/{item}/u/{unit}"):
        answer = (await admin.get("/inventory/resolve", params={"code": code})).json()
        if code == "CA-7|1":
            assert "item" in answer, answer
        assert (answer["item"]["id"], answer["unit"]["id"]) == (item, unit), code
    assert await _found(admin, f"http://x/i/{item + 1}/u/{unit}") == 404


async def test_unknown_foreign_archived_and_out_of_reach_are_alike(
    admin: Client, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    foreign = await make.item(await make.theater(), inventory_number="Ч-1", serial_number="F-1")
    archived = await make.archived_item(theater)
    for code in (f"http://x/i/{foreign}", "Ч-1", "F-1", f"/i/{archived}", "нет такого", "/i/0",
                 "/i/9999999999", "http://x/i/", "%", "_", "💺", "'; --"):  # fmt: skip
        assert await _found(admin, code) == 404, code
    actor = await as_role("actor")
    own = await make.item(theater, inventory_number="С-1", serial_number="S-1")
    for code in (f"/i/{own}", "С-1", "S-1"):
        assert await _found(actor, code) == 404, code
    light = await as_role("department_staff", department="light")
    theirs = await make.item(theater, department_id=theater.departments["light"])
    assert await _found(light, f"/i/{theirs}") == (theirs, "link")


async def test_the_code_of_an_item_as_picture(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    answer = await admin.get(f"/inventory/{item}/qr", params={"format": "png", "size": 400})
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(BytesIO(answer.content))
    assert 300 <= picture.width <= 400
    text = zxingcpp.read_barcodes(picture)[0].text
    assert text.endswith(f"/i/{item}")
    assert await _found(admin, text) == (item, "link")
    drawn = await admin.get(f"/inventory/{item}/qr")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.text.startswith("<svg ")
    assert "script" not in drawn.text


def test_both_layouts() -> None:
    assert "http://h.ru/i/7?a" in readings(
        "реез:Ж..р.кг.ш.7,ф".replace(":Ж", "Ж").replace("р.к", "рюк")
    )
    assert readings("РК-1") == ["РК-1", "HR-1"]
