"""`TakingIn` in a signature: objects may be stored for this request.

It stands before `Write`: entered before the transaction begins, left after it has ended.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from app.auth.deps import authenticate, database, object_store
from app.files.intake import Intake, intake
from app.files.quota import Quota


async def _taking_in(request: Request) -> AsyncIterator[Intake]:
    ctx = await authenticate(request)
    quota = Quota.of(request.app.state.settings)
    async with intake(database(request), object_store(request), ctx, quota) as opened:
        yield opened


TakingIn = Annotated[Intake, Depends(_taking_in, scope="function")]
