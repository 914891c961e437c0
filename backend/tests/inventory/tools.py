"""How a client behaves that is told to come back in a moment."""

import asyncio
from collections.abc import Awaitable, Callable

from httpx import Response


async def at_once(count: int, send: Callable[[int], Awaitable[Response]]) -> list[Response]:
    """So many requests in parallel; whoever finds the house full (503) asks again."""

    async def served(number: int) -> Response:
        while (answer := await send(number)).status_code == 503:
            await asyncio.sleep(0.1)
        return answer

    return await asyncio.gather(*(served(number) for number in range(count)))
