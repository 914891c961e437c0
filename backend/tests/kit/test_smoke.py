from sqlalchemy import text

from tests.conftest import Client
from tests.factories import Factory, TheaterOf


async def test_health_names_every_part(client: Client) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 200
    assert set(answer.json()["parts"]) == {"database", "redis", "storage", "worker"}


async def test_another_theatres_rows_do_not_exist(make: Factory, theater: TheaterOf) -> None:
    other = await make.theater()
    item = await make.item(other)
    async with make.db.read(theater.ctx) as uow:
        count = await uow.session.scalar(
            text("SELECT count(*) FROM inventory_items WHERE id = :id"), {"id": item}
        )
    assert count == 0
