"""Answers kept in memory: asked for once, never stale, never somebody else's."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.kit.cache import Memo, bodies
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf


@pytest.fixture
def connections(app: FastAPI) -> Iterator[list[int]]:
    """One number for every connection that is taken out of the pool."""
    taken: list[int] = []
    pool = app.state.db.engine.sync_engine.pool

    def count(*_: object) -> None:
        taken.append(1)

    event.listen(pool, "checkout", count)
    yield taken
    event.remove(pool, "checkout", count)


@pytest.mark.parametrize("path", ["/inventory", "/inventory/{item}", "/schedule", "/performances"])
async def test_an_answer_is_made_once_until_something_changes(
    path: str, make: Factory, theater: TheaterOf, as_person: SignIn, connections: list[int]
) -> None:
    item = await make.item(theater, "Стул")
    title = await make.performance(theater)
    await make.event(theater, performance_id=title)
    path = path.format(item=item)
    one, other = [await as_person(await make.user(theater)) for _ in range(2)]
    first = await one.get(path)
    await other.get(path)
    assert first.status_code == 200
    connections.clear()
    again = [await one.get(path) for _ in range(3)]
    assert connections == []
    assert {answer.content for answer in again} == {first.content}
    assert {answer.headers["etag"] for answer in again} == {first.headers["etag"]}
    await make.item(theater, "Стол")
    await one.patch(f"/inventory/{item}", json={"name": "Кресло"})
    await one.patch(f"/performances/{title}", json={"title": "Вишнёвый сад"})
    changed = [(await client.get(path)).text for client in (one, other)]
    assert changed[0] == changed[1]
    assert changed[0] != first.text


async def test_rights_and_languages_have_answers_of_their_own(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """Prices are for some: whoever asks after them gets no other's answer."""
    item = await make.item(theater, purchase_price="100.00")
    rich, poor = (
        await as_person(await make.user(theater)),
        await as_person(await make.user(theater, "actor")),
    )
    for _ in range(2):
        assert (await rich.get(f"/inventory/{item}")).json()["purchase_price"] == "100.00"
        answer = await poor.get(f"/inventory/{item}")
        assert answer.status_code == 404 or answer.json()["purchase_price"] is None


def test_answers_are_bound_by_their_bytes() -> None:
    memo = Memo(1000, most_of_one=400)
    for number in range(10):
        memo.put(number, (1,), b"", heavy=300)
    assert (memo.bytes, len(memo)) == (900, 3)
    memo.put("large", (1,), b"", heavy=401)
    assert memo.get("large", (1,)) is None
    assert bodies._most_of_one <= 1024 * 1024
