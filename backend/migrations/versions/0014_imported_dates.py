"""imported dates"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# A date of a series was named by its UID and the moment at which it stood at first.
_APART = """
UPDATE schedule_events
SET ical_recurrence = to_timestamp(right(ical_uid, 16), 'YYYYMMDD"T"HH24MISS"Z"')::timestamp
                      AT TIME ZONE 'UTC',
    ical_uid = left(ical_uid, -17)
WHERE ical_uid ~ '#[0-9]{8}T[0-9]{6}Z$'
"""
_TOGETHER = """
UPDATE schedule_events
SET ical_uid = ical_uid || '#' || to_char(ical_recurrence AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
WHERE ical_recurrence IS NOT NULL
"""


def upgrade() -> None:
    op.add_column(
        "schedule_events", sa.Column("ical_recurrence", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("schedule_events", sa.Column("ical_sequence", sa.Integer(), nullable=True))
    op.add_column(
        "schedule_events",
        sa.Column("ical_seen", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.drop_index("uq_schedule_events_ical_uid", table_name="schedule_events")
    op.execute(_APART)
    op.create_index(
        "uq_schedule_events_ical_uid",
        "schedule_events",
        ["theater_id", "ical_uid", "ical_recurrence"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("ical_uid IS NOT NULL AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_schedule_events_ical_uid",
        "schedule_events",
        ["theater_id", "ical_uid"],
        unique=False,
        postgresql_where=sa.text("ical_uid IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_schedule_events_ical_uid", table_name="schedule_events")
    op.drop_index("uq_schedule_events_ical_uid", table_name="schedule_events")
    op.execute(_TOGETHER)
    op.create_index(
        "uq_schedule_events_ical_uid",
        "schedule_events",
        ["theater_id", "ical_uid"],
        unique=True,
        postgresql_where=sa.text("ical_uid IS NOT NULL AND deleted_at IS NULL"),
    )
    for column in ("ical_seen", "ical_sequence", "ical_recurrence"):
        op.drop_column("schedule_events", column)
