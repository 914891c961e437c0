"""The steps of an import, as a client takes them."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, func, select

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx

Work = Callable[[], Awaitable[None]]
HEADINGS = ["Наименование", "Инв. №", "Категория", "Место хранения", "Кол-во"]


async def upload(client: Client, data: bytes, name: str = "список.xlsx") -> dict[str, Any]:
    answer = await client.post("/inventory/imports", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    assert answer.headers["location"].endswith(f"/inventory/imports/{body['id']}")
    return body


async def dry_run(client: Client, import_id: int, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/inventory/imports/{import_id}/dry-run", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def run(client: Client, work: Work, import_id: int) -> dict[str, Any]:
    answer = await client.post(f"/inventory/imports/{import_id}/run")
    assert answer.status_code == 202, answer.text
    assert answer.json()["status"] == "running"
    await work()
    found: dict[str, Any] = (await client.get(f"/inventory/imports/{import_id}")).json()
    return found


async def imported(client: Client, work: Work, *rows: list[Any], **body: Any) -> dict[str, Any]:
    """A list of HEADINGS, uploaded and run."""
    uploaded = await upload(client, xlsx({"Лист": [HEADINGS, *rows]}))
    await dry_run(client, uploaded["id"], **body)
    return await run(client, work, uploaded["id"])


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def count(make: Factory, theater: TheaterOf, model: Any) -> int:
    async with make.db.read(theater.ctx) as uow:
        return await uow.session.scalar(select(func.count()).select_from(model)) or 0


async def items(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/inventory", params={"page_size": 200, **query})
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def codes(answer: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(error["row"], error["field"], error["code"]) for error in answer["errors"]]
