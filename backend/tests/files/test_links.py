"""Links without a token: short, narrow, and dead with the session that made them."""

from datetime import timedelta

import pytest
from httpx import AsyncClient

from app.core.logging import redact
from app.files import links
from app.kit import clock
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.files.tools import DOCX, kept, photo


async def link_of(client: AsyncClient, file_id: int, **body: str) -> str:
    answer = await client.post(f"/files/{file_id}/link", json=body)
    assert answer.status_code == 200, answer.text
    url: str = answer.json()["url"]
    assert url.startswith("/api/v1/")
    return url.removeprefix("/api/v1")


async def test_a_link_opens_the_file_without_a_token(
    admin: AsyncClient, client: AsyncClient
) -> None:
    body = await kept(admin, "1.jpg", photo())
    inline = await client.get(await link_of(admin, body["id"]))
    assert inline.status_code == 200
    assert inline.headers["content-disposition"].startswith("inline")
    assert inline.headers["cache-control"] == "no-store"
    saved = await client.get(await link_of(admin, body["id"], disposition="attachment"))
    assert saved.headers["content-disposition"].startswith("attachment")
    part = await client.get(await link_of(admin, body["id"]), headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, inline.content[:4])


async def test_inline_cannot_be_asked_of_what_could_run(
    admin: AsyncClient, client: AsyncClient
) -> None:
    body = await kept(admin, "1.docx", DOCX)
    answer = await client.get(await link_of(admin, body["id"], disposition="inline"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


async def test_a_link_lives_five_minutes(
    admin: AsyncClient, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = await kept(admin, "1.jpg", photo())
    url, now = await link_of(admin, body["id"]), clock.now()
    assert timedelta(minutes=5) >= links.LIFE
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=5, seconds=1))
    answer = await client.get(url)
    assert (answer.status_code, answer.json()["code"]) == (404, "file.link_ended")


async def test_a_forged_link_opens_nothing(admin: AsyncClient, client: AsyncClient) -> None:
    first, second = [await kept(admin, "1.jpg", photo()) for _ in range(2)]
    url = await link_of(admin, first["id"])
    path, signature = url.split("?sig=")
    payload, mac = signature.split(".")
    longer = links.new_link(1, "0" * 32, "inline").sign("another key" * 8, first["id"])
    forged = [
        f"/files/{second['id']}/content?sig={signature}",
        f"{path}?sig={payload}.{mac[:-1]}{'0' if mac[-1] != '0' else '1'}",
        f"{path}?sig={payload}.",
        f"{path}?sig={payload}",
        f"{path}?sig=.{mac}",
        f"{path}?sig={payload[:-2]}AA.{mac}",
        f"{path}?sig={longer}",
        f"{path}?sig=%00",
        f"{path}?sig=ё",
        f"{path}?sig={'A' * 299}",
    ]
    for address in forged:
        answer = await client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "file.link_ended"), address
    assert (await client.get(url)).status_code == 200


async def test_a_link_dies_with_its_session(as_role: SignIn, client: AsyncClient) -> None:
    first = await as_role("actor")
    body = await kept(first, "1.jpg", photo())
    url = await link_of(first, body["id"])
    assert (await client.get(url)).status_code == 200
    assert (await first.post("/auth/logout", json={})).is_success
    assert (await client.get(url)).status_code == 404


async def test_a_link_gives_no_more_than_its_maker_has_now(
    as_person: SignIn, client: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    owner = await make.user(theater)
    actor = await make.user(theater, "actor")
    item = await make.item(theater, responsible_id=actor.id)
    await make.photo(theater, item, owner)
    signed_in = await as_person(actor)
    file_id = (await signed_in.get(f"/inventory/{item}/photos")).json()["items"][0]["file_id"]
    url = await link_of(signed_in, file_id)
    assert (await client.get(url)).status_code == 200
    manager = await as_person(owner)
    moved = await manager.patch(f"/inventory/{item}", json={"responsible_id": owner.id})
    assert moved.status_code == 200
    assert (await client.get(url)).status_code == 404


def test_a_link_is_masked_in_logs() -> None:
    shown = redact("GET /api/v1/files/7/content?sig=MS4wMDAw.0a1b2c HTTP/1.1")
    assert "0a1b2c" not in shown
    assert "MS4w" not in shown
