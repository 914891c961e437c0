"""What strangers upload: refused with a reason, or made harmless."""

import asyncio

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from tests.factories import Factory, TheaterOf
from tests.files import hostile
from tests.files.tools import MARK, kept, photo, upload

SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
}


def test_the_corpus_is_large_enough() -> None:
    assert len(hostile.REFUSED) + len(hostile.POLYGLOTS) >= 60


@pytest.mark.parametrize("name", hostile.REFUSED)
async def test_it_is_no_photo_and_the_reason_is_said(
    name: str, admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    data = hostile.REFUSED[name]
    answer = await admin.post(
        f"/inventory/{item}/photos", files=[("files", (name, data, "image/jpeg"))]
    )
    assert answer.status_code == 422, answer.text
    error = answer.json()["errors"][0]
    assert error["field"] == "files.0"
    assert error["code"].startswith(("image.", "file."))
    assert "{" not in error["message"]
    assert (await admin.get(f"/inventory/{item}/photos")).json()["items"] == []


@pytest.mark.parametrize("name", hostile.REFUSED)
async def test_as_a_file_it_is_refused_or_cannot_run(name: str, admin: AsyncClient) -> None:
    answer = await upload(admin, name, hostile.REFUSED[name])
    if name in hostile.MARKUP or name in hostile.PROGRAMS:
        assert answer.status_code == 415, answer.text
    if answer.status_code != 201:
        assert answer.status_code in (415, 422), answer.text
        return
    served = await admin.get(f"/files/{answer.json()['id']}")
    assert {header: served.headers[header] for header in SAFE} == SAFE
    shown = served.headers["content-disposition"].startswith("inline")
    kind = served.headers["content-type"]
    assert shown == kind.startswith(("application/pdf", "audio/", "video/"))
    assert shown or kind == "application/octet-stream"


@pytest.mark.parametrize("name", hostile.POLYGLOTS)
async def test_of_a_second_file_inside_a_photo_nothing_survives(
    name: str, admin: AsyncClient
) -> None:
    body = await kept(admin, name, hostile.POLYGLOTS[name])
    for address in (f"/files/{body['id']}", f"/files/{body['id']}/thumbnail"):
        served = await admin.get(address)
        assert served.status_code == 200
        assert MARK not in served.content
        assert b"<script" not in served.content
        assert {header: served.headers[header] for header in SAFE} == SAFE


async def test_the_limit_of_size_is_exact_and_leaves_nothing(
    app: FastAPI, admin: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.settings, "max_upload_mb", 1)
    limit = 1024 * 1024
    exact = await kept(admin, "ровно.txt", b"x" * limit)
    assert exact["size"] == limit
    assert (await kept(admin, "меньше.txt", b"x" * (limit - 1)))["size"] == limit - 1
    over = await upload(admin, "больше.txt", b"x" * (limit + 1))
    assert over.status_code == 413
    assert over.json()["code"] == "too_large"


async def test_twenty_bombs_at_once_leave_the_rest_alive(admin: AsyncClient) -> None:
    data = hostile.BOMBS["bomb-13000.png"]
    *bombs, page = await asyncio.gather(
        *(upload(admin, "bomb.png", data) for _ in range(20)), admin.get("/inventory")
    )
    assert {answer.status_code for answer in bombs} == {422, 429}
    assert page.status_code == 200


async def test_one_bad_file_keeps_the_good_ones_out(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    files = [
        ("files", ("1.jpg", photo(), "image/jpeg")),
        ("files", ("2.jpg", hostile.MARKUP["svg.jpg"], "image/jpeg")),
        ("files", ("3.jpg", photo(), "image/jpeg")),
        ("files", ("4.jpg", b"", "image/jpeg")),
    ]
    answer = await admin.post(f"/inventory/{item}/photos", files=files)
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [(e["field"], e["code"]) for e in errors] == [
        ("files.1", "image.is_drawing"),
        ("files.3", "file.empty"),
    ]
    assert errors[0]["message"] == "Это не фотография: рисунок SVG"
    assert (await admin.get(f"/inventory/{item}/photos")).json()["items"] == []
