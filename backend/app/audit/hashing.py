"""What a seal is computed from. Changing anything here makes every older seal look broken."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import RowMapping, Text, cast

from app.kit.audit import AuditEntry

_LEAF, _NODE = b"\x00", b"\x01"

# The diff as PostgreSQL writes it, which is the same text for the same content at any time.
CANONICAL: tuple[Any, ...] = (
    AuditEntry.id,
    AuditEntry.theater_id,
    AuditEntry.at,
    AuditEntry.actor_id,
    AuditEntry.action,
    AuditEntry.entity,
    AuditEntry.entity_id,
    cast(AuditEntry.diff, Text).label("diff_text"),
    AuditEntry.ip,
    AuditEntry.request_id,
)


@dataclass(frozen=True)
class Stretch:
    """What a signature covers."""

    theater_id: int
    from_id: int
    to_id: int
    count: int
    merkle_root: str
    prev_seal: str


def leaf_hash(row: RowMapping) -> str:
    values = [_plain(row[name]) for name in row]
    return hashlib.sha256(_LEAF + orjson.dumps(values)).hexdigest()


def merkle_root(leaves: Sequence[str]) -> str:
    """Pairs are hashed upwards; a lone one moves up as it is. No leaves: zeros."""
    if not leaves:
        return "0" * 64
    level = [bytes.fromhex(leaf) for leaf in leaves]
    while len(level) > 1:
        level = [
            hashlib.sha256(_NODE + level[i] + level[i + 1]).digest()
            if i + 1 < len(level)
            else level[i]
            for i in range(0, len(level), 2)
        ]
    return level[0].hex()


def sign(key: str, purpose: str, values: Sequence[Any]) -> str:
    message = orjson.dumps([purpose, *values])
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def is_signed(key: str, purpose: str, values: Sequence[Any], signature: str) -> bool:
    return hmac.compare_digest(sign(key, purpose, values), signature)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
