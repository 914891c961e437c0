"""Move the schema to a revision: `python -m scripts.migrate head|base|<revision>`."""

import os
import sys

from alembic import command
from alembic.script import ScriptDirectory

from scripts.init_db import alembic_config


def main() -> None:
    if len(sys.argv) != 2 or "DATABASE_MIGRATION_URL" not in os.environ:
        sys.exit("usage: DATABASE_MIGRATION_URL=... python -m scripts.migrate REVISION")
    target = sys.argv[1]
    config = alembic_config(os.environ["DATABASE_MIGRATION_URL"])
    downwards = target == "base" or _is_older(ScriptDirectory.from_config(config), target)
    (command.downgrade if downwards else command.upgrade)(config, target)


def _is_older(scripts: ScriptDirectory, target: str) -> bool:
    """A named revision is gone down to; `head` is the only way up."""
    return target != "head" and scripts.get_revision(target) is not None


if __name__ == "__main__":
    main()
