"""The gallery of an item: who may, in what order, which is the main one, and what is left."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from PIL import Image
from sqlalchemy import func, select, update

from app.files.models import File, PendingObject
from app.inventory.photos.models import Photo
from app.kit.errors import NotFound
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.files.tools import encoded, halves, photo

Work = Callable[[], Awaitable[None]]


@pytest.fixture
async def item(make: Factory, theater: TheaterOf) -> int:
    return await make.item(theater, department_id=theater.departments["light"])


async def add(client: AsyncClient, item_id: int, count: int = 1, **form: str) -> Response:
    files = [("files", (f"{n}.jpg", photo(), "image/jpeg")) for n in range(count)]
    return await client.post(f"/inventory/{item_id}/photos", files=files, data=form)


async def added(client: AsyncClient, item_id: int, count: int = 1, **form: str) -> list[Any]:
    answer = await add(client, item_id, count, **form)
    assert answer.status_code == 201, answer.text
    items: list[Any] = answer.json()["items"]
    return items


async def gallery(client: AsyncClient, item_id: int) -> list[Any]:
    items: list[Any] = (await client.get(f"/inventory/{item_id}/photos")).json()["items"]
    return items


async def test_the_first_photo_is_the_main_one(admin: AsyncClient, item: int) -> None:
    first = await added(admin, item, 3, side="back", caption=" Сзади, бирка ")
    assert [p["is_main"] for p in first] == [True, False, False]
    assert [p["sort_order"] for p in first] == [0, 1, 2]
    assert {(p["side"], p["caption"]) for p in first} == {("back", "Сзади, бирка")}
    more = await added(admin, item)
    assert (more[0]["is_main"], more[0]["sort_order"]) == (False, 3)
    body = (await admin.get(f"/inventory/{item}")).json()
    assert [p["id"] for p in body["photos"]] == [p["id"] for p in first + more]
    assert body["photos"] == await gallery(admin, item)
    assert body["photo_id"] == body["photo"]["id"] == first[0]["id"]
    row = (await admin.get("/inventory")).json()["items"][0]
    assert row["photo"] == {"id": first[0]["id"], "thumbnail_url": first[0]["thumbnail_url"]}
    for address in (first[0]["url"], first[0]["thumbnail_url"]):
        assert (await admin.get(address.removeprefix("/api/v1"))).status_code == 200


async def test_many_at_once_make_one_main_photo(
    admin: AsyncClient, item: int, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    people = [await as_role("technical_director") for _ in range(10)]
    answers = await asyncio.gather(*(add(one, item) for one in people for _ in range(3)))
    answers.append(await add(admin, item, 20))
    assert {a.status_code for a in answers} == {201}
    photos = await gallery(admin, item)
    assert len(photos) == 50
    assert [p["is_main"] for p in photos].count(True) == 1
    assert sorted(p["sort_order"] for p in photos) == list(range(50))
    over = await add(admin, item)
    assert over.status_code == 422
    assert over.json()["errors"][0]["code"] == "photo_too_many"
    async with make.db.read(theater.ctx) as uow:
        pending = await uow.session.scalar(select(func.count()).select_from(PendingObject))
    assert pending == 0


@pytest.mark.parametrize("count", [0, 21])
async def test_from_one_to_twenty_in_a_request(count: int, admin: AsyncClient, item: int) -> None:
    assert (await add(admin, item, count)).status_code == 422
    assert await gallery(admin, item) == []


async def test_another_becomes_the_main_one(admin: AsyncClient, item: int) -> None:
    one, two, three = [p["id"] for p in await added(admin, item, 3)]
    path = f"/inventory/{item}/photos"
    answer = await admin.patch(f"{path}/{three}", json={"is_main": True, "caption": "Дефект"})
    assert (answer.json()["is_main"], answer.json()["caption"]) == (True, "Дефект")
    assert [p["id"] for p in await gallery(admin, item) if p["is_main"]] == [three]
    await admin.patch(f"{path}/{three}", json={"is_main": False})
    assert [p["id"] for p in await gallery(admin, item) if p["is_main"]] == [one]
    await admin.delete(f"{path}/{one}")
    assert [p["id"] for p in await gallery(admin, item) if p["is_main"]] == [two]


async def test_the_only_photo_stays_main(admin: AsyncClient, item: int) -> None:
    [only] = await added(admin, item)
    path = f"/inventory/{item}/photos/{only['id']}"
    assert (await admin.patch(path, json={"is_main": False})).json()["is_main"] is True
    assert (await admin.delete(path)).status_code == 204
    assert (await admin.get(f"/inventory/{item}")).json()["photo"] is None


async def test_an_order_is_the_whole_set(admin: AsyncClient, item: int) -> None:
    ids = [p["id"] for p in await added(admin, item, 4)]
    path = f"/inventory/{item}/photos/order"
    version = {"If-Match": (await admin.get(f"/inventory/{item}")).headers["etag"]}
    wanted = ids[::-1]
    for wrong in (ids[:3], [*ids, ids[0]], [*ids[:3], 2_000_000_000], []):
        answer = await admin.put(path, json={"ids": wrong}, headers=version)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "photo_order_other"
    answer = await admin.put(path, json={"ids": wanted}, headers=version)
    assert [p["id"] for p in answer.json()["items"]] == wanted
    assert [p["id"] for p in await gallery(admin, item)] == wanted
    assert (await admin.put(path, json={"ids": ids}, headers=version)).status_code == 412


async def picture(client: AsyncClient, one: dict[str, Any]) -> Image.Image:
    answer = await client.get(one["url"].removeprefix("/api/v1"))
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def is_red(image: Image.Image, x: float, y: float) -> bool:
    red, _, blue = image.getpixel((int(x * image.width), int(y * image.height)))  # type: ignore[misc]
    return bool(red > blue)


async def test_turning_and_cutting_make_a_new_file(
    app: FastAPI, admin: AsyncClient, item: int, make: Factory, theater: TheaterOf, work: Work
) -> None:
    files = [("files", ("1.jpg", encoded(halves()), "image/jpeg"))]
    path = f"/inventory/{item}/photos"
    [one] = (await admin.post(path, files=files)).json()["items"]
    old = await make.get(theater, File, one["file_id"])
    turned = (await admin.post(f"{path}/{one['id']}/edit", json={"rotate": 90})).json()
    assert (turned["width"], turned["height"], turned["id"]) == (200, 400, one["id"])
    assert turned["file_id"] != one["file_id"]
    image = await picture(admin, turned)
    assert is_red(image, 0.5, 0.2)
    assert not is_red(image, 0.5, 0.8)
    # Of the turned picture the lower half: blue alone.
    crop = {"x": 0, "y": 0.5, "width": 1, "height": 0.5}
    cut = (await admin.post(f"{path}/{one['id']}/edit", json={"crop": crop})).json()
    assert (cut["width"], cut["height"]) == (200, 200)
    assert not is_red(await picture(admin, cut), 0.5, 0.1)
    assert (await admin.get(f"/files/{one['file_id']}")).status_code == 404
    await work()
    for key in old.keys:
        with pytest.raises(NotFound):
            await app.state.storage.get(key)


@pytest.mark.parametrize(
    "body",
    [
        {"rotate": 45},
        {"rotate": "90"},
        {"crop": {"x": 0, "y": 0, "width": 0, "height": 1}},
        {"crop": {"x": -0.1, "y": 0, "width": 1, "height": 1}},
        {"crop": {"x": 0, "y": 0, "width": 1.1, "height": 1}},
        {"crop": {"x": 0}},
    ],
)
async def test_an_edit_that_makes_no_sense(
    body: dict[str, Any], admin: AsyncClient, item: int
) -> None:
    [one] = await added(admin, item)
    path = f"/inventory/{item}/photos/{one['id']}/edit"
    assert (await admin.post(path, json=body)).status_code == 422


async def test_two_editors_of_one_picture(admin: AsyncClient, item: int) -> None:
    [one] = await added(admin, item)
    path = f"/inventory/{item}/photos/{one['id']}/edit"
    answers = await asyncio.gather(*(admin.post(path, json={"rotate": 90}) for _ in range(4)))
    codes = sorted(a.status_code for a in answers)
    assert codes[0] == 200
    assert set(codes) <= {200, 409}
    assert len(await gallery(admin, item)) == 1


async def test_every_change_is_told_and_raises_the_version(admin: AsyncClient, item: int) -> None:
    listed = await admin.get("/inventory")
    before = (await admin.get(f"/inventory/{item}")).json()["version"]
    one, two = [p["id"] for p in await added(admin, item, 2)]
    path = f"/inventory/{item}/photos"
    await admin.patch(f"{path}/{two}", json={"is_main": True, "caption": "Бирка", "side": "back"})
    await admin.post(f"{path}/{two}/edit", json={"rotate": 180})
    tag = (await admin.get(path)).headers["etag"]
    await admin.put(f"{path}/order", json={"ids": [two, one]}, headers={"If-Match": tag})
    await admin.delete(f"{path}/{one}")
    assert (await admin.get(f"/inventory/{item}")).json()["version"] == before + 5
    tags = {"If-None-Match": listed.headers["etag"]}
    assert (await admin.get("/inventory", headers=tags)).status_code == 200
    journal = await admin.get("/audit", params={"entity": "item", "entity_id": item})
    told = [set(line["diff"]) for line in journal.json()["items"]][:5]
    assert told == [
        {"photos"},
        {"photo_order"},
        {"photo_edited"},
        {"photo_caption", "photo_side", "main_photo"},
        {"photos"},
    ]


async def test_all_paths_to_a_picture_agree(
    admin: AsyncClient, as_role: SignIn, item: int, make: Factory, theater: TheaterOf,
    client: AsyncClient,
) -> None:  # fmt: skip
    """List, photo, file, thumbnail, link: the same decision for each person."""
    [one] = await added(admin, item)
    stranger = await make.access_token(await make.user(await make.theater()))
    client.headers["Authorization"] = f"Bearer {stranger}"
    people = {
        "head": (await as_role("department_head", department="sound"), 200),
        "staff": (await as_role("department_staff", department="sound"), 200),
        "assistant": (await as_role("assistant_director"), 200),
        "actor": (await as_role("actor"), 404),
        "stranger": (client, 404),
    }
    for name, (person, status) in people.items():
        answers = [
            await person.get(f"/inventory/{item}/photos"),
            await person.get(f"/inventory/{item}/photos/{one['id']}"),
            await person.get(f"/files/{one['file_id']}"),
            await person.get(f"/files/{one['file_id']}", headers={"Range": "bytes=0-1"}),
            await person.get(f"/files/{one['file_id']}/thumbnail"),
            await person.post(f"/files/{one['file_id']}/link"),
        ]
        seen = [200 if a.is_success else a.status_code for a in answers]
        assert seen == [status] * 6, name


async def test_who_may_change_the_item_changes_its_photos(
    admin: AsyncClient, as_role: SignIn, item: int
) -> None:
    [one] = await added(admin, item)
    path = f"/inventory/{item}/photos"
    own = await as_role("department_staff", department="light")
    assert (await add(own, item)).status_code == 201
    for role, department, status in (
        ("department_staff", "sound", 404),
        ("department_head", "sound", 404),
        ("assistant_director", None, 403),
        ("actor", None, 403),
    ):
        person = await as_role(role, department=department)
        answers = [
            await add(person, item),
            await person.patch(f"{path}/{one['id']}", json={"caption": "x"}),
            await person.put(
                f"{path}/order", json={"ids": [one["id"]]}, headers={"If-Match": '"v1"'}
            ),
            await person.post(f"{path}/{one['id']}/edit", json={"rotate": 90}),
            await person.delete(f"{path}/{one['id']}"),
        ]
        assert [a.status_code for a in answers] == [status] * 5, role
    assert len(await gallery(admin, item)) == 2


async def test_photos_of_an_archived_item(admin: AsyncClient, as_role: SignIn, item: int) -> None:
    [one] = await added(admin, item)
    assert (await admin.delete(f"/inventory/{item}")).status_code == 204
    path = f"/inventory/{item}/photos"
    assert (await admin.get(path)).status_code == 404
    assert (await admin.get(path, params={"archived": True})).json()["items"][0]["id"] == one["id"]
    assert (await admin.get(f"/files/{one['file_id']}")).status_code == 200
    assert (await (await as_role("actor")).get(f"/files/{one['file_id']}")).status_code == 404
    assert (await add(admin, item)).status_code == 404
    assert (await admin.delete(f"{path}/{one['id']}")).status_code == 404


async def test_a_photo_of_another_item_is_not_found_here(
    admin: AsyncClient, item: int, make: Factory, theater: TheaterOf
) -> None:
    [one] = await added(admin, item)
    other = await make.item(theater)
    path = f"/inventory/{other}/photos/{one['id']}"
    assert (await admin.get(path)).status_code == 404
    assert (await admin.patch(path, json={"caption": "x"})).status_code == 404
    assert (await admin.delete(path)).status_code == 404
    assert (await admin.post(f"{path}/edit", json={"rotate": 90})).status_code == 404


async def test_the_database_bears_one_main_photo(
    admin: AsyncClient, item: int, make: Factory, theater: TheaterOf
) -> None:
    await added(admin, item, 2)
    with pytest.raises(Exception, match="uq_inventory_photos_main"):
        async with make.db.write(theater.ctx) as uow:
            await uow.session.execute(
                update(Photo).where(Photo.item_id == item).values(is_main=True)
            )
