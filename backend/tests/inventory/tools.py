"""How a client behaves that is told to come back in a moment."""

import asyncio
from collections.abc import Awaitable, Callable

from httpx import Response


async def at_once(count: int, send: Callable[[int], Awaitable[Response]]) -> list[Response]:
    """So many requests in parallel; whoever finds the house full (503) asks again."""

    async def served(number: int) -> Response:
        for _ in range(100):
            answer = await send(number)
            if answer.status_code != 503:
                break
            await asyncio.sleep(0.1)
        return answer

    return await asyncio.gather(*(served(number) for number in range(count)))
