"""Sealing the journal, outside the requests that write it: a chain inside them would make every
change of a theatre wait for the one before.

A stretch is complete for ever: it is taken only when every transaction that might still add a row
to it has ended. So a row that appears later inside a sealed stretch was put there by somebody.
"""

import asyncio
import time
from dataclasses import asdict, astuple

import structlog

from app.audit import repository
from app.audit.hashing import Stretch, leaf_hash, merkle_root, sign
from app.audit.heads import write_head
from app.audit.models import AuditSeal
from app.kit.context import system_context
from app.kit.errors import StorageFull, Unavailable
from app.kit.session import Database
from app.kit.storage import ObjectStore

SEAL = "audit-seal"
MAX_ROWS = 5_000
_PATIENCE_S, _POLL_S = 30.0, 0.25
log = structlog.get_logger()


async def seal_all(db: Database, storage: ObjectStore, key: str) -> int:
    """Seals what is new in every theatre; returns how many seals were made."""
    async with db.anonymous() as session:
        ids = await repository.theater_ids(session)
    ends: dict[int, int] = {}
    for theater_id in ids:
        async with db.read(system_context(theater_id)) as uow:
            last = await repository.last_seal(uow.session)
            end = await repository.last_entry_id(uow.session)
            if last is None or end > last.to_id:
                ends[theater_id] = end
    # A theatre without a single entry has nothing to seal.
    ends = {theater_id: end for theater_id, end in ends.items() if end}
    if not ends or not await _writers_ended(db):
        return 0
    return sum([await _seal_theater(db, storage, key, t, end) for t, end in ends.items()])


async def _writers_ended(db: Database) -> bool:
    """Waits until whoever was writing when the ends were read has ended; tries later otherwise."""
    await asyncio.sleep(_POLL_S)
    async with db.anonymous() as session:
        horizon = await repository.next_transaction(session)
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        async with db.anonymous() as session:
            if await repository.oldest_transaction(session) >= horizon:
                return True
        await asyncio.sleep(_POLL_S)
    log.warning("audit_seal_waits")
    return False


async def _seal_theater(
    db: Database, storage: ObjectStore, key: str, theater_id: int, end: int
) -> int:
    made = 0
    while True:
        seal = await _seal_stretch(db, key, theater_id, end)
        if seal is None:
            return made
        made += 1
        try:
            await write_head(storage, key, seal)
        except (Unavailable, StorageFull) as error:
            # The seal stands; the next one brings the copy up to date.
            log.warning("audit_head_delayed", error=type(error).__name__)


async def _seal_stretch(db: Database, key: str, theater_id: int, end: int) -> AuditSeal | None:
    async with db.write(system_context(theater_id)) as uow:
        await repository.lock_sealing(uow.session, theater_id)
        last = await repository.last_seal(uow.session)
        after = last.to_id if last else 0
        rows = await repository.rows_between(uow.session, after, end, MAX_ROWS)
        if not rows:
            return None
        to_id = rows[-1]["id"] if len(rows) == MAX_ROWS else end
        hashes = [leaf_hash(row) for row in rows]
        stretch = Stretch(
            theater_id, after + 1, to_id, len(rows), merkle_root(hashes),
            last.signature if last else "",
        )  # fmt: skip
        seal = AuditSeal(**asdict(stretch), signature=sign(key, SEAL, astuple(stretch)))
        uow.session.add(seal)
        await uow.session.flush()
        await repository.add_leaves(
            uow.session,
            [
                {"audit_id": row["id"], "seal_id": seal.id, "hash": hashed}
                for row, hashed in zip(rows, hashes, strict=True)
            ],
        )
        return seal
