from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, tenant_fk


@audited("repertoire_publication", exclude=("snapshot",))
class Publication(IdMixin, TenantMixin, Base):
    """The repertoire plan of a month as it was published; the draft is the schedule itself.

    `snapshot` holds the month's rows as they stood. Append-only: a correction is the next version.
    """

    __tablename__ = "repertoire_publications"
    __table_args__ = (
        Index("uq_repertoire_publications_version", "theater_id", "month", "version", unique=True),
        tenant_fk("published_by_id", "users", ondelete="SET NULL"),
        CheckConstraint("extract(day FROM month) = 1", name="month"),
        CheckConstraint("version > 0", name="version"),
    )

    month: Mapped[date]
    version: Mapped[int] = mapped_column(Integer)
    snapshot: Mapped[dict[str, Any]]
    note: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_by_id: Mapped[int | None] = mapped_column(Integer)
