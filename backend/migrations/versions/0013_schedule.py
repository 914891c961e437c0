"""schedule"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


TABLES = (
    "absences", "calendar_feeds", "event_series", "repertoire_publications", "venue_closures",
    "performance_tails", "schedule_events", "event_participants", "event_inventory",
)  # fmt: skip

FEED_OWNER = """
SELECT jsonb_build_object(
  'user_id', u.id, 'theater_id', f.theater_id, 'department_id', u.department_id,
  'is_superuser', u.is_superuser,
  'roles', coalesce((
    SELECT jsonb_agg(jsonb_build_object(
      'code', r.code, 'is_system', r.is_system, 'permissions', to_jsonb(r.permissions)))
    FROM public.user_roles l
    JOIN public.roles r ON r.theater_id = l.theater_id AND r.id = l.role_id
    WHERE l.theater_id = u.theater_id AND l.user_id = u.id), '[]'::jsonb))
FROM public.calendar_feeds f
JOIN public.users u ON u.theater_id = f.theater_id AND u.id = f.user_id
JOIN public.theaters t ON t.id = f.theater_id
WHERE f.id = feed AND f.token_hash = hash AND u.is_active AND t.is_active
"""


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind IN ('vacation', 'sick', 'other')", name=op.f("ck_absences_kind")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absences_order")),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_absences_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_absences_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "user_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_absences_theater_id_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_absences_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_absences_theater_id_id")),
    )
    op.create_index(
        "ix_absences_user", "absences", ["theater_id", "user_id", "ends_at"], unique=False
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'venue') = (venue_id IS NOT NULL)", name=op.f("ck_calendar_feeds_venue")
        ),
        sa.CheckConstraint("kind IN ('person', 'venue')", name=op.f("ck_calendar_feeds_kind")),
        sa.ForeignKeyConstraint(
            ["theater_id", "user_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_calendar_feeds_theater_id_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "venue_id"],
            ["venues.theater_id", "venues.id"],
            name=op.f("fk_calendar_feeds_theater_id_venue_id_venues"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_calendar_feeds_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_calendar_feeds_theater_id_id")),
    )
    op.create_index(
        "ix_calendar_feeds_user", "calendar_feeds", ["theater_id", "user_id"], unique=False
    )
    op.create_index("uq_calendar_feeds_token", "calendar_feeds", ["token_hash"], unique=True)
    op.create_table(
        "event_series",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("rrule", sa.String(length=500), nullable=False),
        sa.Column("dtstart", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "exdates",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_series_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_series_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_event_series_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_series")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_event_series_theater_id_id")),
    )
    op.create_table(
        "repertoire_publications",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "extract(day FROM month) = 1", name=op.f("ck_repertoire_publications_month")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_repertoire_publications_version")),
        sa.ForeignKeyConstraint(
            ["theater_id", "published_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_repertoire_publications_theater_id_published_by_id_users"),
            ondelete="SET NULL (published_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_repertoire_publications_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repertoire_publications")),
        sa.UniqueConstraint(
            "theater_id", "id", name=op.f("uq_repertoire_publications_theater_id_id")
        ),
    )
    op.create_index(
        "uq_repertoire_publications_version",
        "repertoire_publications",
        ["theater_id", "month", "version"],
        unique=True,
    )
    op.create_table(
        "venue_closures",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_venue_closures_order")),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_venue_closures_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_venue_closures_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "venue_id"],
            ["venues.theater_id", "venues.id"],
            name=op.f("fk_venue_closures_theater_id_venue_id_venues"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_venue_closures_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_closures")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_venue_closures_theater_id_id")),
    )
    op.create_index(
        "ix_venue_closures_venue",
        "venue_closures",
        ["theater_id", "venue_id", "ends_at"],
        unique=False,
    )
    op.create_table(
        "performance_tails",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("strike_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("ready_minutes", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "ready_minutes BETWEEN 0 AND 1440", name=op.f("ck_performance_tails_ready")
        ),
        sa.CheckConstraint(
            "setup_minutes BETWEEN 0 AND 4320", name=op.f("ck_performance_tails_setup")
        ),
        sa.CheckConstraint(
            "strike_minutes BETWEEN 0 AND 4320", name=op.f("ck_performance_tails_strike")
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "performance_id"],
            ["performances.theater_id", "performances.id"],
            name=op.f("fk_performance_tails_theater_id_performance_id_performances"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "venue_id"],
            ["venues.theater_id", "venues.id"],
            name=op.f("fk_performance_tails_theater_id_venue_id_venues"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_performance_tails_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_tails")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_performance_tails_theater_id_id")),
    )
    op.create_index(
        "uq_performance_tails_venue",
        "performance_tails",
        ["theater_id", "performance_id", "venue_id"],
        unique=True,
    )
    op.create_table(
        "schedule_events",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("event_type", sa.String(length=50), nullable=False),
        sa.Column("status", sa.String(length=50), server_default="planned", nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("strike_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("stage_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("performance_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("color", sa.String(length=7), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_locked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("tour_city", sa.String(length=100), nullable=True),
        sa.Column("tour_venue_name", sa.String(length=255), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("original_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_exception", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("overridden", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by_id", sa.Integer(), nullable=True),
        sa.Column("override_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("ical_uid", sa.String(length=255), nullable=True),
        sa.Column(
            "busy_from",
            sa.DateTime(timezone=True),
            sa.Computed(
                "(starts_at AT TIME ZONE 'UTC' - setup_minutes * interval '1 minute') AT TIME ZONE 'UTC'",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "busy_to",
            sa.DateTime(timezone=True),
            sa.Computed(
                "(ends_at AT TIME ZONE 'UTC' + strike_minutes * interval '1 minute') AT TIME ZONE 'UTC'",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "live",
            sa.Boolean(),
            sa.Computed("deleted_at IS NULL AND status <> 'cancelled'", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.text("int8range(venue_id, venue_id, '[]')"), "&&"),
            (sa.text("tstzrange(busy_from, busy_to, '[)')"), "&&"),
            where=sa.text("live AND NOT overridden AND venue_id IS NOT NULL"),
            using="gist",
            name="ex_schedule_events_venue",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.CheckConstraint(
            "ends_at - starts_at <= interval '31 days'", name=op.f("ck_schedule_events_length")
        ),
        sa.CheckConstraint(
            "event_type IN ('performance', 'premiere', 'rehearsal', 'run_through', 'dress_rehearsal', 'technical', 'tour', 'meeting', 'maintenance', 'other')",
            name=op.f("ck_schedule_events_event_type"),
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'confirmed', 'in_progress', 'completed', 'cancelled')",
            name=op.f("ck_schedule_events_status"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_schedule_events_order")),
        sa.CheckConstraint(
            "overridden = (override_reason IS NOT NULL)", name=op.f("ck_schedule_events_override")
        ),
        sa.CheckConstraint(
            "setup_minutes BETWEEN 0 AND 4320", name=op.f("ck_schedule_events_setup")
        ),
        sa.CheckConstraint(
            "strike_minutes BETWEEN 0 AND 4320", name=op.f("ck_schedule_events_strike")
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_schedule_events_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "department_id"],
            ["departments.theater_id", "departments.id"],
            name=op.f("fk_schedule_events_theater_id_department_id_departments"),
            ondelete="SET NULL (department_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "override_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_schedule_events_theater_id_override_by_id_users"),
            ondelete="SET NULL (override_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "performance_id"],
            ["performances.theater_id", "performances.id"],
            name=op.f("fk_schedule_events_theater_id_performance_id_performances"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "series_id"],
            ["event_series.theater_id", "event_series.id"],
            name=op.f("fk_schedule_events_theater_id_series_id_event_series"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_schedule_events_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "venue_id"],
            ["venues.theater_id", "venues.id"],
            name=op.f("fk_schedule_events_theater_id_venue_id_venues"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_schedule_events_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_events")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_schedule_events_theater_id_id")),
    )
    op.create_index(
        "ix_schedule_events_busy",
        "schedule_events",
        ["theater_id", "busy_from"],
        unique=False,
        postgresql_where=sa.text("live"),
    )
    op.create_index(
        "ix_schedule_events_long",
        "schedule_events",
        ["theater_id", "busy_from"],
        unique=False,
        postgresql_where=sa.text("live AND busy_to - busy_from > interval '2 days'"),
    )
    op.create_index(
        "ix_schedule_events_performance",
        "schedule_events",
        ["theater_id", "performance_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        "ix_schedule_events_series",
        "schedule_events",
        ["theater_id", "series_id", "original_start"],
        unique=False,
    )
    op.create_index(
        "ix_schedule_events_starts",
        "schedule_events",
        ["theater_id", "starts_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_schedule_events_venue",
        "schedule_events",
        ["theater_id", "venue_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        "uq_schedule_events_ical_uid",
        "schedule_events",
        ["theater_id", "ical_uid"],
        unique=True,
        postgresql_where=sa.text("ical_uid IS NOT NULL AND deleted_at IS NULL"),
    )
    op.create_table(
        "event_participants",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=50), server_default="invited", nullable=False),
        sa.Column("decline_reason", sa.String(length=50), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("responded_version", sa.Integer(), nullable=True),
        sa.Column("answered_call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "decline_reason IN ('illness', 'busy', 'family', 'other')",
            name=op.f("ck_event_participants_decline_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('invited', 'tentative', 'confirmed', 'declined')",
            name=op.f("ck_event_participants_status"),
        ),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR role IS NOT NULL", name=op.f("ck_event_participants_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_participants_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "department_id"],
            ["departments.theater_id", "departments.id"],
            name=op.f("fk_event_participants_theater_id_department_id_departments"),
            ondelete="SET NULL (department_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "event_id"],
            ["schedule_events.theater_id", "schedule_events.id"],
            name=op.f("fk_event_participants_theater_id_event_id_schedule_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_participants_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "user_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_participants_theater_id_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_event_participants_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_participants")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_event_participants_theater_id_id")),
    )
    op.create_index(
        "ix_event_participants_event",
        "event_participants",
        ["theater_id", "event_id"],
        unique=False,
    )
    op.create_index(
        "ix_event_participants_open",
        "event_participants",
        ["theater_id", "event_id"],
        unique=False,
        postgresql_where=sa.text("user_id IS NULL OR status = 'declined'"),
    )
    op.create_index(
        "ix_event_participants_user",
        "event_participants",
        ["theater_id", "user_id", "event_id"],
        unique=False,
    )
    op.create_index(
        "uq_event_participants_role",
        "event_participants",
        ["theater_id", "event_id", "user_id", sa.literal_column("coalesce(role, '')")],
        unique=True,
        postgresql_where=sa.text("user_id IS NOT NULL"),
    )
    op.create_table(
        "event_inventory",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("inventory_item_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=50), server_default="planned", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'issued', 'returned')", name=op.f("ck_event_inventory_status")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_event_inventory_quantity")),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_inventory_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "event_id"],
            ["schedule_events.theater_id", "schedule_events.id"],
            name=op.f("fk_event_inventory_theater_id_event_id_schedule_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "inventory_item_id"],
            ["inventory_items.theater_id", "inventory_items.id"],
            name=op.f("fk_event_inventory_theater_id_inventory_item_id_inventory_items"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_event_inventory_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_event_inventory_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_inventory")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_event_inventory_theater_id_id")),
    )
    op.create_index(
        "ix_event_inventory_item",
        "event_inventory",
        ["theater_id", "inventory_item_id", "event_id"],
        unique=False,
    )
    op.create_index(
        "uq_event_inventory_item",
        "event_inventory",
        ["theater_id", "event_id", "inventory_item_id"],
        unique=True,
    )
    op.add_column("venues", sa.Column("timezone", sa.String(length=64), nullable=True))
    for table in TABLES:
        rights = sql.APPEND_ONLY if table == "repertoire_publications" else sql.ROW_RIGHTS
        sql.enable_tenant_rls(table, rights=rights)
    sql.grant_columns("calendar_feeds", sql.AUTH, "id", "theater_id", "user_id", "token_hash")
    sql.create_definer(
        "calendar_feed_owner(feed integer, hash text)", "jsonb", FEED_OWNER, sql.AUTH
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION calendar_feed_owner(integer, text)")
    op.drop_column("venues", "timezone")
    for table in reversed(TABLES):
        op.drop_table(table)
