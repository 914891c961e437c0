"""How many bytes a theatre and a person may keep, counted by object from its put to its end.

The rows are counted under a lock of the theatre, in the transaction that announces the object:
uploads side by side cannot pass the limit together.
"""

from dataclasses import dataclass

from sqlalchemy import func, select, text

from app.core.config import Settings
from app.files.models import StoredObject
from app.kit.errors import TooLarge
from app.kit.uow import Uow

_MB = 1024 * 1024
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('quota'), :theater)")


@dataclass(frozen=True)
class Quota:
    """In bytes. The owner of an object is whoever sent it."""

    theater: int = 50 * 1024 * _MB
    person: int = 5 * 1024 * _MB

    @classmethod
    def of(cls, settings: Settings) -> "Quota":
        return cls(settings.quota_theater_mb * _MB, settings.quota_person_mb * _MB)

    async def count(self, uow: Uow, key: str, size: int) -> None:
        """Count an object that is about to be put. Raises TooLarge with what is used."""
        owner = uow.ctx.author_id
        await uow.session.execute(_LOCK, {"theater": uow.ctx.theater_id})
        own = func.coalesce(func.sum(StoredObject.size).filter(StoredObject.owner_id == owner), 0)
        row = await uow.session.execute(
            select(func.coalesce(func.sum(StoredObject.size), 0), own).select_from(StoredObject)
        )
        of_theater, of_person = (int(value) for value in row.one())
        _check("files.quota_theater", of_theater, size, self.theater)
        if owner is not None:
            _check("files.quota_person", of_person, size, self.person)
        uow.session.add(StoredObject(key=key, owner_id=owner, size=size))


def _check(code: str, used: int, size: int, limit: int) -> None:
    if used + size > limit:
        shown = {"used": -(-used // _MB), "limit": limit // _MB, "needed": -(-size // _MB)}
        raise TooLarge(code, params=shown, extra={"used": used, "limit": limit})
