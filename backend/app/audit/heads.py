"""The newest seal of a theatre, copied out of the database: whoever cuts off the journal's end
together with its seals there does not reach this copy."""

import io

import orjson

from app.audit.hashing import is_signed, sign
from app.audit.models import AuditSeal
from app.kit import security
from app.kit.errors import NotFound
from app.kit.storage import ObjectStore

_PURPOSE = "audit-head"


def _key(key: str, theater_id: int) -> str:
    """One object a theatre, replaced by each seal."""
    name = security.derive_token(key, _PURPOSE, str(theater_id))[:32]
    return f"{theater_id}/audit-head/{name}"


async def write_head(storage: ObjectStore, key: str, seal: AuditSeal) -> None:
    values = [seal.theater_id, seal.to_id, seal.signature]
    body = orjson.dumps([*values, sign(key, _PURPOSE, values)])
    await storage.put(_key(key, seal.theater_id), io.BytesIO(body), len(body))


async def read_head(storage: ObjectStore, key: str, theater_id: int) -> tuple[int, str] | None:
    """The last sealed id and its signature; None when there is no copy, or it is not ours."""
    try:
        body = orjson.loads(await storage.get(_key(key, theater_id)))
        *values, signature = body
        if not is_signed(key, _PURPOSE, values, signature) or values[0] != theater_id:
            return None
        return int(values[1]), str(values[2])
    except (NotFound, orjson.JSONDecodeError, ValueError, TypeError, IndexError):
        return None
