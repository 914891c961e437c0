"""Prove that the journal of changes is what was written: `python -m scripts.verify_audit`.

Needs the settings of the server (DATABASE_URL, AUDIT_SEAL_KEY, the object store). Prints one line
for each place where somebody edited, deleted or inserted an entry. Exit status 0: untouched,
1: something was found. Entries of the last minute are not sealed yet and not checked.
"""

import asyncio
import sys

from app import models as models  # every table is known before the first session
from app.audit.verifying import Finding, verify_all
from app.core.config import Settings, load_settings
from app.core.lifespan import make_redis, make_storage
from app.kit.cache import DataVersions
from app.kit.session import Database, make_engine

STATEMENT_TIMEOUT_MS = 600_000


async def run(settings: Settings) -> list[Finding]:
    redis = make_redis(settings)
    engine = make_engine(
        settings.database_url, pool_size=2, statement_timeout_ms=STATEMENT_TIMEOUT_MS
    )
    db = Database(engine, DataVersions(redis, settings.database_name))
    try:
        key = settings.audit_seal_key.get_secret_value()
        return await verify_all(db, make_storage(settings), key)
    finally:
        await db.close()
        await redis.aclose()


def main() -> None:
    findings = asyncio.run(run(load_settings()))
    for finding in findings:
        print(finding)
    print(f"{len(findings)} finding(s).")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
