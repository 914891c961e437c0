"""what the sign-in page may tell: the theatre's name and tonight's show"""

from collections.abc import Sequence

from alembic import op

from app.kit import sql

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Only published shows: whoever asks is nobody yet. Of several, the one nearest to the moment that
# is not over; late at night the last one stays until the day of the theatre ends.
FRONT = """
WITH house AS (
  SELECT t.id, t.name, t.timezone FROM public.theaters t
  WHERE t.is_active AND CASE WHEN wanted IS NULL
    THEN (SELECT count(*) FROM public.theaters o WHERE o.is_active) = 1
    ELSE lower(t.code) = lower(wanted) END)
SELECT h.name::text, s.title::text, s.starts_at, s.timezone::text
FROM house h LEFT JOIN LATERAL (
  SELECT e.title, e.starts_at, coalesce(e.timezone, v.timezone, h.timezone) AS timezone
  FROM public.schedule_events e
  LEFT JOIN public.venues v ON v.theater_id = e.theater_id AND v.id = e.venue_id
  WHERE e.theater_id = h.id AND e.live AND e.is_public
    AND e.event_type IN ('performance', 'premiere')
    AND e.starts_at >= date_trunc('day', moment, h.timezone)
    AND e.starts_at < date_trunc('day', date_trunc('day', moment, h.timezone)
                                        + interval '36 hours', h.timezone)
  ORDER BY e.ends_at <= moment, abs(extract(epoch FROM e.starts_at - moment)), e.id
  LIMIT 1) s ON true
"""
SIGNATURE = "auth_front(wanted text, moment timestamptz)"
READ = {
    "schedule_events": (
        "id", "theater_id", "title", "event_type", "starts_at", "ends_at", "timezone", "venue_id",
        "is_public", "live",
    ),
    "venues": ("id", "theater_id", "timezone"),
}  # fmt: skip


def upgrade() -> None:
    for table, columns in READ.items():
        sql.grant_columns(table, sql.AUTH, *columns)
    sql.create_definer(
        SIGNATURE,
        "TABLE (name text, title text, starts_at timestamptz, timezone text)",
        FRONT,
        sql.AUTH,
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION auth_front(text, timestamptz)")
    for table, columns in READ.items():
        op.execute(f"REVOKE SELECT ({', '.join(columns)}) ON {table} FROM {sql.AUTH}")
        op.execute(f"DROP POLICY {sql.AUTH}_reads ON {table}")
