"""Downloads: whole, in parts, not again, and never half of it."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app.kit.storage import S3Store
from tests.conftest import SignIn
from tests.contracts.world import LIST
from tests.factories import Factory, TheaterOf
from tests.files.tools import kept, photo, upload

TEXT = "".join(f"{n:06d}" for n in range(100_000)).encode()
SIZE = len(TEXT)


async def put(client: AsyncClient, data: bytes = TEXT) -> str:
    return f"/files/{(await kept(client, 'числа.txt', data))['id']}"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-7", SIZE - 7, SIZE - 1),
        (f"bytes=-{SIZE + 5}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-{SIZE + 100}", SIZE - 1, SIZE - 1),
        ("bytes=262143-262145", 262_143, 262_145),
    ],
)
async def test_a_part_is_exactly_that_part(
    asked: str, first: int, last: int, admin: AsyncClient
) -> None:
    answer = await admin.get(await put(admin), headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{SIZE}"
    assert int(answer.headers["content-length"]) == last - first + 1
    assert answer.content == TEXT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", "bytes=0-1,5-6", "bytes=0-,0-"])
async def test_no_such_part(asked: str, admin: AsyncClient) -> None:
    answer = await admin.get(await put(admin), headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=", "bytes=-", "bytes=a-b", "items=0-1", "bytes=1e3-", "bytes 1-2"]
)
async def test_what_is_no_range_is_left_aside(asked: str, admin: AsyncClient) -> None:
    answer = await admin.get(await put(admin), headers={"Range": asked})
    assert answer.status_code == 200
    assert answer.content == TEXT


async def test_ten_thousand_ranges_are_refused(admin: AsyncClient) -> None:
    address = await put(admin)
    ranges = "bytes=" + ",".join(f"{n}-{n + 5}" for n in range(10_000))
    answer = await admin.get(address, headers={"Range": ranges})
    assert answer.status_code == 416


async def test_a_part_of_another_version_is_not_joined(admin: AsyncClient) -> None:
    address = await put(admin)
    tag = (await admin.get(address)).headers["etag"]
    assert not tag.startswith("W/")
    same = await admin.get(address, headers={"Range": "bytes=0-9", "If-Range": tag})
    other = await admin.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


async def test_what_the_caller_has_is_not_sent_again(admin: AsyncClient) -> None:
    body = await kept(admin, "1.jpg", photo())
    for address in (f"/files/{body['id']}", f"/files/{body['id']}/thumbnail"):
        first = await admin.get(address)
        assert first.headers["cache-control"] == "private, max-age=300"
        assert first.headers["vary"] == "Authorization"
        again = await admin.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_documents_are_not_kept_by_the_browser(admin: AsyncClient) -> None:
    assert (await admin.get(await put(admin))).headers["cache-control"] == "no-store"


async def test_a_temporary_file_is_its_uploaders_alone(
    admin: AsyncClient, as_role: SignIn, make: Factory
) -> None:
    body = await kept(admin, "1.jpg", photo())
    assert body["state"] == "temp"
    colleague = await as_role("admin")
    stranger = await make.access_token(await make.user(await make.theater()))
    for headers in ({}, {"Authorization": f"Bearer {stranger}"}):
        for path in ("", "/thumbnail"):
            answer = await colleague.get(f"/files/{body['id']}{path}", headers=headers)
            assert answer.status_code == 404
        link = await colleague.post(f"/files/{body['id']}/link", headers=headers)
        assert link.status_code == 404
    assert (await admin.get(f"/files/{body['id']}")).status_code == 200


async def test_the_owner_or_a_manager_deletes(
    admin: AsyncClient, as_role: SignIn, theater: TheaterOf
) -> None:
    actor, other = await as_role("actor"), await as_role("actor")
    mine, theirs = [(await kept(actor, "1.jpg", photo()))["id"] for _ in range(2)]
    assert (await other.delete(f"/files/{mine}")).status_code == 404
    assert (await actor.delete(f"/files/{mine}")).status_code == 204
    assert (await actor.get(f"/files/{mine}")).status_code == 404
    assert (await admin.delete(f"/files/{theirs}")).status_code == 204


async def test_a_file_in_use_stays(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    owner = await make.user(theater)
    photo_id = await make.photo(theater, await make.item(theater), owner)
    listed = await admin.get("/inventory", params={"has_photo": True})
    assert listed.json()["items"][0]["photo"]["id"] == photo_id
    file_id = int(listed.json()["items"][0]["photo"]["thumbnail_url"].split("/")[4])
    answer = await admin.delete(f"/files/{file_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "file.in_use")
    assert (await admin.get(f"/files/{file_id}")).status_code == 200


@pytest.fixture
def stopped(app: FastAPI) -> Iterator[Callable[[], None]]:
    """Calling it takes the store away until the test ends, or calls it again."""
    alive = app.state.storage
    away = S3Store(
        "127.0.0.1:9", "key", "secret-secret", secure=False, region="us-east-1", bucket="nowhere"
    )

    def toggle() -> None:
        app.state.storage = away if app.state.storage is alive else alive

    yield toggle
    app.state.storage = alive


async def test_without_the_store_503_and_nothing_half_done(
    admin: AsyncClient, make: Factory, theater: TheaterOf, stopped: Callable[[], None]
) -> None:
    body = await kept(admin, "1.jpg", photo())
    item = await make.item(theater)
    photos, one = f"/inventory/{item}/photos", [("files", ("1.jpg", photo(), "image/jpeg"))]
    shown = (await admin.post(photos, files=one)).json()["items"][0]["id"]
    stopped()
    answers = [
        await upload(admin, "2.jpg", photo()),
        await admin.get(f"/files/{body['id']}"),
        await admin.get(f"/files/{body['id']}", headers={"Range": "bytes=0-1"}),
        await admin.get(f"/files/{body['id']}/thumbnail"),
        await admin.post(photos, files=one),
        await admin.post(f"{photos}/{shown}/edit", json={"rotate": 90}),
        await admin.post("/inventory/imports", files={"file": ("1.csv", LIST.encode())}),
    ]
    assert [a.status_code for a in answers] == [503] * 7
    assert all(1 <= int(a.headers["retry-after"]) <= 5 for a in answers)
    assert (await admin.get("/inventory")).status_code == 200
    # Deleting needs no store: the object goes when it is back.
    assert (await admin.delete(f"{photos}/{shown}")).status_code == 204
    stopped()
    assert (await admin.get(photos)).json()["items"] == []
    assert (await admin.get(f"/files/{body['id']}")).status_code == 200
