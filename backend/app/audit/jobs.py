"""The journal is sealed every minute and proved every night."""

from typing import Any

import structlog

from app.audit.sealing import seal_all
from app.audit.verifying import verify_all
from app.kit.jobs import cron
from app.kit.session import Database
from app.kit.storage import ObjectStore

log = structlog.get_logger()


@cron("audit.seal", "* * * * *")
async def seal_journal(db: Database, storage: ObjectStore, settings: Any) -> None:
    await seal_all(db, storage, settings.audit_seal_key.get_secret_value())


@cron("audit.verify", "41 3 * * *")
async def verify_journal(db: Database, storage: ObjectStore, settings: Any) -> None:
    """An error in the log for each finding; the alert rules watch for it."""
    for finding in await verify_all(db, storage, settings.audit_seal_key.get_secret_value()):
        log.error(
            "audit_tampered",
            theater_id=finding.theater_id,
            kind=finding.kind.value,
            audit_id=finding.audit_id,
        )
