"""Proving that nobody has touched the journal, or saying where."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import astuple, dataclass, fields
from enum import StrEnum

from app.audit import repository
from app.audit.hashing import Stretch, is_signed, leaf_hash, merkle_root
from app.audit.heads import read_head
from app.audit.models import AuditSeal
from app.audit.sealing import SEAL
from app.kit.context import system_context
from app.kit.session import Database
from app.kit.storage import ObjectStore
from app.kit.uow import Uow

_SEALS_AT_ONCE = 100


class Tampering(StrEnum):
    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    TAIL_CUT = "tail_cut"
    SEAL_BROKEN = "seal_broken"
    LEAVES_CHANGED = "leaves_changed"
    HEAD_MISSING = "head_missing"


@dataclass(frozen=True)
class Finding:
    """`audit_id` is the row, or the last id of the stretch that is concerned."""

    theater_id: int
    kind: Tampering
    audit_id: int

    def __str__(self) -> str:
        return f"theatre {self.theater_id}: {self.kind.value} at audit entry {self.audit_id}"


async def verify_all(db: Database, storage: ObjectStore, key: str) -> list[Finding]:
    async with db.anonymous() as session:
        ids = await repository.theater_ids(session)
    return [f for t in ids async for f in verify_theater(db, storage, key, t)]


async def verify_theater(
    db: Database, storage: ObjectStore, key: str, theater_id: int
) -> AsyncIterator[Finding]:
    """Read before the seals, the copy outside can only be older than they are."""
    head = await read_head(storage, key, theater_id)
    async with db.read(system_context(theater_id)) as uow:
        last: AuditSeal | None = None
        head_seen = head is None
        for row in await repository.rows_between(uow.session, -(2**62), 0):
            yield Finding(theater_id, Tampering.INSERTED, row["id"])
        while seals := await repository.seals_after(
            uow.session, last.to_id if last else -(2**62), _SEALS_AT_ONCE
        ):
            for seal in seals:
                async for finding in _check_seal(uow, key, seal, last):
                    yield finding
                head_seen = head_seen or head == (seal.to_id, seal.signature)
                last = seal
    if head is None and last is not None:
        yield Finding(theater_id, Tampering.HEAD_MISSING, last.to_id)
    if not head_seen and head is not None:
        yield Finding(theater_id, Tampering.TAIL_CUT, head[0])


async def _check_seal(
    uow: Uow, key: str, seal: AuditSeal, previous: AuditSeal | None
) -> AsyncIterator[Finding]:
    def finding(kind: Tampering, audit_id: int) -> Finding:
        return Finding(seal.theater_id, kind, audit_id)

    stretch = Stretch(*(getattr(seal, field.name) for field in fields(Stretch)))
    follows = seal.from_id == (previous.to_id if previous else 0) + 1 and seal.prev_seal == (
        previous.signature if previous else ""
    )
    if not follows or not is_signed(key, SEAL, astuple(stretch), seal.signature):
        yield finding(Tampering.SEAL_BROKEN, seal.to_id)
    rows = await repository.rows_between(uow.session, seal.from_id - 1, seal.to_id)
    found = {row["id"]: leaf_hash(row) for row in rows}
    if len(found) == seal.count and merkle_root(list(found.values())) == seal.merkle_root:
        return
    leaves = await repository.leaves_of(uow.session, seal.id)
    if merkle_root(_ordered(leaves)) != seal.merkle_root:
        # The leaves do not explain the seal, so which row it was cannot be told from them.
        yield finding(Tampering.LEAVES_CHANGED, seal.to_id)
    for audit_id in sorted(leaves.keys() | found.keys()):
        if audit_id not in found:
            yield finding(Tampering.DELETED, audit_id)
        elif audit_id not in leaves:
            yield finding(Tampering.INSERTED, audit_id)
        elif found[audit_id] != leaves[audit_id]:
            yield finding(Tampering.EDITED, audit_id)


def _ordered(leaves: dict[int, str]) -> Sequence[str]:
    return [leaves[audit_id] for audit_id in sorted(leaves)]
