"""Memory of a process that is written to and read from for long."""

import os
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.factories import Factory, TheaterOf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc"),
]

ROUNDS, WARM = 1500, 300
MOST_GROWTH = 40 * 1024 * 1024


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def test_memory_stays_while_tags_are_written_and_lists_are_read(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    """Each write makes new versions of the lists of tags, their totals and their counts."""
    item = await make.item(theater)
    for number in range(400):
        await admin.post("/tags", json={"name": f"метка {number}"})
    tag = (await admin.post("/tags", json={"name": "бархат"})).json()
    after_warming = 0
    for round_ in range(ROUNDS):
        answer = await admin.patch(f"/tags/{tag['id']}", json={"name": f"бархат {round_}"})
        assert answer.status_code == 200, answer.text
        for path in ("/tags", "/inventory", f"/inventory/{item}"):
            assert (await admin.get(path)).status_code == 200
        if round_ == WARM:
            after_warming = resident()
    grown = resident() - after_warming
    print(f"grown by {grown / 1024 / 1024:.1f} MB in {ROUNDS - WARM} rounds")
    assert grown < MOST_GROWTH
