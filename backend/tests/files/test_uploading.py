"""Many uploads at once: a place before the body, nothing of it held in memory, a word to wait."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator

from fastapi import FastAPI
from httpx import AsyncClient

from app.kit.routing import uploads
from tests.conftest import Client, SignIn
from tests.files.tools import kept, photo, upload

BOUNDARY = "0123456789abcdef"
HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
PIECE = b"a" * 65_536
LARGE = 384 * len(PIECE)
MOST = uploads._share.per_person + uploads._share.waiting_per_person


async def test_a_place_is_taken_before_the_body_is_read(admin: AsyncClient) -> None:
    """Bodies that never end: as many are read as a person has places, the rest are not touched."""
    asked: set[int] = set()

    async def body(number: int) -> AsyncIterator[bytes]:
        asked.add(number)
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"'.encode()
        await asyncio.sleep(60)

    async def send(number: int) -> int:
        answer = await admin.post("/files/upload", content=body(number), headers=HEADERS)
        return answer.status_code

    tasks = [asyncio.create_task(send(number)) for number in range(MOST + 2)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        assert {task.result() for task in done} == {429}
        refused = await upload(admin, "1.jpg", photo())
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.json()["code"] == "too_many_at_once"
        assert len(asked) == uploads._share.per_person
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await kept(admin, "1.jpg", photo())


async def test_a_form_is_one_by_any_spelling(admin: AsyncClient) -> None:
    spelt = {"Content-Type": f"Multipart/Form-Data; boundary={BOUNDARY}"}
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="1.jpg"\r\n\r\n'
    body = part.encode() + photo() + f"\r\n--{BOUNDARY}--\r\n".encode()
    sent = await admin.post("/files/upload", content=body, headers=spelt)
    assert sent.status_code == 201, sent.text
    answer = await admin.post("/tags", content=body, headers=spelt)
    assert answer.status_code == 415, answer.text


async def test_one_person_s_uploads_do_not_stop_a_colleague(
    admin: AsyncClient, as_role: SignIn
) -> None:
    colleague = await as_role("technical_director")

    started = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal started
        started += 1
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"'.encode()
        await asyncio.Event().wait()

    tasks = [
        asyncio.create_task(admin.post("/files/upload", content=body(), headers=HEADERS))
        for _ in range(uploads._share.running + MOST)
    ]
    try:
        # As many as will be read are being read; those too many have their refusal.
        async with asyncio.timeout(20):
            while started < uploads._share.per_person or not any(task.done() for task in tasks):
                await asyncio.sleep(0.01)
            await kept(colleague, "1.jpg", photo())
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_large_body_lies_on_the_disk_not_in_memory(admin: AsyncClient) -> None:
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'

    async def body() -> AsyncIterator[bytes]:
        yield f"{part}Content-Type: text/plain\r\n\r\n".encode()
        for _ in range(LARGE // len(PIECE)):
            yield PIECE
        yield f"\r\n--{BOUNDARY}--\r\n".encode()

    await kept(admin, "1.jpg", photo())
    tracemalloc.start()
    try:
        answer = await admin.post("/files/upload", content=body(), headers=HEADERS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (answer.status_code, answer.json()["size"]) == (201, LARGE)
    assert peak < LARGE // 2


async def test_a_form_where_none_is_expected_is_not_even_read(
    app: FastAPI, client: AsyncClient
) -> None:
    """Forms may be long; an address that takes JSON must not hold one in memory."""
    read = False

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        read = True
        yield b"x"

    answer = await client.post("/auth/login", content=body(), headers=HEADERS)
    assert answer.status_code == 415
    assert not read


async def test_a_repeated_upload_answers_as_the_first(admin: Client) -> None:
    """The key covers the file from its first byte, whoever has read it before."""
    files = {"file": ("Опись.csv", "Название;Количество\nСтул;4\n".encode(), "text/csv")}
    headers = {"Idempotency-Key": "same-list"}
    first = await admin.post("/inventory/imports", files=files, headers=headers)
    again = await admin.post("/inventory/imports", files=files, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    other = {"file": ("Опись.csv", "Название;Количество\nСтол;4\n".encode(), "text/csv")}
    refused = await admin.post("/inventory/imports", files=other, headers=headers)
    assert refused.status_code == 422
