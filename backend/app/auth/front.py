"""What the sign-in page tells before anybody signed in: whose house this is, and what plays
tonight.

An installation of several theatres names none unless SIGN_IN_THEATER says which: who works here
beside whom is nobody's business.
"""

import time

from app.auth import repository
from app.auth.schemas import Front, Tonight
from app.core.config import Settings
from app.kit import clock
from app.kit.session import Database

LIFE_S = 60.0


class FrontDoor:
    """The answer of this process, read from the database at most once a minute."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings
        self._known: tuple[float, Front] | None = None

    async def get(self) -> Front:
        if self._known is not None and time.monotonic() - self._known[0] < LIFE_S:
            return self._known[1]
        async with self._db.anonymous() as session:
            row = await repository.front(session, self._settings.sign_in_theater, clock.now())
        front = Front(theater=None, tonight=None)
        if row is not None:
            tonight = None
            if row.title is not None:
                tonight = Tonight(title=row.title, starts_at=row.starts_at, timezone=row.timezone)
            front = Front(theater=row.name, tonight=tonight)
        self._known = time.monotonic(), front
        return front

    def forget(self) -> None:
        self._known = None
